"""Zotero's `Read_Status` lines inside a note are found and cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

#: The fields that may hold such lines, strongest first.
NOTE_FIELDS = ("note", "annotation", "annote", "extra")

_UNDERSCORE = r"(?:\\?_|\{\\_\})"
_STATUS = rf"read{_UNDERSCORE}status"
_DATE = rf"{_STATUS}{_UNDERSCORE}date[ \t]*:"
# Programs that fill paragraphs anew put both lines into one, also behind other text. The pair and
# the date are unmistakable there; a status alone is one at the beginning of a line only.
_KEY = re.compile(
    rf"""(?:(?:^|(?<=\r)|(?<=\\\\))[ \t]*
       | (?<=[ \t])(?={_DATE})
       | (?<=[ \t])(?={_STATUS}[ \t]*:[^\r\n]{{0,80}}?[ \t]{_DATE}))
      {_STATUS}(?P<date>{_UNDERSCORE}date)?[ \t]*:[ \t]*""",
    re.I | re.M | re.X,
)
_END = re.compile(rf"\\\\|[\r\n]|(?<=[ \t])(?={_DATE})|\Z", re.I)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_WRAPPED = re.compile(r"\s*+\{+\s*+(?P<inner>[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}+\s*+")
_LINE_END = re.compile(r"[ \t]*(?:\\\\)?[ \t]*(?:\r\n?|\n)?")


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line: `value[start:end]` is all of it, with its line end and a `\\\\` before that.

    `text` is what stands behind the colon, at `value[at:]`.
    """

    start: int
    end: int
    kind: Literal["status", "date"]
    text: str
    at: int


class SaidInLines(NamedTuple):
    """What a field's lines say: the first status, and the first date or nothing."""

    field: str
    status: str
    date: str


def find_status_lines(value: str) -> tuple[StatusLine, ...]:
    """The `Read_Status` and `Read_Status_Date` lines, the underscore plain or escaped."""
    if "status" not in value.lower():
        return ()
    inner = _WRAPPED.fullmatch(value)  # Zotero's exporters may put braces around a whole note
    if inner is None:
        return tuple(_lines(value))
    before = inner.start("inner")
    return tuple(
        replace(line, start=line.start + before, end=line.end + before, at=line.at + before)
        for line in _lines(inner["inner"])
    )


def without_status_lines(value: str) -> str:
    """The value as it was if it has no such line, else what is left, trimmed."""
    lines = find_status_lines(value)
    if not lines:
        return value
    starts = (0, *(line.end for line in lines))
    ends = (*(line.start for line in lines), len(value))
    left = "".join(value[start:end] for start, end in zip(starts, ends, strict=True))
    return left.strip().rstrip(" \t\r\n\\") if left.strip("{} \t\r\n\\") else ""


def said_in_lines(fields: Mapping[str, str]) -> Iterator[SaidInLines]:
    """What the lines say in each field that has a status line, strongest first."""
    for name in NOTE_FIELDS:
        if name in fields and (said := _said(fields[name])):
            yield SaidInLines(name, *said)


@lru_cache(maxsize=256)
def _said(value: str) -> tuple[str, str] | None:
    lines = find_status_lines(value)
    status = next((line.text for line in lines if line.kind == "status" and line.text), "")
    date = next((line.text for line in lines if line.kind == "date"), "")
    return (status, date) if status else None


def _lines(value: str) -> Iterator[StatusLine]:
    end = 0
    while found := _KEY.search(value, end):
        at = found.end()
        stop = _end_of_text(value, at, is_date=bool(found["date"]))
        end = _end_of_line(value, stop)
        kind: Literal["status", "date"] = "date" if found["date"] else "status"
        yield StatusLine(found.start(), end, kind, value[at:stop].rstrip(" \t"), at)


def _end_of_text(value: str, at: int, *, is_date: bool) -> int:
    """Where the text ends: with the line, before the next one, or with the date's clock."""
    if is_date and (moment := _MOMENT.match(value, at)):
        return moment.end()
    found = _END.search(value, at)
    return found.start() if found else len(value)


def _end_of_line(value: str, stop: int) -> int:
    found = _LINE_END.match(value, stop)
    return found.end() if found else stop
