"""ISO dates become months in a row, and the words for a span of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studylog.dates import in_words

#: No chart draws more months; a year such as 0206 is a slip of the pen.
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Period:
    """The dates that a chart is to show: ISO days, months or years, both ends included."""

    first: str = ""
    last: str = "9999-12-31"

    def holds(self, date: str) -> bool:
        """Whether some day of `date`, itself a day, month or year, lies in the period."""
        return self.first[: len(date)] <= date and date[: len(self.last)] <= self.last


#: All time.
ALWAYS = Period()


def month_of(date: str | None) -> str | None:
    """`YYYY-MM` of a day or month; None of a year, which names no month."""
    return date[:7] if date and len(date) >= 7 else None


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from `first` to `last`, both included.

    >>> months_between("2025-12", "2026-01")
    ('2025-12', '2026-01')
    """
    return tuple(_month(n) for n in range(_number(first), _number(last) + 1))


def months_to_draw(dated: Iterable[str]) -> tuple[str, ...]:
    """Every month from the first to the last that is dated; empty if none is.

    Where that is more than `MOST_MONTHS`, dates far from the median count as slips of the pen.
    """
    numbers = sorted(map(_number, dated))
    if not numbers:
        return ()
    if numbers[-1] - numbers[0] >= MOST_MONTHS:
        middle = numbers[len(numbers) // 2]
        numbers = [n for n in numbers if abs(n - middle) < MOST_MONTHS // 2]
    return tuple(map(_month, range(numbers[0], numbers[-1] + 1)))


def span(first: str, last: str) -> str:
    """`in May 2026`, `between May and July 2026`, `between May 2025 and July 2026`."""
    if first == last:
        return f"in {in_words(first)}"
    begin = in_words(first)
    if first[:4] == last[:4]:
        begin = begin.rpartition(" ")[0]
    return f"between {begin} and {in_words(last)}"


def counted(count: int, one: str, many: str) -> str:
    """`1 entry`, `10,000 entries`."""
    return f"{count:,} {one if count == 1 else many}"


def _number(month: str) -> int:
    """Months since the beginning of year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
