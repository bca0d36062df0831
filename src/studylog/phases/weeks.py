"""The headings of a page become its weeks, with their numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studylog.phases.headings import Titled
from studylog.phases.ranges import read_ranges
from studylog.phases.read import Phase
from studylog.phases.tokens import months_of

_WEEK = re.compile(r"(?<![^\W_])weeks?(?=[\W\d])[\s\-–—:#.]{0,4}(?:no\.?\s{0,2})?", re.I)
_NUMBER = re.compile(r"[0-9]{1,3}(?![\w/]|[.][0-9])")
_TO = re.compile(r"\s{0,3}(?:-|–|—|→|to\b|until\b|till\b|through\b)\s{0,3}", re.I)
_AND = re.compile(r"\s{0,3}(?:&|\+|,\s{0,3}and\b|,|and\b)\s{0,3}", re.I)
#: The word behind a number.
_WORD = re.compile(r"\s{0,3}([^\W\d_]+)")
_JOINTS = ("and", "to", "until", "till", "through")
#: No plan has more weeks in one heading; `Week 1-2025` is none.
_MOST = 60


@dataclass(frozen=True, slots=True)
class Week:
    """A heading of one week or several; `heading` is its text, `spans` the first and last days
    that it covers: in parts, since weeks may lie far apart; none where nothing tells."""

    line: int
    heading: str
    numbers: tuple[int, ...]
    spans: tuple[tuple[date, date], ...] = ()

    def holds(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)


def read_weeks(
    headings: Iterable[Titled], start: date | None = None, phases: Sequence[Phase] = ()
) -> tuple[Week, ...]:
    """The headings with the word `week` and a number right behind it, in the order of the page.

    `start` is the first day of week 1, `phases` are those of the same page: the dates in a heading
    count before those reckoned from the start.
    """
    own = {phase.line: phase for phase in phases}
    weeks = []
    for heading in headings:
        if numbers := week_numbers(heading.text):
            line, text = heading.line, heading.text
            spans = _own(own[line]) if line in own else ()
            weeks.append(Week(line, text, numbers, spans or _reckoned(numbers, start)))
    return tuple(weeks)


def week_numbers(heading: str) -> tuple[int, ...]:
    """The numbers of the weeks that a heading names.

    >>> week_numbers("Agenda - Week 4 "), week_numbers("WEEK-05"), week_numbers("Weeks 3-5")
    ((4,), (5,), (3, 4, 5))
    """
    if not _WEEK.search(heading):
        return ()
    bare = _without_dates(heading)
    found = (_list(bare, m.end(), m[0][4:5].lower() == "s") for m in _WEEK.finditer(bare))
    return tuple(dict.fromkeys(number for numbers in found for number in numbers))


def _without_dates(heading: str) -> str:
    """In `Week 3, 20-26 May` there is one week."""
    pieces, place = [], 0
    for dates in read_ranges(heading).ranges:
        pieces += [heading[place : dates.start], "|"]
        place = dates.end
    return "".join([*pieces, heading[place:]])


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of a text that holds nothing else: `3`, `3-4`, `3 & 4`."""
    ends = re.fullmatch(r"[\s0-9&+,–—→-]*(?:(?:and|to)[\s0-9]+)?", text)
    return _list(text.strip(), 0) if ends else ()


def _list(text: str, place: int, many: bool = True) -> tuple[int, ...]:
    """The numbers from `place` on; `many` says that several are to be expected."""
    first = _NUMBER.match(text, place)
    if not first:
        return ()
    numbers, place = [int(first[0])], first.end()
    while True:
        joint = _TO.match(text, place) or _AND.match(text, place)
        then = _NUMBER.match(text, joint.end()) if joint else None
        if not joint or not then or _counts(text, then.end(), many):
            return tuple(dict.fromkeys(numbers))
        number, last = int(then[0]), numbers[-1]
        if not _TO.match(text, place):
            numbers.append(number)
        elif last < number < last + _MOST:
            numbers += range(last + 1, number + 1)
        else:
            return tuple(dict.fromkeys(numbers))
        place = then.end()


def _counts(text: str, place: int, many: bool) -> bool:
    """Whether the number before `place` counts something else: `Week 3, 4 papers`."""
    word = _WORD.match(text, place)
    if not word or word[1].lower() in _JOINTS:
        return False
    return bool(months_of(word[1])) or (word[1].islower() and not many)


def _own(phase: Phase) -> tuple[tuple[date, date], ...]:
    return tuple(
        (date.fromisoformat(span.first), date.fromisoformat(span.last))
        for span in phase.spans
        if span.first and span.last
    )


def _reckoned(numbers: Sequence[int], start: date | None) -> tuple[tuple[date, date], ...]:
    if start is None:
        return ()
    spans = []
    for number in numbers:
        try:
            first = start + timedelta(weeks=number - 1)
            spans.append((first, first + timedelta(days=6)))
        except OverflowError:  # no calendar goes that far
            continue
    return tuple(spans)
