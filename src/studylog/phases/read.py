"""The headings of a page with ranges of dates become its phases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studylog.phases.calendar import Dated, Span, Year, date_ranges
from studylog.phases.headings import Titled
from studylog.phases.ranges import Range, Ranges, read_ranges
from studylog.problem import Problem

__all__ = ["Phase", "Phases", "Span", "Unread", "Year", "lacks_year", "read_phases"]

#: What stands in brackets and names a length: `(30 days)`, `(~ 3 weeks)`.
_LENGTH = re.compile(
    r"\(\s*(?P<length>[^()]{0,24}?\b[0-9]+[ -]?(?:days?|weeks?|months?)\b[^()]{0,24})\)", re.I
)
_EXACT = re.compile(r"(?P<number>[0-9]{1,4})[ -]?(?P<unit>day|week)s?", re.I)
_DAYS = {"day": 1, "week": 7}
_NO_YEAR = "write it behind the date, or 'year:' with the number in the front matter"


@dataclass(frozen=True, slots=True)
class Phase:
    """What is planned below one heading: `line` is the heading's, `heading` its whole text,
    `length` what stands in brackets as typed (`30 days`), or empty."""

    name: str
    line: int
    heading: str
    spans: tuple[Span, ...]
    length: str = ""

    @property
    def dated(self) -> tuple[Span, ...]:
        """The spans that lie in a year."""
        return tuple(span for span in self.spans if span.first)


@dataclass(frozen=True, slots=True)
class Unread:
    """The line and text of a heading with dates that can't be read, and the cure."""

    line: int
    heading: str
    hint: str


@dataclass(frozen=True, slots=True)
class Phases:
    """The phases in the order of the page; `unread` are the headings that may be meant as some.

    `year` is the one that dates without a year were taken to lie in, None where no phase needed one
    or none was known.
    """

    phases: tuple[Phase, ...] = ()
    year: Year | None = None
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def needs_year(self) -> bool:
        """Whether some dates have no year of their own."""
        return bool(self.year) or any(not s.first for p in self.phases for s in p.spans)


def read_phases(
    headings: Iterable[Titled], path: str = "", year: Year | None = None, missing: str = ""
) -> Phases:
    """The phases among the headings of the page at `path`; `year` is that of dates which have none,
    and `missing` says why there is none.

    Everything that was guessed, or could not be read, is a note.
    """
    phases: list[Phase] = []
    unread: list[Unread] = []
    problems: list[Problem] = []
    used = False
    above: Dated | None = None
    for heading in headings:
        ranges = read_ranges(heading.text)
        dated, faults = date_ranges(ranges.ranges, heading.text, year, above)
        faults = (*ranges.faults, *faults)
        problems += (_note(path, heading, *fault) for fault in (*ranges.slips, *faults))
        if faults:
            unread.append(Unread(heading.line, heading.text, faults[0][1]))
        if not dated:
            continue
        phase = _phase(heading, ranges, tuple(d.span for d in dated))
        phases.append(phase)
        above = next((d for d in reversed(dated) if d.first), above)
        first_use = not used and any(d.taken for d in dated)
        used = used or first_use
        said = (*_on_year(phase, year, first_use, missing), *_on_length(phase))
        problems += (_note(path, heading, *fault) for fault in said)
    return Phases(tuple(phases), year if used else None, tuple(unread), tuple(problems))


def lacks_year(text: str) -> bool:
    """Whether the heading has a range whose year must come from elsewhere."""
    ranges = read_ranges(text).ranges
    return bool(ranges) and all(r.first.year is None and r.last.year is None for r in ranges)


def _note(path: str, heading: Titled, said: str, hint: str) -> Problem:
    return Problem(path, heading.line, said, hint, "note")


def _phase(heading: Titled, ranges: Ranges, spans: tuple[Span, ...]) -> Phase:
    length = _LENGTH.search(heading.text)
    return Phase(
        name=_name(heading.text, ranges.ranges),
        line=heading.line,
        heading=heading.text,
        spans=spans,
        length=length["length"].strip() if length else "",
    )


def _name(text: str, ranges: tuple[Range, ...]) -> str:
    """The text before the first date; where there is none, the one behind the last."""
    before = _trimmed(text[: ranges[0].start])
    behind = _trimmed(_LENGTH.sub("", text[ranges[-1].end :]))
    return before or behind or text


def _trimmed(text: str) -> str:
    bare = text.strip(" \t:-–—([,|")
    return re.sub(r"(?:^|\s)(?:from|the)$", "", bare, flags=re.I).rstrip(" :-–—([,|").lstrip(").; ")


def _on_year(
    phase: Phase, year: Year | None, first_use: bool, missing: str
) -> Iterator[tuple[str, str]]:
    if first_use and year and year.source != "front matter":
        said = f"the dates have no year, so that of the page's {year.source} counts: {year.number}"
        yield said, f"write 'year: {year.number}' in the front matter to keep it"
    if any(not span.first for span in phase.spans):
        why = f", and git can't tell it: {missing}" if missing else ""
        yield f"the year of '{phase.name}' is not known{why}", _NO_YEAR


def _on_length(phase: Phase) -> Iterator[tuple[str, str]]:
    """A length fits if counting both ends gives it, or only one of them."""
    exact = _EXACT.fullmatch(phase.length)
    days = [span.days for span in phase.spans]
    if not exact or None in days:
        return
    both = sum(day for day in days if day)
    typed = int(exact["number"]) * _DAYS[exact["unit"].lower()]
    if typed not in (both, both - len(days)):
        said = f"'{phase.length}' is the length of '{phase.name}', and its dates are {both} days"
        yield said, "correct one of the two, or write '~' before the length"
