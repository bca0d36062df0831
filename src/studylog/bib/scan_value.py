"""The right side of a field becomes its pieces, and the place where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studylog.bib.chunks import end_of_chunk
from studylog.bib.spans import Fault, Piece

_SPACE = re.compile(rb"\s*")
_BRACES = re.compile(rb"[{}]")
_PLAIN_BRACES = re.compile(rb"(?<!\\)[{}]")
_MARKS = re.compile(rb'["{}]')
_LAST_QUOTE = re.compile(rb'"(?=\s*[,#}])')
_BARE = re.compile(rb'[^\s,{}"#%()=@]+')
_NAME = rb'[A-Za-z_][^\s=,{}"#%()@]*'
#: What may stand behind a value; with `end` the entry is not closed.
_BEHIND = re.compile(rb"\s*(?:(?P<good>[,#})]|" + _NAME + rb"\s*=)|(?P<end>\Z|[@%]))")
#: A line that looks like the next field: a value that holds one was hardly closed.
SWALLOWED = re.compile(
    rb"[\r\n]\s*(?=" + _NAME + rb'[ \t]*=[ \t]*(?:[{"]|\d|[A-Za-z]+[ \t]*(?:,|#|[\r\n])))'
)
#: The next field on the same line.
_BESIDE = re.compile(rb",[ \t]*(?=" + _NAME + rb'[ \t]*=[ \t]*(?:[{"]|\d))')
#: A closing brace on a line of its own.
_LAST_LINE = re.compile(rb"[\r\n]\s*[})]\s*\Z|[\r\n][ \t]*[})][ \t]*(?=[\r\n])")
#: An entry with its first field in the first column; what quotes one has it further in.
_INNER = re.compile(rb"@[A-Za-z]+[{(]\s*[^\s,{}=]+\s*,\s*" + _NAME + rb"\s*=")
_STRICT = re.compile(rb"(?:(?<=[\r\n])|\A)@[A-Za-z]+[{(]\s*[^\s,{}=]+\s*,\s*" + _NAME + rb"\s*=")


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


def read_value(cursor: Cursor, name: str) -> tuple[tuple[Piece, ...], bool]:
    """The pieces, and whether they stand there as BibTeX wants them; the cursor is behind them."""
    pieces = []
    sound = True
    while sound:
        cursor.skip_space()
        piece, sound = _piece(cursor, name)
        if piece is None:
            break
        pieces.append(piece)
        behind = cursor.at
        cursor.skip_space()
        if not cursor.next_is(b"#"):
            cursor.at = behind
            break
        cursor.at += 1
    return tuple(pieces), sound


def _piece(cursor: Cursor, name: str) -> tuple[Piece | None, bool]:
    if cursor.next_is(b"{"):
        return _braced(cursor, name)
    if cursor.next_is(b'"'):
        return _quoted(cursor, name)
    bare = _BARE.match(cursor.content, cursor.at, cursor.limit)
    if not bare:
        said = f"the field '{name}' of {{}} has no value"
        cursor.faults.append(Fault(cursor.at, said, "write it in braces", "warning"))
        return None, True
    if not _BEHIND.match(cursor.content, bare.end(), cursor.limit):
        return _damaged(cursor, name, cursor.at, bare.end() - 1, "brace")
    cursor.at = bare.end()
    return Piece("", bare.start(), bare.end()), True


def _braced(cursor: Cursor, name: str) -> tuple[Piece | None, bool]:
    """Braces count as in BibTeX, behind a backslash too; where that leads nowhere, they do not."""
    at = cursor.at
    end = closing(cursor, cursor.limit, _BRACES)
    if end >= 0 and _fits(cursor, at, end):
        cursor.at = end + 1
        return Piece("{", at + 1, end), True
    escaped = closing(cursor, cursor.limit, _PLAIN_BRACES)
    if escaped not in (-1, end) and _fits(cursor, at, escaped):
        cursor.at = escaped + 1
        said = f"the field '{name}' of {{}} holds an unbalanced brace"
        cursor.faults.append(Fault(end if end >= 0 else escaped, said, _BALANCE, "warning"))
        return Piece("{", at + 1, escaped), True
    if end < 0 and cursor.search(SWALLOWED, at, cursor.in_reach(cursor.limit)) < 0:
        further = closing(cursor, cursor.most, _BRACES)
        if _runs_on(cursor, further):
            return Piece("{", at + 1, further), True
    return _damaged(cursor, name, at + 1, end, "brace")


def _quoted(cursor: Cursor, name: str) -> tuple[Piece | None, bool]:
    at = cursor.at
    end, is_open = _closing_quote(cursor, cursor.limit)
    if end >= 0 and _fits(cursor, at, end):
        cursor.at = end + 1
        return Piece('"', at + 1, end), True
    if is_open and cursor.search(SWALLOWED, at, cursor.in_reach(cursor.limit)) < 0:
        further, _ = _closing_quote(cursor, cursor.most)
        cursor.effort -= (further if further >= 0 else cursor.most) - at
        if _runs_on(cursor, further):
            return Piece('"', at + 1, further), True
    reach = cursor.in_reach(cursor.limit)
    cursor.effort -= reach - at
    return _damaged(cursor, name, at + 1, _quote(cursor, at, reach), "quote")


def _closing_quote(cursor: Cursor, limit: int) -> tuple[int, bool]:
    """Where the quote stands that no brace encloses, else -1; and whether there is none at all."""
    depth = 0
    reach = cursor.in_reach(limit)
    for mark in _MARKS.finditer(cursor.content, cursor.at + 1, reach):
        if mark[0] == b'"' and depth <= 0:
            return (mark.start(), False) if depth == 0 else (-1, False)
        depth += {b"{": 1, b"}": -1}.get(mark[0], 0)
    return -1, True


def _runs_on(cursor: Cursor, end: int) -> bool:
    """Whether the value ends there, behind its chunk; the cursor's limit is then that chunk's."""
    cursor.alone = False
    if end < 0 or _STRICT.search(cursor.content, cursor.limit, end):
        return False
    limit = end_of_chunk(cursor.content, end)
    if not _BEHIND.match(cursor.content, end + 1, limit):
        return False
    cursor.at, cursor.limit = end + 1, limit
    return True


def _quote(cursor: Cursor, at: int, reach: int) -> int:
    """The first quote that a comma, a closing brace or `#` follows; -1 without one."""
    found = _LAST_QUOTE.search(cursor.content, at + 1, reach)
    return found.start() if found else -1


def _fits(cursor: Cursor, at: int, end: int) -> bool:
    """Whether the value may end there.

    Where nothing but the chunk's end follows, it may have taken the fields behind it with it.
    """
    behind = _BEHIND.match(cursor.content, end + 1, cursor.limit)
    if behind is None:
        return False
    return bool(behind["good"]) or not SWALLOWED.search(cursor.content, at, end)


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


def _damaged(
    cursor: Cursor, name: str, start: int, end: int, what: str
) -> tuple[Piece | None, bool]:
    """The value up to the line of the next field, or to the entry's last; and a fault.

    The line that is named is that of a brace too many at the value's beginning, else the value's
    last.
    """
    content, stop = cursor.content, _stop(cursor, start)
    text_end = start + len(content[start:stop].rstrip(b"\r\n\t ,"))
    at = max(start - 1, text_end - 1)
    if what == "brace" and content.startswith(b"{", start):
        at = start
    elif 0 <= end < stop:
        at = end
    said = f"the field '{name}' of {{}} is never closed"
    if end >= 0:
        said = f"the field '{name}' of {{}} has a {what} too many or too few"
    cursor.faults.append(Fault(at, said, _BALANCE))
    cursor.at = stop
    closing = b"}" if what == "brace" else b'"'
    value_end = start + len(content[start:text_end].removesuffix(closing))
    return Piece("{", start, max(start, value_end)), False


def _stop(cursor: Cursor, start: int) -> int:
    """Where a damaged value ends: before the next field, the entry's last line, or an entry."""
    reach = cursor.in_reach(cursor.limit)
    swallowed = cursor.search(SWALLOWED, start, reach)
    last = -1 if swallowed >= 0 else cursor.search(_LAST_LINE, start, reach)
    stop = max(swallowed, last) if max(swallowed, last) >= 0 else reach
    beside = cursor.search(_BESIDE, start, stop)
    stop = beside if beside >= 0 else stop
    inner = cursor.search(_INNER, start, stop)  # of entries that share a line
    return inner if inner >= 0 else stop


_BALANCE = "balance its braces and quotes; all other entries were read"
