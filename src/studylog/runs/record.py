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
    nothing.
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


@dataclass(frozen=True, slots=True)
class CellRun:
    """What one code cell gave: nbformat's own output objects, in their order."""

    outputs: tuple[Mapping[str, Any], ...] = ()
    count: int | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """`cells` holds those code cells with code in them that ran, in their order: where the run
    stopped, fewer than the notebook has. `widgets` is `metadata.widgets` of the run notebook."""

    record: Record
    cells: tuple[CellRun, ...] = ()
    widgets: Mapping[str, Any] = field(default_factory=dict)
