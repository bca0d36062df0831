"""What is known of a run: its outputs by code cell, and the record of how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

#: Why a run did not come to its end.
FaultKind = Literal[
    "error", "timeout", "memory", "output", "processes", "died", "kernel", "stopped", "input"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """`cell` counts the code cells that hold code from 1, None before the first; `said` is one
    sentence without its full stop, such as `ValueError: x is negative`."""

    kind: FaultKind
    said: str
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """How a run came about; it lies beside the kept run, and in a saved notebook's metadata.

    `key` is that of `run_key`, `code` that of `code_key`: they tell what a run fits. `started` is
    in UTC, as `2026-11-21T18:02:11Z`. `packages` maps the distributions that the code imports to
    their versions, `data` each file that was read, from the log's root, to its SHA-256, and
    `modules` likewise the author's own Python files. `language` is such as `Python 3.11.7`,
    `device` such as `CPU AMD EPYC with AVX2, 2 cores` or `GPU NVIDIA A100`. `outputs` is the digest
    of the outputs that a saved record stands beside: of others, say of a cell run by hand, it tells
    nothing. `kernel` is the name of the kernel's spec.

    A file without a SHA-256 in `data` was read, and lies where no build compares it: outside the
    log or in a hidden folder. `unseen` says what is missing there: all `files` that the run read,
    or those that `programs` read which it started.
    """

    key: str
    code: str
    started: str
    seconds: float
    language: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    device: str = ""
    seeds: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None
    outputs: str = ""
    kernel: str = ""
    unseen: Literal["", "files", "programs"] = ""

    @property
    def began(self) -> bool:
        """Whether there was a kernel for the run to begin with."""
        return not (self.fault and self.fault.kind == "kernel" and self.fault.cell is None)


@dataclass(frozen=True, slots=True)
class CellRun:
    """What one code cell gave: nbformat's own output objects, in their order.

    `source` is the `source_key` of the cell as it ran, empty where that is not known.
    """

    outputs: tuple[Mapping[str, Any], ...] = ()
    count: int | None = None
    seconds: float = 0.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """`cells` holds those code cells with code in them that ran, in their order: where the run
    stopped, fewer than the notebook has. `widgets` is `metadata.widgets` of the run notebook."""

    record: Record
    cells: tuple[CellRun, ...] = ()
    widgets: Mapping[str, Any] = field(default_factory=dict)
