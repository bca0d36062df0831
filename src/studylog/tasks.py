"""A page's Markdown becomes its `Task`s: the items that begin with a checkbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from studylog.lines import outside_fences, read_heading

State = Literal["done", "partly", "maybe", "open"]
_BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[(?P<mark>[ xX/~?])\]\s+(?P<text>.+)$")
_COMMENT = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)[^`\n]*(?P=ticks)(?!`))|<!--.*?(?:-->|\Z)",
    re.S | re.M,
)
_STATES: dict[str, State] = {
    " ": "open", "x": "done", "X": "done", "/": "partly", "~": "partly", "?": "maybe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """`text` is the Markdown behind the box, `heading` the nearest above, `line` counts from 1."""

    page: str
    line: int
    text: str
    state: State
    heading: str | None = None


def read_tasks(path: str, body: str, first_line: int = 1) -> Iterator[Task]:
    """The tasks in the order of the page; boxes in code and comments are none."""
    heading = None
    for number, line in outside_fences(_without_comments(body).split("\n")):
        if above := read_heading(line):
            heading = above.text
        elif found := _BOX.match(line):
            state = _STATES[found["mark"]]
            yield Task(path, first_line + number, found["text"].strip(), state, heading)


def _without_comments(body: str) -> str:
    """The body with as many lines; a comment that is never closed hides the rest."""
    return _COMMENT.sub(lambda found: found["code"] or "\n" * found[0].count("\n"), body)
