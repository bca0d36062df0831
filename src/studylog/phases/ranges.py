"""The text of a heading becomes the ranges of dates in it, and what of them can't be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studylog.phases.days import (
    Day,
    at,
    has_month_unread,
    read_bare_day,
    read_day,
)
from studylog.phases.tokens import MONTHS, Token, tokens_of
from studylog.phases.unread import end_of_row, unread

#: What stands in every range and in every date that is never guessed: most headings lack it.
_MAY_HOLD = re.compile(r"to|until|till|through|[-–—−→/]|[0-9]\.[0-9]", re.I)
#: Between two ranges.
_JOINTS = ("and", "&", ",", "+")


@dataclass(frozen=True, slots=True)
class Range:
    """Two dates as written, from `start` up to `end` of the text; both belong to the range."""

    first: Day
    last: Day
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges in their order. `faults` are dates that can't be read, as pairs of a fact and its
    cure; `slips` are misspelt months that were."""

    ranges: tuple[Range, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


def read_ranges(text: str) -> Ranges:
    """Every range of dates in the text, and what looks like one and is never guessed.

    >>> [(r.first.day, r.last.day) for r in read_ranges("20-30 June and 5 July - 7 July").ranges]
    [(20, 30), (5, 7)]
    """
    if not _MAY_HOLD.search(text):
        return Ranges()
    tokens = tokens_of(text)
    ranges: list[Range] = []
    faults: list[tuple[str, str]] = []
    slips: list[tuple[str, str]] = []
    left: list[Token] = []
    n = 0
    while n < len(tokens):
        found = _range(tokens, n)
        if found is None:
            left.append(tokens[n])
            n += 1
        else:
            n = end_of_row(tokens, found.last.end)
            faults += [*_without_month(left), *unread(left, text)]
            left = []
            if n == found.last.end:
                ranges.append(found)
                slips += _slips(found)
            else:
                faults.append(_in_a_row(text[found.start : tokens[n - 1].end]))
    faults += unread(left, text)
    return Ranges(tuple(ranges), tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(slips)))


def _range(tokens: Sequence[Token], n: int) -> Range | None:
    """The range that begins at token `n`."""
    first = read_day(tokens, n)
    if first and at(tokens, first.end).kind == "to":
        then = first.end + 1
        last = read_day(tokens, then) or _day_of_same_month(tokens, then, first)
    else:
        first = read_bare_day(tokens, n)
        if not first or at(tokens, first.end).kind != "to":
            return None
        then = first.end + 1
        last = read_day(tokens, then)
        if not last or _begins_range(tokens, last) or not last.day or last.month_first:
            return None
        if (first.day or 0) > last.day:  # `30 - 5 June` is hardly eleven months
            return None
    if last is None:
        return None
    return Range(first, last, tokens[n].start, tokens[last.end - 1].end)


def _day_of_same_month(tokens: Sequence[Token], n: int, first: Day) -> Day | None:
    """The 30 of `May 20-30`, or the 30th of `20th of May to the 30th`.

    In `May 20 - 30 papers` it is no day, in `20th of May to 5th of Juny` of a month of its own.
    """
    last = read_bare_day(tokens, n)
    if not last or not first.day or not (first.month_first or last.ordinal):
        return None
    if has_month_unread(tokens, last.end) or first.day > (last.day or 0):
        return None
    word = at(tokens, last.end)
    counts = word.kind == "word" and word.text.islower() and not word.says("and", "or")
    return None if counts and not last.ordinal else last


def _begins_range(tokens: Sequence[Token], day: Day) -> bool:
    """In `3 - 20 May to 1 June` the first number is no day."""
    return at(tokens, day.end).kind == "to" and read_day(tokens, day.end + 1) is not None


def _slips(found: Range) -> list[tuple[str, str]]:
    """The months that are one letter off."""
    said = []
    for day in (found.first, found.last):
        if day.slip and day.month:
            name = MONTHS[day.month - 1]
            said.append((f"the month '{day.slip}' is taken as {name}", f"write '{name}'"))
    return said


def _in_a_row(written: str) -> tuple[str, str]:
    said = f"the dates of '{written}' can't be read, since there are more than two"
    return said, "write one range such as '20 May to 30 May', or join two with 'and'"


def _without_month(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """In `1-5 and 8-12 June` only the second range has its month."""
    kinds = [token.kind for token in tokens[-4:]]
    if kinds[:3] != ["day", "to", "day"] or not at(tokens, len(tokens) - 1).says(*_JOINTS):
        return []
    first, _, last, _ = tokens[-4:]
    said = f"the dates from '{first.text}' to '{last.text}' have no month"
    return [(said, "write the month with each range")]
