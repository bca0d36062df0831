"""A value that is not closed, or closed too early, becomes as much of it as can be told."""

from __future__ import annotations

import re

from studylog.bib.cursor import NAME, Cursor
from studylog.bib.spans import Fault, Piece

BALANCE = "balance its braces and quotes; all other entries were read"
#: A line that looks like the next field: a value that holds one was hardly closed.
SWALLOWED = re.compile(
    rb"[\r\n]\s*(?=" + NAME + rb'[ \t]*=[ \t]*(?:[{"]|\d|[A-Za-z]+[ \t]*(?:,|#|[\r\n])))'
)
#: The next field on the same line.
_BESIDE = re.compile(rb",[ \t]*(?=" + NAME + rb'[ \t]*=[ \t]*(?:[{"]|\d))')
#: A closing brace on a line of its own.
_LAST_LINE = re.compile(rb"[\r\n]\s*[})]\s*\Z|[\r\n][ \t]*[})][ \t]*(?=[\r\n])")
#: An entry with its first field.
_INNER = re.compile(rb"@[A-Za-z]+[{(]\s*[^\s,{}=]+\s*,\s*" + NAME + rb"\s*=")


def damaged(cursor: Cursor, name: str, start: int, end: int, what: str) -> tuple[Piece, bool]:
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
    if 0 <= end < stop:
        said = f"the field '{name}' of {{}} has a {what} too many or too few"
    cursor.faults.append(Fault(at, said, BALANCE))
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
