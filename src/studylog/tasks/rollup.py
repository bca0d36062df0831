"""The states of a page become counts: of the page, and below each of its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from studylog.dialect import Document, Heading, plain_text
from studylog.dialect.inline import References
from studylog.tasks.marks import without_attributes
from studylog.tasks.places import places
from studylog.tasks.read import States
from studylog.tasks.task import State


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks are in each state."""

    done: int = 0
    partly: int = 0
    maybe: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.done + self.partly + self.maybe + self.open

    def __str__(self) -> str:
        """`6 of 16 done, 1 partly, 9 maybe`."""
        more = ((self.partly, "partly"), (self.maybe, "maybe"))
        said = (f", {count} {word}" for count, word in more if count)
        return f"{self.done} of {self.total} done" + "".join(said)


@dataclass(frozen=True, slots=True)
class Rollup:
    """The counts below a heading, subheadings included; `heading` is its plain text.

    Of the whole page it is None, at level 0 and line 1, and `same_text` says how many tasks share
    their text with another.
    """

    heading: str | None
    level: int
    line: int
    counts: Counts
    same_text: int = 0

    @property
    def remark(self) -> str:
        """What is said behind the counts of the page: `2 tasks have the same text`."""
        return f"{self.same_text} tasks have the same text" if self.same_text else ""


def rollups_of(document: Document, states: States) -> tuple[Rollup, ...]:
    """The page's row and one for each heading with tasks, in order; none without tasks."""
    if not states.of:
        return ()
    found: list[tuple[Heading | None, list[State]]] = [(None, [])]
    around = [found[0]]  # the rows that a task here counts in, outermost first
    for p in places(document):
        if isinstance(p.block, Heading) and not p.quoted:
            level = p.block.level
            around = [row for row in around if row[0] is None or row[0].level < level]
            found.append((p.block, []))
            around.append(found[-1])
        if state := states.of.get(p.block):
            for _, below in around:
                below.append(state)
    targets = document.references
    page, *headings = (_rollup(heading, below, targets) for heading, below in found if below)
    same = _sharing(task.name for task in states.tasks)
    return (Rollup(None, 0, 1, page.counts, same), *headings)


def _rollup(heading: Heading | None, states: list[State], targets: References) -> Rollup:
    of = Counter(states)
    counts = Counts(of["done"], of["partly"], of["maybe"], of["open"])
    if heading is None:
        return Rollup(None, 0, 1, counts)
    text = plain_text(without_attributes(heading.text), targets)
    return Rollup(text, heading.level, heading.line, counts)


def _sharing(names: Iterable[str]) -> int:
    """How many of the names are there more than once."""
    return sum(count for name, count in Counter(names).items() if count > 1 and name)
