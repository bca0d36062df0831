"""A notebook's outputs beside its code as it is now become what a page may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from studylog.runs.record import Fault, Record, Run

State = Literal[
    "current", "older-than-code", "older-than-data", "unverified", "failed", "not-run", "no-code"
]

Part = Literal["cells", "kernel"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is what is shown of the outputs; `record` that of the run that made them, if known.

    `packages` maps each distribution, and the language, that is another now to its versions then
    and now, `code` tells which part of the code is another, `data` are the files that changed
    since, `modules` likewise the author's own Python files, and `missing` those of both, and
    `absent` the packages, that are not here to be compared. `out_of_order` says that stored cells
    were not run from top to bottom. `running` is the preview's: a new run of the notebook is under
    way. `fault` is where the outputs that are shown came to their end: the record's or, where there
    is no record, what the stored outputs tell. It is of kind `kernel` where a later run had none to
    begin with.
    """

    state: State
    record: Record | None = None
    packages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    out_of_order: bool = False
    running: bool = False
    fault: Fault | None = None
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    code: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook's page shows: the outputs of `run`, or, where it is None, those that are
    stored in the file."""

    standing: Standing
    run: Run | None = None
