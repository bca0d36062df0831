"""The start of code, of a formula or of a comment in a Markdown text becomes its end."""

from __future__ import annotations

import re
from bisect import bisect_left

from studylog.posts.code_lines import indented_code

_MARK = re.compile(r"[ \t>\-*+.)\d]*?(`{3,}|~{3,})")
_RUN = re.compile("`+")
_BLANK = re.compile(r"\n(?=[ \t]*\n)")
_ELEMENT = re.compile(r"<(?P<name>pre|code|script|style)\b[^<>]*>", re.I)
_END = re.compile(r"</(pre|code|script|style)\b", re.I)


class Places:
    """Where in a text stands what could be the end of something, each found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.indented = indented_code(text)
        self.blanks = [found.start() for found in _BLANK.finditer(text)]
        self.ticks: dict[int, list[int]] = {}
        for run in _RUN.finditer(text):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        self.elements = {m.end() - 1: m["name"].lower() for m in _ELEMENT.finditer(text)}
        self.ends: dict[str, list[int]] = {}
        for end in _END.finditer(text):
            self.ends.setdefault(end[1].lower(), []).append(end.start())


def _next(places: list[int], at: int, otherwise: int) -> int:
    index = bisect_left(places, at)
    return places[index] if index < len(places) else otherwise


def fence(place: Places, start: int) -> int | None:
    """To the line that closes it, or the end of the text."""
    text = place.text
    if start in place.indented:
        return indented(place, start)
    mark = _MARK.match(text, start)
    opening = mark[1] if mark else "```"
    at = text.find("\n", start)
    while at >= 0:
        end = text.find("\n", at + 1)
        line = text[at + 1 : end if end >= 0 else len(text)].strip(" \t>")
        if line.startswith(opening) and not line.strip(opening[0]):
            return end if end >= 0 else len(text)
        at = end
    return len(text)


def indented(place: Places, start: int) -> int | None:
    """To the end of the line, if it is code."""
    end = place.text.find("\n", start)
    return (end if end >= 0 else len(place.text)) if start in place.indented else None


def ticks(place: Places, start: int) -> int | None:
    """To a run of as many backticks in the same paragraph."""
    run = _RUN.match(place.text, start)
    length = len(run[0]) if run else 1
    end = _next(place.ticks[length], start + length, -1) if length in place.ticks else -1
    inside = 0 <= end <= _next(place.blanks, start, len(place.text))
    return end + length if inside else None


def comment(place: Places, start: int) -> int:
    """One that is never closed hides the rest."""
    end = place.text.find("-->", start + 4)
    return end + 3 if end >= 0 else len(place.text)


def dollars(place: Places, start: int) -> int | None:
    """A formula as arithmatex finds it: `$x$` holds no blank at either end."""
    text = place.text
    mark = "$$" if text.startswith("$$", start) else "$"
    end = text.find(mark, start + len(mark), _next(place.blanks, start, len(text)))
    inside = text[start + len(mark) : end]
    if end < 0 or not inside.strip() or (mark == "$" and inside != inside.strip()):
        return None
    return end + len(mark)


def closing(place: Places, start: int) -> int | None:
    """What an element of code holds, behind the `>` of its tag."""
    end = _next(place.ends.get(place.elements.get(start, ""), []), start, -1)
    return end if end >= 0 else None


def nothing(place: Places, start: int) -> None:
    """A sign that a backslash makes text."""


READERS = {
    "fence": fence, "indented": indented, "escaped": nothing, "ticks": ticks, "comment": comment,
    "dollars": dollars, "closing": closing,
}  # fmt: skip
