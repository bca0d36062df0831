"""The part of a notebook that runs: code, kernel, data, and what its author asks of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

Execute = Literal["auto", "always", "never"]
#: The tags of cells that a run heeds: the cell may fail, the cell does not run.
#: https://nbclient.readthedocs.io/en/latest/client.html
EXPECTED, SKIPPED = "raises-exception", "skip-execution"


@dataclass(frozen=True, slots=True)
class Program:
    """`cells` are the sources of the code cells that hold code, in order, each run in turn.

    `kernel` is the name of the kernelspec, `language` that of the code. `data` are the files that
    the notebook declares, from the log's root. `execute` and `timeout_s` are the notebook's own
    where it sets them; `resources` what a worker must have, such as `{"GPU": 1}`. `flags` are those
    of `EXPECTED` and `SKIPPED` that each cell carries; empty where none carries any.
    """

    path: str
    kernel: str = "python3"
    language: str = "python"
    cells: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    execute: Execute | None = None
    timeout_s: float | None = None
    resources: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[frozenset[str], ...] = ()

    @property
    def flagged(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Each cell with its flags."""
        yield from zip_longest(self.cells, self.flags[: len(self.cells)], fillvalue=frozenset())
