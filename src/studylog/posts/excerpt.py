"""A post's Markdown is parted at its `<!--more-->`, or else after its first paragraph."""

from __future__ import annotations

import re

from studylog.lines import outside_fences
from studylog.posts.pieces import pieces

_MORE = re.compile(r"<!--\s*more\s*-->", re.I)
_NO_TEXT = re.compile(r"^\s*(?:#|<!--|!!!|\?\?\?|\||>|[-*+] |\d+[.)] |={3,}|-{3,})|^(?: {4}|\t)")


def split_excerpt(body: str, separator: object = None) -> tuple[str, str]:
    """Markdown before and after the marker, which is in neither.

    The marker is `<!--more-->` in any spacing and case, or the text of `separator`, which stands
    on a line of its own unless it is such a comment too; never inside code. Without one the
    excerpt ends with the first paragraph.
    """
    own = separator.strip() if isinstance(separator, str) else ""
    if place := _marker(body, own):
        start, end = _with_line(body, *place)
        return body[:start].strip("\n"), body[end:].strip("\n")
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)  # splitlines() ends lines at U+2028 and others too
    at = _first_paragraph(lines)
    return "".join(lines[:at]).strip("\n"), "".join(lines[at:]).strip("\n")


def _marker(body: str, own: str) -> tuple[int, int] | None:
    """Where the first marker begins and ends."""
    if not _MORE.search(body) and (not own or own not in body):
        return None
    alone = re.compile(rf"^[ \t]*{re.escape(own)}[ \t]*$", re.M) if own else None
    for piece in pieces(body, liquid=False):
        end = piece.start + len(piece.source)
        if piece.kind == "comment" and (_MORE.fullmatch(piece.source) or piece.source == own):
            return piece.start, end
        found = alone.search(body, piece.start, end) if alone and piece.kind == "text" else None
        if found:
            return found.start(), found.end()
    return None


def _with_line(body: str, start: int, end: int) -> tuple[int, int]:
    """The same without the blanks beside it, where nothing else stands on its line."""
    first, last = body.rfind("\n", 0, start) + 1, body.find("\n", end)
    last = last if last >= 0 else len(body)
    alone = not body[first:start].strip() and not body[end:last].strip()
    return (first, last) if alone else (start, end)


def _first_paragraph(lines: list[str]) -> int:
    """The number of the line after the first block of plain text; 0 where there is none."""
    inside = False
    for number, line in outside_fences(lines):
        if inside and not line.strip():
            return number
        if not inside and line.strip():
            before = number == 0 or not lines[number - 1].strip()
            inside = before and not _NO_TEXT.match(line)
    return len(lines) if inside else 0
