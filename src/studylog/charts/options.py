"""The YAML of a `chart` block becomes `ChartOptions`, and what they leave of a log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from studylog.bib.entry import Entry
from studylog.charts.period import ALWAYS, Period
from studylog.dates import in_words, read_day
from studylog.notebooks import Notebook
from studylog.posts import Post
from studylog.problem import did_you_mean
from studylog.settings import YAML_FAULTS, yaml_problem
from studylog.words import folded, without_controls

KINDS = ("finished", "topics", "queue", "activity")
_NAMES = ("kind", "topic", "from", "until")


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """What to draw, of what is on `topic` (if that is not empty) and dated in `period`."""

    kind: str = KINDS[0]
    topic: str = ""
    period: Period = ALWAYS

    @property
    def about(self) -> str:
        """The topic as it follows the word "entries"."""
        return f" on {self.topic}" if self.topic else ""

    @property
    def within(self) -> str:
        """The topic and the period as they follow the word "entries"."""
        said = self.about
        if self.period.first != ALWAYS.first:
            said += f" from {in_words(self.period.first)}"
        if self.period.last != ALWAYS.last:
            said += f" until {in_words(self.period.last)}"
        return said


def read_chart_options(text: str) -> tuple[ChartOptions, tuple[tuple[str, str], ...]]:
    """The options, and what is wrong with them as pairs of fact and cure.

    What is not understood keeps its default; `kind` is `finished` unless said.
    """
    try:
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - every value stays text
    except YAML_FAULTS as error:
        problem = yaml_problem("", error)
        return ChartOptions(), ((problem.message, problem.hint),)
    if given in (None, ""):
        return ChartOptions(), ()
    if not isinstance(given, dict):
        return ChartOptions(), (("the chart's options are no names and values", "write " + _LIKE),)
    faults = [
        (f"the chart has no option '{_text(name)}'", _near(_text(name), _NAMES))
        for name in given
        if name not in _NAMES
    ]
    kind = _text(given.get("kind", "")).casefold() or KINDS[0]
    if kind not in KINDS:
        faults.append((f"the chart is of kind '{kind}'", _near(kind, KINDS)))
        kind = KINDS[0]
    period, wrong = _period(_text(given.get("from", "")), _text(given.get("until", "")))
    return ChartOptions(kind, _text(given.get("topic", "")), period), (*faults, *wrong)


_LIKE = "kind: finished"


def _near(word: str, names: tuple[str, ...]) -> str:
    return did_you_mean(word, names) or "known are " + ", ".join(names)


def _text(value: object) -> str:
    """A value in one line, without halves of characters; a list or a mapping is no text."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(without_controls(whole).split())


def _period(first: str, last: str) -> tuple[Period, list[tuple[str, str]]]:
    faults = [
        (f"the chart's '{name}' is '{written}'", "write the date as YYYY, YYYY-MM or YYYY-MM-DD")
        for name, written in (("from", first), ("until", last))
        if written and not read_day(written)
    ]
    period = Period(read_day(first) or ALWAYS.first, read_day(last) or ALWAYS.last)
    if period.first[: len(period.last)] > period.last:
        faults.append((f"the chart is from '{first}' until '{last}'", "exchange the two dates"))
        period = ALWAYS
    return period, faults


def on_topic(entries: Iterable[Entry], topic: str) -> tuple[Entry, ...]:
    """The entries that have the topic, in whatever spelling; all of them without one."""
    wanted = folded(topic)
    return tuple(e for e in entries if not topic or wanted in map(folded, e.topics))


def posts_on(posts: Iterable[Post], topic: str) -> tuple[Post, ...]:
    """The posts with the topic among their tags and categories."""
    wanted = folded(topic)
    return tuple(p for p in posts if not topic or wanted in map(folded, (*p.tags, *p.categories)))


def notebooks_on(notebooks: Iterable[Notebook], topic: str) -> tuple[Notebook, ...]:
    """The notebooks with the topic among their tags."""
    wanted = folded(topic)
    return tuple(n for n in notebooks if not topic or wanted in map(folded, n.tags))
