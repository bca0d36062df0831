"""Pieces of a heading become one date, as people type it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studylog.phases.tokens import NONE, Token, is_exact, months_of

#: A number behind one of these counts them, and is no day of a month: `Phase 2 May to June`.
_COUNTED = frozenset((
    "assignment", "block", "book", "chapter", "ch", "course", "cycle", "day", "days", "exercise",
    "goal", "lab", "lecture", "lesson", "level", "milestone", "module", "month", "no", "number",
    "part", "period", "phase", "project", "round", "season", "section", "semester", "session",
    "sprint", "stage", "step", "task", "term", "topic", "unit", "version", "week", "weeks", "year",
    "#", "§",
))  # fmt: skip
#: Before a month's name these leave open which day is meant.
_VAGUE = frozenset(("beginning", "early", "end", "late", "mid", "middle", "start"))


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: `day` is None for a whole month, `month` for a day whose month stands
    with the other end, `year` where none was written. `slip` is a misspelt name of the month;
    the date's tokens end before number `end`."""

    year: int | None
    month: int | None
    day: int | None
    end: int
    slip: str = ""
    month_first: bool = False
    ordinal: bool = False


def at(tokens: Sequence[Token], n: int) -> Token:
    return tokens[n] if 0 <= n < len(tokens) else NONE


def read_day(tokens: Sequence[Token], n: int) -> Day | None:
    """The date that begins at token `n`, if there is one: `2025-05-20`, `20th of May`, `May 20`,
    `May`, each with or without a year (ISO has one)."""
    n += at(tokens, n).says("the")
    first = at(tokens, n)
    if first.kind == "iso":
        year, month, day = (int(part) for part in first.text.replace(first.text[4], "-").split("-"))
        return Day(year, month, day, n + 1)
    if first.kind == "day":
        return _day_first(tokens, n)
    return _month_first(tokens, n) if first.kind == "word" else None


def read_bare_day(tokens: Sequence[Token], n: int) -> Day | None:
    """A number alone, whose month stands with the other end of the range."""
    n += at(tokens, n).says("the")
    token = at(tokens, n)
    if token.kind != "day" or _is_counted(tokens, n) or is_two_months(at(tokens, n - 1)):
        return None
    year, end = _year(tokens, n + 1)
    return Day(year, None, token.number, end, ordinal=token.ordinal)


def is_two_months(token: Token) -> bool:
    """Whether the word may be either of two months: `Juny`."""
    return len(_months(token)) > 1


def has_month_unread(tokens: Sequence[Token], n: int) -> bool:
    """Whether a month that can't be read stands at token `n`: `Juny`, `of Juny`, `of Foo`."""
    return at(tokens, n).says("of") or is_two_months(at(tokens, n))


def _day_first(tokens: Sequence[Token], n: int) -> Day | None:
    if _is_counted(tokens, n):
        return None
    day, then = tokens[n], n + 1
    while at(tokens, then).says("of", "the"):
        then += 1
    name = at(tokens, then)
    months = _months(name)
    if len(months) != 1:
        return None
    year, end = _year(tokens, then + 1)
    return Day(year, months[0], day.number, end, _slip(name), ordinal=day.ordinal)


def _month_first(tokens: Sequence[Token], n: int) -> Day | None:
    name = tokens[n]
    months = _months(name)
    if len(months) != 1:
        return None
    then = n + 1 + at(tokens, n + 1).says("the")
    day = at(tokens, then)
    if day.kind == "day":
        year, end = _year(tokens, then + 1)
        return Day(year, months[0], day.number, end, _slip(name), True, day.ordinal)
    if _is_vague(tokens, n):
        return None
    year, end = _year(tokens, n + 1)
    return Day(year, months[0], None, end, _slip(name))


def _year(tokens: Sequence[Token], n: int) -> tuple[int | None, int]:
    """The year at token `n`, also behind a comma or in brackets, and where the date ends."""
    for before, behind in (("", ""), (",", ""), ("of", ""), ("(", ")")):
        held = n + bool(before)
        opened = not before or at(tokens, n).text == before
        closed = not behind or at(tokens, held + 1).text == behind
        if opened and closed and at(tokens, held).kind == "year":
            return tokens[held].number, held + 1 + bool(behind)
    return None, n


def _months(token: Token) -> tuple[int, ...]:
    return months_of(token.text) if token.kind == "word" else ()


def _slip(token: Token) -> str:
    return "" if is_exact(token.text) else token.text


def _is_counted(tokens: Sequence[Token], n: int) -> bool:
    return at(tokens, n - 1).lower in _COUNTED


def _is_vague(tokens: Sequence[Token], n: int) -> bool:
    """`mid May`, `mid-May`, `the end of May`."""
    before = at(tokens, n - 1)
    if before.says("of") or before.text == "-":
        before = at(tokens, n - 2)
    return before.lower in _VAGUE
