"""Months and counts become places on the two axes of a chart, and the labels along them."""

from __future__ import annotations

from dataclasses import dataclass

from studylog.dates import in_words

#: Pixels from the top of a chart to its highest bar, and from there to the ground.
TOP, HEIGHT = 20, 160
GROUND = TOP + HEIGHT
#: A chart of few months leaves room at its right, so that its bars are no walls.
FEWEST_SLOTS = 12
#: Up to so many months have their names below them, and bars wide enough for patterns.
MOST_NAMED = 48
#: A chart of more months can be scrolled where there is little room.
LONG = 120


@dataclass(frozen=True, slots=True)
class Label:
    """`at` is in percent of the width; `row` 0 is for months, 1 for years.

    A `minor` one is left out where there is little room.
    """

    at: str
    text: str
    row: int
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A count with the height at which its line runs."""

    y: str
    count: int


def number(value: float) -> str:
    """At most two decimals, and none that say nothing.

    >>> number(2.0), number(1 / 3)
    ('2', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def slots(months: int) -> int:
    return max(months, FEWEST_SLOTS)


def height(count: int, most: int) -> float:
    return HEIGHT * count / most if most else 0.0


def ticks(most: int) -> tuple[Tick, ...]:
    """Two to five round counts above 0, up to the highest."""
    step = 1
    while most // step > 4:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return tuple(
        Tick(number(GROUND - height(n, most)), n) for n in range(step, most + 1, max(step, 1))
    )


def month_labels(months: tuple[str, ...]) -> tuple[Label, ...]:
    """Names of months above the years where they are few, else years alone."""
    if len(months) > MOST_NAMED:
        return _years_alone(months)
    few, many = _MONTHS_SHOWN[next(n for n in _MONTHS_SHOWN if len(months) <= n)]
    width = 100 / slots(len(months))
    labels = []
    for n, month in enumerate(months):
        at, name = number(width * (n + 0.5)), in_words(month)[:3]
        if int(month[5:]) % many == 1 % many:
            labels.append(Label(at, name, 0, minor=int(month[5:]) % few != 1 % few))
        if month[5:] == "01" or (n == 0 and (13 - int(month[5:])) * width > 10):
            labels.append(Label(at, month[:4], 1))
    return tuple(labels)


#: Up to so many months: each how-manieth is named where there is little room, and where much.
_MONTHS_SHOWN = {12: (1, 1), 24: (3, 1), MOST_NAMED: (6, 3)}


def _years_alone(months: tuple[str, ...]) -> tuple[Label, ...]:
    """Years at their Januaries, but none so far right that there is no room."""
    width = 100 / slots(len(months))
    found = [(n * width, int(m[:4])) for n, m in enumerate(months) if m.endswith("-01")]
    steps = (1, 2, 4, 5, 10, 20)
    many = next(s for s in steps if len(found) / s <= 15)
    few = next(s for s in steps if len(found) / s <= 7 and s % many == 0)
    return tuple(
        Label(number(at), f"{year:04}", 0, minor=year % few != 0)
        for at, year in found
        if year % many == 0 and at <= 92
    )
