"""A page's Markdown becomes its `Task`s: the items that begin with a checkbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from studylog.posts.excerpt import outside_fences

State = Literal["done", "partly", "maybe", "open"]
_HEADING = re.compile(r"^ {0,3}(?P<level>#{1,6})\s+(?P<text>.+?)(?:\s+#+)?\s*$")
_BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[(?P<mark>[ xX/~?])\]\s+(?P<text>.+)$")
_STATES: dict[str, State] = {
    " ": "open", "x": "done", "X": "done", "/": "partly", "~": "partly", "?": "maybe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """`text` is the item's Markdown without its box, `heading` the nearest one above, `line` 1-based."""

    page: str
    line: int
    text: str
    state: State
    heading: str | None = None


def read_tasks(path: str, body: str, first_line: int = 1) -> Iterator[Task]:
    """The tasks in the order of the page; boxes in code are none."""
    heading = None
    for number, line in outside_fences(body.splitlines()):
        if found := _HEADING.match(line):
            heading = found["text"]
        elif found := _BOX.match(line):
            state = _STATES[found["mark"]]
            yield Task(path, first_line + number, found["text"].strip(), state, heading)
