"""Ranges of dates as written become days of the calendar, the year found where none was typed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from studylog.phases.days import Day
from studylog.phases.ranges import Range
from studylog.phases.tokens import MONTHS

#: So many days before the range above it, a range lies in the next year.
_FAR = 180
#: A leap year and another one: what both agree on needs no year.
_SOME_YEARS = (2024, 2025)


@dataclass(frozen=True, slots=True)
class Year:
    """A year, and where it was found."""

    number: int
    source: Literal["front matter", "first commit"]


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day as ISO dates, None where no year is known. `written` is the range
    as typed, `days` how many it has, None where that depends on the year."""

    first: str | None
    last: str | None
    days: int | None
    written: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A span; `first` is its first day if it is known, `taken` whether the page's year counted."""

    span: Span
    first: date | None = None
    taken: bool = False


_Fault = tuple[str, str]
_Ends = tuple[date, date]


def date_ranges(
    ranges: Sequence[Range], text: str, year: Year | None, above: Dated | None
) -> tuple[tuple[Dated, ...], tuple[_Fault, ...]]:
    """The ranges of one heading as days; one that the calendar does not have is a fault.

    A range that begins over 180 days before the one above it lies in the next year, and so does
    an end before its start, unless its year was written.
    """
    own = next((r.first.year or r.last.year for r in ranges if r.first.year or r.last.year), None)
    base = own or (year.number if year else None)
    found: list[Dated] = []
    faults: list[_Fault] = []
    for given in ranges:
        written = text[given.start : given.end]
        one = _with_month(given)
        if fault := _fault(one, written):
            faults.append(fault)
            continue
        ends = _ends(one, base, above.first if above else None)
        if isinstance(ends, str):
            faults.append((ends, "correct the date"))
            continue
        taken = ends is not None and own is None
        above = Dated(_span(one, ends, written), ends[0] if ends else None, taken)
        found.append(above)
    return tuple(found), tuple(faults)


def _with_month(given: Range) -> Range:
    """Both ends with a month, and with a year if one of them has it."""
    first, last = given.first, given.last
    first = replace(first, month=first.month or last.month)
    last = replace(last, month=last.month or first.month)
    if last.year is None and first.year:
        last = replace(last, year=first.year + _turns(first, last))
    elif first.year is None and last.year:
        first = replace(first, year=last.year - _turns(first, last))
    return replace(given, first=first, last=last)


def _turns(first: Day, last: Day) -> bool:
    """Whether the year turns in between: in one year, the last would come before the first."""
    return (last.month or 0, last.day or 31) < (first.month or 0, first.day or 1)


def _ends(given: Range, base: int | None, above: date | None) -> _Ends | str | None:
    """Both days; None without a year, and what is wrong where that year does not have them."""
    if given.first.year:
        return _both(given, given.first.year, given.last.year or given.first.year)
    if base is None:
        return None
    later = _turns(given.first, given.last)
    near = () if above is None else (above.year - 1, above.year, above.year + 1)
    for year in (base, *(y for y in near if y > base)):
        ends = _both(given, year, year + later)
        if isinstance(ends, str) or above is None or (above - ends[0]).days <= _FAR:
            return ends
    return ends


def _both(given: Range, first_year: int, last_year: int) -> _Ends | str:
    for day, year in ((given.first, first_year), (given.last, last_year)):
        if not _exists(day, year):
            return f"{year} has no {day.day} {MONTHS[(day.month or 1) - 1]}"
    first = date(first_year, given.first.month or 1, given.first.day or 1)
    month = given.last.month or 1
    last = date(last_year, month, given.last.day or monthrange(last_year, month)[1])
    if last < first:
        return f"the range from {first} to {last} ends before it begins"
    return first, last


def _exists(day: Day, year: int) -> bool:
    month = day.month or 0
    return 1 <= year <= 9999 and 1 <= month <= 12 and _is_day(day.day, year, month)


def _is_day(day: int | None, year: int, month: int) -> bool:
    return day is None or 1 <= day <= monthrange(year, month)[1]


def _fault(given: Range, written: str) -> _Fault | None:
    """Days that no year has: `31 June`."""
    for day in (given.first, given.last):
        if not _exists(day, day.year or _SOME_YEARS[0]):
            return f"a date of '{written}' is not in the calendar", "correct the date"
    return None


def _span(given: Range, ends: _Ends | None, written: str) -> Span:
    if ends:
        first, last = ends
        return Span(first.isoformat(), last.isoformat(), (last - first).days + 1, written)
    lengths = set()
    for year in _SOME_YEARS:
        found = _ends(given, year, None)
        lengths.add(None if found is None or isinstance(found, str) else _days(found))
    return Span(None, None, lengths.pop() if len(lengths) == 1 else None, written)


def _days(ends: _Ends) -> int:
    return (ends[1] - ends[0]).days + 1
