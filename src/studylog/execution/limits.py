"""What is asked of a run, what it may use, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from studylog.runs.program import Program


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use: seconds for each cell, memory of all its processes together (0 for
    three quarters of the machine's), outputs as they are kept, and processes at the same time."""

    timeout_s: float = 600.0
    memory_mb: float = 0
    output_mb: float = 20
    processes: int = 100


@dataclass(frozen=True, slots=True)
class Job:
    """A program to be run under `key` in the folder of its notebook below `root`.

    `data` maps the files that the notebook declares to their SHA-256, as the key was made from.
    """

    program: Program
    key: str
    root: Path
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.program.path


@dataclass(frozen=True, slots=True)
class Progress:
    """The notebook at `path` is at code cell `cell` of `of`; `said` is the fault's sentence."""

    path: str
    cell: int
    of: int
    state: Literal["waiting", "starting", "cell", "done", "failed", "stopped"]
    said: str = ""
