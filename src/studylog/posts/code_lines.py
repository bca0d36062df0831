"""A Markdown text becomes the starts of its lines that are code for their indentation alone."""

from __future__ import annotations

import re

from studylog.lines import outside_fences

_INDENT = re.compile(r"[ \t]*")
#: What the lines below it, further in, belong to: lists, admonitions, tabs, definitions, footnotes.
_HOLDS = re.compile(r"(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?\+?|===[!+]?|:)[ \t]|\[\^")


def indented_code(text: str) -> frozenset[int]:
    """The offset of each line four columns in, behind a blank line, that no item can hold."""
    starts: set[int] = set()
    outer: list[tuple[int, bool]] = []
    places = _places(text)
    open_block = code = False
    for number, line in outside_fences(text.split("\n")):
        if not line.strip():
            open_block = False
            continue
        indent = _column(line)
        while outer and outer[-1][0] >= indent:
            outer.pop()
        held = any(holds for _, holds in outer[-1:])
        code = indent >= 4 and not held and (code or not open_block)
        if code:
            starts.add(places[number])
        else:
            # A line in a list holds what stands further in as the item above it does.
            outer.append((indent, held or bool(_HOLDS.match(line.lstrip()))))
        open_block = True
    return frozenset(starts)


def _places(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _column(line: str) -> int:
    blanks = _INDENT.match(line)
    return len(blanks[0].expandtabs(4)) if blanks else 0
