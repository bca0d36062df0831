"""Posts, notebooks and entries become the activity of each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studylog.bib.entry import Entry
from studylog.bib.status import READING
from studylog.charts.finished import ENDED
from studylog.charts.period import ALWAYS, Period, counted, span
from studylog.dates import in_words
from studylog.notebooks import Notebook
from studylog.posts import Post

_KINDS = ("posts", "runs", "started", "finished")


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on a day: posts, runs, entries started, entries finished."""

    day: str
    posts: int = 0
    runs: int = 0
    started: int = 0
    finished: int = 0

    @property
    def total(self) -> int:
        return self.posts + self.runs + self.started + self.finished


@dataclass(frozen=True, slots=True)
class Activity:
    """The days with any activity, in order.

    `partial` dates are a month or a year only. `undated` entries are being read or finished, but
    have neither date; `undated_runs` are notebooks without one.
    """

    days: tuple[Day, ...] = ()
    partial: int = 0
    undated: int = 0
    undated_runs: int = 0


def activity_by_day(
    entries: Iterable[Entry],
    posts: Iterable[Post],
    notebooks: Iterable[Notebook],
    period: Period = ALWAYS,
) -> Activity:
    """Drafts are no activity, since nobody can read them; a notebook's date is that of its run."""
    entries, notebooks = tuple(entries), tuple(notebooks)
    dated = [d for d in _dated(entries, posts, notebooks) if period.holds(d[1])]
    counts = Counter((day, kind) for kind, day in dated if len(day) == 10)
    begun = [e for e in entries if e.status in (READING, *ENDED)]
    return Activity(
        days=tuple(
            Day(day, **{kind: counts[day, kind] for kind in _KINDS})
            for day in sorted({day for day, _ in counts})
        ),
        partial=len(dated) - counts.total(),
        undated=sum(not (e.started or e.finished) for e in begun),
        undated_runs=sum(not n.date for n in notebooks),
    )


def _dated(
    entries: Iterable[Entry], posts: Iterable[Post], notebooks: Iterable[Notebook]
) -> Iterator[tuple[str, str]]:
    """Each thing done: its kind and its date."""
    for post in posts:
        if not post.draft:
            yield "posts", post.moment.day
    for notebook in notebooks:
        if notebook.date:
            yield "runs", notebook.date
    for entry in entries:
        if entry.started:
            yield "started", entry.started
        if entry.finished:
            yield "finished", entry.finished


def say_done(days: Iterable[Day]) -> str:
    """`1 post, 2 entries finished`, of all the days together."""
    posts, runs, started, finished = map(sum, zip(*map(_numbers, days), strict=True))
    said = [
        counted(posts, "post", "posts") if posts else "",
        counted(runs, "run", "runs") if runs else "",
        counted(started, "entry", "entries") + " started" if started else "",
        counted(finished, "entry", "entries") + " finished" if finished else "",
    ]
    return ", ".join(filter(None, said))


def _numbers(day: Day) -> tuple[int, int, int, int]:
    return day.posts, day.runs, day.started, day.finished


def say_day(day: Day) -> str:
    """`4 June 2026: 1 post, 2 entries finished`."""
    return f"{in_words(day.day)}: {say_done([day])}"


def say_activity(activity: Activity, about: str = "") -> str:
    """What is to be seen, as a sentence; `about` is what all of it is about."""
    days = activity.days
    said = f"{counted(len(days), 'day', 'days')} with something done{about}, "
    return f"{said}{span(days[0].day[:7], days[-1].day[:7])}: {say_done(days)}."
