"""The entries become counts of those finished in each month, by status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studylog.bib.entry import Entry
from studylog.bib.status import DROPPED, READ, SKIMMED
from studylog.charts.period import ALWAYS, Period, counted, month_of, months_to_draw, span
from studylog.dates import in_words

#: The statuses that say an entry is finished.
ENDED = (READ, SKIMMED, DROPPED)
#: The parts of a bar, from the ground up.
PARTS = (*ENDED, "other")


@dataclass(frozen=True, slots=True)
class Month:
    """`counts` are the entries finished in the month `YYYY-MM`, in the order of `PARTS`."""

    month: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Finished:
    """Every month from the first to the last in which an entry was finished.

    `ended` are the entries that are read, skimmed or dropped, `undated` those of them without a
    `finished` date. `year_only` and `far` have a date that stands in no month of the chart: a year,
    or one decades away from the others.
    """

    months: tuple[Month, ...] = ()
    ended: int = 0
    undated: int = 0
    year_only: int = 0
    far: int = 0

    @property
    def total(self) -> int:
        return sum(month.total for month in self.months)

    @property
    def most(self) -> int:
        return max((month.total for month in self.months), default=0)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that some month has."""
        return tuple(p for n, p in enumerate(PARTS) if any(m.counts[n] for m in self.months))


def finished_by_month(entries: Iterable[Entry], period: Period = ALWAYS) -> Finished:
    """Entries with a `finished` day or month in the period, each in its month.

    An entry without the date is counted as undated if its status says that it is finished, else
    not at all; one that has the date but another status counts as `other`.
    """
    entries = tuple(entries)
    dated = [e for e in entries if e.finished and period.holds(e.finished)]
    placed = [(month, e) for e in dated if (month := month_of(e.finished))]
    months = months_to_draw(month for month, _ in placed)
    counts = Counter((month, _part(e)) for month, e in placed)
    drawn = tuple(Month(month, tuple(counts[month, part] for part in PARTS)) for month in months)
    ended = [e for e in entries if e.status in ENDED]
    return Finished(
        months=drawn,
        ended=len(ended),
        undated=sum(not e.finished for e in ended),
        year_only=len(dated) - len(placed),
        far=len(placed) - sum(month.total for month in drawn),
    )


def _part(entry: Entry) -> str:
    return entry.status if entry.status in ENDED else "other"


def say_finished(finished: Finished, about: str = "") -> str:
    """What is to be seen, as a sentence; `about` is what all the entries are about."""
    months = finished.months
    said = f"{counted(finished.total, 'entry', 'entries')}{about} finished "
    said += span(months[0].month, months[-1].month)
    highest = [m for m in months if m.total == finished.most]
    if len(highest) > 1 or len(months) == 1:
        return said + "."
    month = in_words(highest[0].month)
    if months[0].month[:4] == months[-1].month[:4]:
        month = month.rpartition(" ")[0]
    return f"{said}, most in {month} ({finished.most:,})."
