"""Counts become shapes: across in percent of the width or in months, down in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from studylog.charts.finished import PARTS, Finished, Month
from studylog.charts.period import counted
from studylog.charts.queue import Queue
from studylog.charts.scale import GROUND, LONG, MOST_NAMED, height, number, slots
from studylog.charts.topics import Topic, Topics
from studylog.dates import in_words

#: Pixels between two parts of a bar.
_GAP = 1.5
#: The width that a chart has on a phone, and that of a digit, in pixels.
_NARROW, _DIGIT = 345, 7.4
_LONGEST_NAME = 42


@dataclass(frozen=True, slots=True)
class Part:
    """One status of a month's bar."""

    name: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month's bar: its left edge, middle and width in percent, its top in pixels."""

    said: str
    total: int
    x: str
    middle: str
    width: str
    top: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One topic's bar, in percent of the width."""

    topic: Topic
    name: str
    finished: str
    waiting: str
    end: str


def bars(finished: Finished) -> tuple[Bar, ...]:
    """A bar for each month in which an entry was finished."""
    most, width = finished.most, 100 / slots(len(finished.months))
    wide = width * _share(len(finished.months))
    return tuple(
        Bar(
            said=say_month(month),
            total=month.total,
            x=number(width * (n + 0.5) - wide / 2),
            middle=number(width * (n + 0.5)),
            width=number(wide),
            top=number(GROUND - height(month.total, most)),
            parts=_parts(month, most),
        )
        for n, month in enumerate(finished.months)
        if month.total
    )


def _share(months: int) -> float:
    """The part of a month's width that its bar takes: all of it where that is a pixel or two."""
    return 0.72 if months <= MOST_NAMED else 0.85 if months <= LONG else 1.0


def _parts(month: Month, most: int) -> tuple[Part, ...]:
    parts, below = [], 0
    for name, count in zip(PARTS, month.counts, strict=True):
        if count:
            tall = height(count, most)
            gap = min(_GAP, tall / 3) if below else 0
            y = GROUND - height(below + count, most)
            parts.append(Part(name, number(y), number(tall - gap)))
            below += count
    return tuple(parts)


def say_month(month: Month) -> str:
    """`October 2026: 7 entries finished (5 read, 2 skimmed)`."""
    said = ", ".join(f"{n} {part}" for part, n in zip(PARTS, month.counts, strict=True) if n)
    return f"{in_words(month.month)}: {counted(month.total, 'entry', 'entries')} finished ({said})"


def outline(queue: Queue) -> str:
    """The upper edge of the queue as a path, a step one unit wide for each month."""
    edge, last = "", ""
    for n, month in enumerate(queue.months):
        y = number(GROUND - height(month.waiting, queue.most))
        if y != last:
            edge += f"H{n}V{y}" if edge else f"M0 {y}"
        last = y
    return f"{edge}H{len(queue.months)}"


def rows(topics: Topics) -> tuple[Row, ...]:
    """A bar for each topic, as long as it has entries, with room behind it for their number."""
    most = max((t.total for t in topics.topics), default=1)
    digits = max((len(f"{t.finished:,} + {t.waiting:,}") for t in topics.topics), default=0)
    longest = 100 - 100 * (digits + 1) * _DIGIT / _NARROW
    return tuple(
        Row(
            topic=t,
            name=t.name if len(t.name) <= _LONGEST_NAME else t.name[: _LONGEST_NAME - 1] + "…",
            finished=number(longest * t.finished / most),
            waiting=number(longest * t.waiting / most),
            end=number(longest * t.total / most),
        )
        for t in topics.topics
    )
