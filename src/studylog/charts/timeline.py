"""The phases of a page become bars on one scale of months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from studylog.charts.period import months_between
from studylog.charts.scale import Label, number
from studylog.dates import in_words
from studylog.phases import Phase, Span

#: Up to so many months: each how-manieth is named where there is little room, and where much.
_SHOWN = {14: (1, 1), 26: (3, 1), 50: (6, 3)}
#: A scale ends so many years after its first day; what lies beyond has no bar there.
_LONGEST = 60
#: Percent of the width that the name of a year takes at the right edge.
_ROOM = 9


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole months, from the first day of one to the last of another, as ISO days."""

    first: str
    last: str

    @property
    def days(self) -> int:
        return _between(self.first, self.last) + 1

    def at(self, day: str) -> float:
        """Where the day begins, in percent of the width."""
        return 100 * _between(self.first, day) / self.days


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a span begins and how wide it is, in percent of the width."""

    x: str
    width: str


def scale_of(phases: Iterable[Phase]) -> Scale | None:
    """The months of all phases with a year; None where there is none."""
    spans = [span for phase in phases for span in phase.dated]
    if not spans:
        return None
    first = min(span.first or "" for span in spans)
    most = f"{min(int(first[:4]) + _LONGEST, 9999):04}-12-31"
    last = min(max(span.last or "" for span in spans), most)
    end = monthrange(int(last[:4]), int(last[5:7]))[1]
    return Scale(f"{first[:7]}-01", f"{last[:7]}-{end:02}")


def bars_of(spans: Sequence[Span], scale: Scale) -> tuple[Bar, ...]:
    """A bar for each span that has a year and begins on the scale."""
    return tuple(
        Bar(number(scale.at(s.first)), number(100 * (s.days or 1) / scale.days))
        for s in spans
        if s.first and s.first <= scale.last
    )


def month_lines(scale: Scale) -> tuple[Label, ...]:
    """A label at the first day of each month that is named, and of each year below it; years
    alone on a long scale."""
    months = months_between(scale.first[:7], scale.last[:7])
    step = next((s for n, s in _SHOWN.items() if len(months) <= n), None)
    if step is None:
        return _years(months, scale)
    few, many = step
    labels = []
    for n, month in enumerate(months):
        at = scale.at(f"{month}-01")
        if int(month[5:]) % many == 1 % many:
            minor = int(month[5:]) % few != 1 % few
            labels.append(Label(number(at), in_words(month)[:3], 0, minor))
        if month.endswith("-01") or (n == 0 and _room_before_january(months, scale)):
            labels.append(Label(number(at), month[:4], 1))
    return tuple(labels)


def _room_before_january(months: Sequence[str], scale: Scale) -> bool:
    january = next((month for month in months if month.endswith("-01")), None)
    return january is None or scale.at(f"{january}-01") > _ROOM


def _years(months: Sequence[str], scale: Scale) -> tuple[Label, ...]:
    found = [month for month in months if month.endswith("-01")]
    many = next(s for s in (1, 2, 5, 10) if len(found) / s <= 15)
    few = next(s for s in (1, 2, 4, 5, 10, 20) if len(found) / s <= 6 and s % many == 0)
    at = ((month, scale.at(f"{month}-01")) for month in found)
    return tuple(
        Label(number(x), month[:4], 0, minor=int(month[:4]) % few != 0)
        for month, x in at
        if int(month[:4]) % many == 0 and x <= 100 - _ROOM
    )


def _between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
