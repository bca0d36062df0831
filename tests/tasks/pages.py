"""Makes documents of Markdown for the tests of tasks."""

from __future__ import annotations

from pathlib import Path

from studylog.dialect import Document, read_document
from studylog.tasks import Rollup, States, rollups_of, states_of
from tests.samples import samples


def read(markdown: str) -> tuple[Document, States]:
    document = read_document(markdown, "docs/p.md")
    return document, states_of(document, "docs/p.md")


def states(markdown: str) -> dict[str, str]:
    """The state of each task by its name."""
    return {task.name: task.state for task in read(markdown)[1].tasks}


def table(*cells: str, header: str = "Progress") -> str:
    """A table of rows named a, b, c with these cells in the column headed so."""
    rows = [f"| {name} | {cell} |" for name, cell in zip("abcdefghij", cells, strict=False)]
    return "\n".join(["", f"| What | {header} |", "|---|---|", *rows, ""])


def rollups(markdown: str) -> tuple[Rollup, ...]:
    return rollups_of(*read(markdown))


def sums(markdown: str) -> dict[int, tuple[int, int, int, int]]:
    """Done, partly, maybe and open by the line of the heading; 1 is also the page's when alone."""
    return {r.line if r.heading else 0: four(r) for r in rollups(markdown)}


def four(rollup: Rollup) -> tuple[int, int, int, int]:
    c = rollup.counts
    return c.done, c.partly, c.maybe, c.open


def seed(number: str) -> str:
    return next((samples() / "seeds").glob(f"{number}_*")).read_text("utf-8")


def real_log(name: str) -> str:
    return Path(samples() / "corpus/logs" / name).read_text("utf-8")
