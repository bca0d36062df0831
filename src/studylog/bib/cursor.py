"""Where the reading of a chunk of a .bib file stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studylog.bib.spans import Fault

#: How a field's name is written.
NAME = rb'[A-Za-z_][^\s=,{}"#%()@]*'
_SPACE = re.compile(rb"\s*")
#: How far a search may go when too many were in vain.
_WINDOW = 256


@dataclass
class Cursor:
    """Where the reading of a chunk stands, and what it found wrong.

    `limit` is the chunk's end. A value may run on behind it, as far as `most`; then `alone` is
    False, for what was read depends on more than the chunk. `effort` is what searches in vain may
    still cost, in bytes: a file of nothing but faults is read in linear time too.
    """

    content: bytes
    at: int
    limit: int
    most: int
    faults: list[Fault] = field(default_factory=list)
    alone: bool = True
    effort: int = 0

    def __post_init__(self) -> None:
        self.effort = 100_000 + 8 * (self.limit - self.at)

    def in_reach(self, limit: int) -> int:
        """How far a search from here may go."""
        return limit if self.effort > 0 else min(limit, self.at + _WINDOW)

    def search(self, pattern: re.Pattern[bytes], start: int, limit: int) -> int:
        """Where the pattern is found first, else -1; what was looked through is charged."""
        found = pattern.search(self.content, start, limit)
        self.effort -= (found.start() if found else limit) - start
        return found.start() if found else -1

    def skip_space(self) -> None:
        found = _SPACE.match(self.content, self.at, self.limit)
        self.at = found.end() if found else self.at

    def next_is(self, mark: bytes) -> bool:
        return self.at < self.limit and self.content.startswith(mark, self.at)


def closing(cursor: Cursor, limit: int, marks: re.Pattern[bytes]) -> int:
    """Where the brace or parenthesis that the cursor is at is closed; -1 if not before `limit`."""
    reach = cursor.in_reach(limit)
    depth = 0
    for mark in marks.finditer(cursor.content, cursor.at, reach):
        depth += 1 if mark[0] in (b"{", b"(") else -1
        if depth == 0:
            return mark.start()
    cursor.effort -= reach - cursor.at
    return -1
