"""The entries become counts of those finished, and of those still to be read, on each topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studylog.bib.entry import Entry
from studylog.bib.status import READING, TO_READ
from studylog.charts.finished import ENDED
from studylog.charts.period import ALWAYS, Period, counted
from studylog.words import folded, without_controls

MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it is first spelled, and its entries: finished, and to read or being read."""

    name: str
    finished: int
    waiting: int

    @property
    def total(self) -> int:
        return self.finished + self.waiting


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics with most finished entries, most first; an entry stands on each of its topics.

    `others` topics are not among them, with `other_finished` and `other_waiting` entries on them.
    `finished` and `waiting` are the entries that are counted, each once, `without_topic` those of
    them on no topic. `undated` are finished, but not known to be so in the period asked for.
    `unknown` have no status that says whether they are finished.
    """

    topics: tuple[Topic, ...] = ()
    others: int = 0
    other_finished: int = 0
    other_waiting: int = 0
    finished: int = 0
    waiting: int = 0
    without_topic: int = 0
    undated: int = 0
    unknown: int = 0


def count_topics(entries: Iterable[Entry], period: Period = ALWAYS) -> Topics:
    """Finished is what has a `finished` date or is read, skimmed or dropped.

    If the period is a part of all time, only what was finished in it is counted.
    """
    every = tuple(entries)
    ended = [e for e in every if e.finished or e.status in ENDED]
    open_ = [e for e in every if not e.finished and e.status in (READING, TO_READ)]
    finished, waiting, undated = ended, open_, 0
    if period != ALWAYS:
        finished = [e for e in ended if e.finished and period.holds(e.finished)]
        waiting, undated = [], sum(not e.finished for e in ended)
    topics = _ranked(finished, waiting)
    rest = topics[MOST_TOPICS:]
    return Topics(
        topics=topics[:MOST_TOPICS],
        others=len(rest),
        other_finished=sum(t.finished for t in rest),
        other_waiting=sum(t.waiting for t in rest),
        finished=len(finished),
        waiting=len(waiting),
        without_topic=sum(not e.topics for e in (*finished, *waiting)),
        undated=undated,
        unknown=len(every) - len(ended) - len(open_),
    )


def _ranked(finished: list[Entry], waiting: list[Entry]) -> tuple[Topic, ...]:
    """All topics, those with most finished entries first, then by those waiting, then by name."""
    counts = [Counter(folded(t) for e in es for t in e.topics) for es in (finished, waiting)]
    names: dict[str, str] = {}
    for entry in sorted((*finished, *waiting), key=lambda e: e.line):
        for topic in entry.topics:
            names.setdefault(folded(topic), without_controls(topic))
    topics = [Topic(name, counts[0][key], counts[1][key]) for key, name in names.items()]
    return tuple(sorted(topics, key=lambda t: (-t.finished, -t.waiting, folded(t.name), t.name)))


def say_topics(topics: Topics, about: str = "") -> str:
    """What is to be seen, as a sentence; `about` is what all the entries are about."""
    number = len(topics.topics) + topics.others
    on = f" on {counted(number, 'topic', 'topics')}"
    if not topics.finished:
        return f"{counted(topics.waiting, 'entry', 'entries')}{about} to read or being read{on}."
    said = f"{counted(topics.finished, 'finished entry', 'finished entries')}{about}{on}"
    first, second = (*topics.topics, Topic("", 0, 0))[:2]
    if first.finished == second.finished or number == 1:
        return said + "."
    return f"{said}, most on {first.name} ({first.finished:,})."
