"""The entries become the number that waited to be read at the end of each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studylog.bib.entry import Entry
from studylog.bib.status import READING
from studylog.charts.finished import ENDED
from studylog.charts.period import ALWAYS, Period, counted, month_of, months_to_draw
from studylog.dates import in_words


@dataclass(frozen=True, slots=True)
class Waiting:
    """Entries that came into the queue and left it in the month, and those waiting at its end."""

    month: str
    came: int
    left: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Queue:
    """Every month from the first to the last in which an entry came or left.

    `undated` entries have no `added` date, of `year_only` only the year is known; `unknown_end`
    were added and are no longer waiting, but have neither a `started` nor a `finished` month.
    """

    months: tuple[Waiting, ...] = ()
    undated: int = 0
    year_only: int = 0
    unknown_end: int = 0

    @property
    def most(self) -> int:
        return max((month.waiting for month in self.months), default=0)


def queue_over_time(entries: Iterable[Entry], period: Period = ALWAYS) -> Queue:
    """An entry waits from the month of `added` to the month before that of `started` or
    `finished`, whichever comes first; one without these waits on, unless its status says
    otherwise. A month before `added` counts as the same month.

    Of a period other than all time only its months are there, with what waited before counted.
    """
    every = tuple(entries)
    undated = sum(not e.added for e in every)
    added = [(month, e) for e in every if (month := month_of(e.added))]
    came = [(month, _left(e)) for month, e in added if _left(e) or not _is_over(e)]
    left = [max(month, end) for month, end in came if end]
    return Queue(
        months=_months([month for month, _ in came], left, period),
        undated=undated,
        year_only=len(every) - undated - len(added),
        unknown_end=len(added) - len(came),
    )


def _left(entry: Entry) -> str | None:
    known = [m for m in (month_of(entry.started), month_of(entry.finished)) if m]
    return min(known, default=None)


def _is_over(entry: Entry) -> bool:
    return entry.status in (READING, *ENDED) or bool(entry.started or entry.finished)


def _months(came: list[str], left: list[str], period: Period) -> tuple[Waiting, ...]:
    drawn = [m for m in months_to_draw([*came, *left]) if period.holds(m)]
    if not drawn:
        return ()
    comes, leaves = Counter(came), Counter(left)
    waiting = sum(m < drawn[0] for m in came) - sum(m < drawn[0] for m in left)
    months = []
    for month in drawn:
        waiting += comes[month] - leaves[month]
        months.append(Waiting(month, comes[month], leaves[month], waiting))
    return tuple(months)


def say_queue(queue: Queue, about: str = "") -> str:
    """What is to be seen, as a sentence; `about` is what all the entries are about."""
    last = queue.months[-1]
    whole = f"{about} with an added date" if queue.undated else about
    said = f"{counted(last.waiting, 'entry', 'entries')}{whole} waiting at the end of "
    said += in_words(last.month)
    if queue.most == last.waiting:
        return f"{said}, the most so far." if len(queue.months) > 1 and queue.most else f"{said}."
    peak = next(m for m in queue.months if m.waiting == queue.most)
    return f"{said}, down from {queue.most:,} in {in_words(peak.month)}."
