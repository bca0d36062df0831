"""A text nested beyond all reason becomes one that a recursive parser can read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Further in, an indent nests no deeper; the text stays.
_DEEPEST = 2_200
#: Calls that the parser makes for each level, with some to spare.
_CALLS = 5
_INDENT = re.compile(r"^ {40,}", re.M)
_MARKERS = re.compile(r"^((?: {0,4}(?:[-*+>]|[0-9]{1,9}[.)])(?= |>)){50}) *(?=\S)", re.M)


def capped(text: str) -> str:
    """The same words, no line further in than 1,100 lists can be, nor behind 50 markers."""
    if deepest(text) > _DEEPEST:
        text = _INDENT.sub(lambda indent: indent[0][:_DEEPEST], text)
    return _MARKERS.sub(r"\1 \\", text)


def deepest(text: str) -> int:
    """How far in the line is that is furthest in; 0 where that is no matter."""
    if " " * 40 not in text:
        return 0
    return max((len(indent[0]) for indent in _INDENT.finditer(text)), default=0)


@contextmanager
def room_for(text: str) -> Iterator[None]:
    """Lets the parser call itself as often as the text is deep; Python's own limit is 1,000."""
    far = deepest(text)
    before = sys.getrecursionlimit()
    if far:
        sys.setrecursionlimit(max(before, 1_000 + _CALLS * (far // 2 + 50)))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
