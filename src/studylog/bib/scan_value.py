"""The right side of a field becomes its pieces, and the place where it ends."""

from __future__ import annotations

import re

from studylog.bib.chunks import end_of_chunk
from studylog.bib.cursor import NAME, Cursor, closing
from studylog.bib.scan_damage import BALANCE, SWALLOWED, damaged
from studylog.bib.spans import Fault, Piece

_BRACES = re.compile(rb"[{}]")
_PLAIN_BRACES = re.compile(rb"(?<!\\)[{}]")
_MARKS = re.compile(rb'["{}]')
_LAST_QUOTE = re.compile(rb'"(?=\s*[,#}])')
_BARE = re.compile(rb'[^\s,{}"#%()=@]+')
#: What may stand behind a value; with `end` the entry is not closed.
_BEHIND = re.compile(rb"\s*(?:(?P<good>[,#})]|" + NAME + rb"\s*=)|(?P<end>\Z|[@%]))")
#: An entry with its first field, in the first column.
_STRICT = re.compile(rb"(?:(?<=[\r\n])|\A)@[A-Za-z]+[{(]\s*[^\s,{}=]+\s*,\s*" + NAME + rb"\s*=")


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
        return damaged(cursor, name, cursor.at, bare.end() - 1, "brace")
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
        cursor.faults.append(Fault(end if end >= 0 else escaped, said, BALANCE, "warning"))
        return Piece("{", at + 1, escaped), True
    if end < 0 and cursor.search(SWALLOWED, at, cursor.in_reach(cursor.limit)) < 0:
        further = closing(cursor, cursor.most, _BRACES)
        if _runs_on(cursor, further):
            return Piece("{", at + 1, further), True
    return damaged(cursor, name, at + 1, end, "brace")


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
    return damaged(cursor, name, at + 1, _quote(cursor, at, reach), "quote")


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
    if end < 0:
        return False
    quoted = _STRICT.search(cursor.content, cursor.limit, end)
    limit = end_of_chunk(cursor.content, end)
    if not _BEHIND.match(cursor.content, end + 1, limit):
        return False
    if quoted:
        said = "{} holds what looks like an entry, in a value"
        hint = "if it is one, a brace is missing before it"
        cursor.faults.append(Fault(quoted.start(), said, hint, "note"))
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
