"""A `Page` becomes its document, and the states and counts of the tasks in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from studylog.dialect import Document, read_document
from studylog.page import Page
from studylog.problem import Problem
from studylog.tasks import Rollup, States, rollups_of, states_of


@dataclass(frozen=True, slots=True)
class PageTasks:
    """`states` holds the blocks of `document`, which are known by identity; a page without tasks
    has no `rollups`."""

    document: Document
    states: States = field(default_factory=States)
    rollups: tuple[Rollup, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.document.problems, *self.states.problems)


def read_page_tasks(page: Page) -> PageTasks:
    """What the page says of tasks: nothing if its head says `tasks: false`."""
    document = read_document(page.body, page.path, page.line)
    if page.meta.get("tasks") is False:
        return PageTasks(document)
    states = states_of(document, page.path)
    return PageTasks(document, states, rollups_of(document, states))
