"""What was read and rendered of papers.bib becomes bytes for another process, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from studylog.bib import Known
from studylog.collector import without_collector


@dataclass(frozen=True, slots=True)
class Shelf:
    """`program` names what made it; `rows` are those of the reading list, by `KeptRows`' keys."""

    program: bytes = b""
    known: Known = field(default_factory=Known)
    rows: Mapping[bytes, str] = field(default_factory=dict)


def to_bytes(shelf: Shelf) -> bytes:
    return msgspec.msgpack.encode(shelf)


def from_bytes(content: bytes, program: bytes) -> Shelf:
    """What `to_bytes` was given; empty if the bytes are damaged or another program made them."""
    try:
        with without_collector():
            shelf = msgspec.msgpack.decode(content, type=Shelf)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Shelf()
    return shelf if shelf.program == program else Shelf()
