"""A post's Markdown is parted at its `<!--more-->`, or else after its first paragraph."""

from __future__ import annotations

import re

from studylog.lines import outside_fences

_MORE = re.compile(r"^[ \t]*<!--\s*more\s*-->[ \t]*$", re.I)
_NO_TEXT = re.compile(r"^\s*(?:#|<!--|!!!|\?\?\?|\||>|[-*+] |\d+[.)] |={3,}|-{3,})|^(?: {4}|\t)")


def split_excerpt(body: str, separator: object = None) -> tuple[str, str]:
    """Markdown before and after the marker, which is in neither.

    The marker is `<!--more-->` in any spacing and case, or the text of `separator` on a line of
    its own, never inside a fence. Without one the excerpt ends with the first paragraph.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+", body)  # splitlines() ends lines at U+2028 and others too
    own = separator.strip() if isinstance(separator, str) and separator.strip() else None
    for number, line in outside_fences(lines):
        if _MORE.match(line) or (own and line.strip() == own):
            return "".join(lines[:number]).strip("\n"), "".join(lines[number + 1 :]).strip("\n")
    end = _first_paragraph(lines)
    return "".join(lines[:end]).strip("\n"), "".join(lines[end:]).strip("\n")


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
