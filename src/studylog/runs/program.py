"""The part of a notebook that runs: code, kernel, data, and what its author asks of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Execute = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class Program:
    """`cells` are the sources of the code cells that hold code, in order, each run in turn.

    `kernel` is the name of the kernelspec, `language` that of the code. `data` are the files that
    the notebook declares, from the log's root. `execute` and `timeout_s` are the notebook's own
    where it sets them; `resources` what a worker must have, such as `{"GPU": 1}`.
    """

    path: str
    kernel: str = "python3"
    language: str = "python"
    cells: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    execute: Execute | None = None
    timeout_s: float | None = None
    resources: Mapping[str, float] = field(default_factory=dict)
