"""One marked item, table row or heading of a page as a `Task`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "partly", "maybe", "open"]
#: In the order in which counts are said and bars drawn.
STATES: tuple[State, ...] = ("done", "partly", "maybe", "open")


@dataclass(frozen=True, slots=True)
class Task:
    """`text` is the Markdown behind the box, of a row that of its resource cell; `heading` is the
    nearest above, `line` counts from 1. `name` is the plain text without marks: by it two tasks
    are seen to be the same.
    """

    page: str
    line: int
    text: str
    state: State
    heading: str | None = None
    name: str = ""
