"""The text of a heading becomes the ranges of dates in it, and what of them can't be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studylog.phases.days import (
    Day,
    at,
    has_month_unread,
    is_two_months,
    read_bare_day,
    read_day,
)
from studylog.phases.tokens import MONTHS, Token, months_of, tokens_of
from studylog.problem import did_you_mean_one_of

#: How many pieces a date can lie away from the sign between two of them.
_REACH = 4
#: What stands in every range and in every date that is never guessed: most headings lack it.
_MAY_HOLD = re.compile(r"to|until|till|through|[-–—−→/]|[0-9]\.[0-9]", re.I)
#: Between two ranges.
_JOINTS = ("and", "&", ",", "+")
_LIKE = "write the range as '20 May to 1 June' or '2025-05-20 to 2025-06-01'"


@dataclass(frozen=True, slots=True)
class Range:
    """Two dates as written, from `start` up to `end` of the text; both belong to the range."""

    first: Day
    last: Day
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges in their order; `faults` are pairs of a fact and its cure."""

    ranges: tuple[Range, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


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
    left: list[Token] = []
    n = 0
    while n < len(tokens):
        found = _range(tokens, n)
        if found is None:
            left.append(tokens[n])
            n += 1
        else:
            ranges.append(found)
            faults += [*_slips(found), *_without_month(left), *_unread(left)]
            left = []
            n = found.last.end
    return Ranges(tuple(ranges), tuple(dict.fromkeys([*faults, *_unread(left)])))


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
    if has_month_unread(tokens, last.end):
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


def _without_month(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """In `1-5 and 8-12 June` only the second range has its month."""
    kinds = [token.kind for token in tokens[-4:]]
    if kinds[:3] != ["day", "to", "day"] or not at(tokens, len(tokens) - 1).says(*_JOINTS):
        return []
    first, _, last, _ = tokens[-4:]
    said = f"the dates from '{first.text}' to '{last.text}' have no month"
    return [(said, "write the month with each range")]


def _unread(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """What is wrong with the first thing among the pieces left over that looks like a range."""
    for n, token in enumerate(tokens):
        if token.kind == "unclear" and _is_date(token.text):
            return [_two_ways(token)]
        if token.kind == "to":
            before, behind = tokens[max(n - _REACH, 0) : n], tokens[n + 1 : n + 1 + _REACH]
            if ends := _ends(before, behind):
                return [_fault(ends)]
    return []


def _ends(before: Sequence[Token], behind: Sequence[Token]) -> list[Token]:
    """What seems to be a date on either side of a sign; nothing in `I may want to march`."""
    near = [t for n, t in enumerate(before) if _is_datelike(t) or _is_in_place(before, n)][-1:]
    far = [t for n, t in enumerate(behind) if _is_datelike(t) or _is_in_place(behind, n)][:1]
    ends = [*near, *far]
    numbers = [any(t.text[0].isdigit() for t in side) for side in (before, behind)]
    if all(numbers) and any(map(is_two_months, ends)):
        return ends
    sure = any(numbers) or any(token.text[0].isupper() for token in ends)
    return ends if near and far and sure and any(map(_is_datelike, ends)) else []


def _is_datelike(token: Token) -> bool:
    return token.kind in ("iso", "unclear") or (
        token.kind == "word" and bool(months_of(token.text))
    )


def _is_in_place(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word stands where a month should: `5th of Foo`."""
    of = n - 1
    while at(tokens, of).says("the"):
        of -= 1
    named = tokens[n].kind == "word" and not tokens[n].says("the")
    return named and at(tokens, of).says("of") and at(tokens, of - 1).ordinal


def _is_date(text: str) -> bool:
    """Whether it is a date even where it stands alone: `05/06`, `5/6/2025`, but not `3/10`."""
    parts = text.replace("/", ".").rstrip(".").split(".")
    if len(parts) == 3:
        return True
    return "/" in text and text.startswith("0") and all(len(part) == 2 for part in parts)


def _fault(tokens: Sequence[Token]) -> tuple[str, str]:
    for token in tokens:
        if token.kind == "unclear":
            return _two_ways(token)
        names = [MONTHS[m - 1] for m in months_of(token.text)] if token.kind == "word" else []
        if len(names) > 1:
            return f"the month '{token.text}' can't be read", did_you_mean_one_of(names)
    return f"the dates from '{tokens[0].text}' to '{tokens[1].text}' can't be read", _LIKE


def _two_ways(token: Token) -> tuple[str, str]:
    said = f"the date '{token.text}' is not read, since its month has no name"
    return said, "write it as '5 June' or '2025-06-05'"
