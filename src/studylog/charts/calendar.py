"""The days with activity become a grid for each year: weeks as columns, Monday first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from studylog.charts.activity import Activity, Day, say_day
from studylog.dates import in_words

MOST_YEARS = 5
#: Pixels from one day to the next.
STEP = 13
#: The fewest things done on a day of each level of colour, and the words for them.
LEVELS = ((1, "1"), (2, "2"), (3, "3 or 4"), (5, "5 or more"))


@dataclass(frozen=True, slots=True)
class Square:
    """One day with activity: its place in the grid in pixels, and 1 to 4 for how much."""

    said: str
    x: int
    y: int
    level: int


@dataclass(frozen=True, slots=True)
class Year:
    """`ground` is the path around all days of the year; `months` are where their names begin."""

    year: str
    squares: tuple[Square, ...]
    ground: str
    months: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The newest years with any activity, newest first, their days, and the days before them."""

    years: tuple[Year, ...]
    days: tuple[Day, ...]
    earlier: tuple[Day, ...]


def lay_out(activity: Activity) -> Calendar:
    years = [(y, tuple(days)) for y, days in groupby(activity.days, key=lambda d: d.day[:4])]
    drawn, before = years[-MOST_YEARS:], years[:-MOST_YEARS]
    return Calendar(
        years=tuple(_year(year, days) for year, days in reversed(drawn)),
        days=tuple(day for _, days in drawn for day in days),
        earlier=tuple(day for _, days in before for day in days),
    )


def _year(year: str, days: Sequence[Day]) -> Year:
    offset = date(int(year), 1, 1).weekday()
    squares = []
    for day in days:
        column, row = divmod(_day_of_year(day.day) + offset, 7)
        level = sum(day.total >= fewest for fewest, _ in LEVELS)
        squares.append(Square(say_day(day), column * STEP, row * STEP, level))
    firsts = [f"{year}-{month:02}-01" for month in range(1, 13)]
    return Year(
        year=year,
        squares=tuple(squares),
        ground=_ground(offset, _day_of_year(f"{year}-12-31") + offset),
        months=tuple(
            ((_day_of_year(day) + offset) // 7 * STEP, in_words(day[:7])[:3]) for day in firsts
        ),
    )


def _day_of_year(day: str) -> int:
    """Days since the first of January, which is 0."""
    return date.fromisoformat(day).timetuple().tm_yday - 1


def _ground(first: int, last: int) -> str:
    """The path around the cells from the `first` to the `last`, counted down the columns."""
    column, row = divmod(last, 7)
    top, right, bottom = first * STEP, column * STEP, (row + 1) * STEP
    return f"M0 {top}V{7 * STEP}H{right}V{bottom}h{STEP}V0H{STEP}V{top}z"
