"""The bytes of a .bib file become chunks: stretches that begin where a line begins a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(rb"@[ \t]*[A-Za-z]+[ \t]*[{(]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The bytes from `start` to `end`; `line` is that of its first byte, counted from 1."""

    start: int
    end: int
    line: int


def chunks(content: bytes) -> Iterator[Chunk]:
    """All of the file in order, without gaps. The first may be text before the first block.

    A chunk holds one block as a rule; a block that quotes such a line inside is in several.
    """
    starts = [0, *_starts(content, 0)]
    line = 1
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        yield Chunk(start, end, line)
        line += lines_in(content, start, end)


def lines_in(content: bytes, start: int, end: int) -> int:
    """How many line ends there are: `\\n`, `\\r\\n`, or `\\r` alone."""
    lines = content.count(b"\n", start, end)
    if content.find(b"\r", start, end) >= 0:
        lines += content.count(b"\r", start, end) - content.count(b"\r\n", start, end)
    return lines


def end_of_chunk(content: bytes, at: int) -> int:
    """Where the chunk that the byte is in ends."""
    return next(_starts(content, at + 1), len(content))


def _starts(content: bytes, at: int) -> Iterator[int]:
    for found in _START.finditer(content, at):
        before = found.start()
        while content[before - 1 : before] in (b" ", b"\t"):
            before -= 1
        if content[before - 1 : before] in (b"\n", b"\r"):  # CR alone ends a line in old files
            yield before


class LineCounter:
    """Tells the line of a byte, counted from 0 at `start`; fast if it is asked in order."""

    def __init__(self, content: bytes, start: int) -> None:
        self._content, self._start = content, start
        self._at, self._line = start, 0

    def line_of(self, at: int) -> int:
        if at < self._at:
            self._at, self._line = self._start, 0
        self._line += lines_in(self._content, self._at, at)
        self._at = at
        return self._line
