"""The bytes of a file become others by splices, which leave all the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """`content[start:end]` becomes `new`."""

    start: int
    end: int
    new: bytes


def splice(content: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with all splices made; places are those in `content`.

    Splices at one place are made in the order given; those that overlap are a ValueError.
    """
    parts: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda s: s[:2]):
        if not at <= start <= end <= len(content):
            raise ValueError(f"the splice of {start} to {end} overlaps another or leaves the file")
        parts += (content[at:start], new)
        at = end
    return b"".join([*parts, content[at:]])
