"""A notebook's `Source` becomes what is known of the outputs that are stored in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from studylog.notebooks.cells import listed, mapping, text_of
from studylog.notebooks.program import code_cells_of, flags_of
from studylog.notebooks.source import Source, read_source
from studylog.runs import Fault
from studylog.runs.choose import Stored
from studylog.runs.digest import outputs_digest
from studylog.runs.keep import read_record
from studylog.runs.program import EXPECTED, SKIPPED

_LONGEST = 200


def read_stored(path: str, content: bytes) -> Stored:
    """What the file holds; nothing where the bytes are no notebook."""
    source, _ = read_source(path, content)
    return stored_of(source) if source else Stored()


def stored_of(source: Source) -> Stored:
    """Whether there are outputs, the record they carry, their order, and the error they show.

    A record that was written beside other outputs is none of theirs: a cell was run by hand since,
    or an output was edited. A notebook whose cells say nothing has been run if it carries a record
    and a cell is counted.
    """
    cells = code_cells_of(source.node)
    own = mapping(mapping(source.node.get("metadata")).get("studylog"))
    record = read_record(own["run"]) if "run" in own else None
    counts = [_count(cell) for cell in cells]
    outputs = [listed(cell.get("outputs")) for cell in cells]
    if record:
        fits = record.outputs == outputs_digest(outputs)
        record = replace(record, outputs="") if fits else None
    was_run = record is not None and any(counts)
    return Stored(
        has_outputs=was_run or any(outputs),
        record=record,
        out_of_order=_is_out_of_order(_count(c) for c in cells if SKIPPED not in flags_of(c)),
        stopped_at=_fault(cells),
    )


def _count(cell: Mapping[str, Any]) -> int | None:
    count = cell.get("execution_count")
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _is_out_of_order(counts: Iterable[int | None]) -> bool:
    """Whether a cell ran before one that stands above it, or without it."""
    last, was_left_out = 0, False
    for count in counts:
        if count is None:
            was_left_out = True
        elif was_left_out or count <= last:
            return True
        else:
            last = count
    return False


def _fault(cells: Sequence[Mapping[str, Any]]) -> Fault | None:
    """The first error that no one expected."""
    for ordinal, cell in enumerate(cells, start=1):
        for output in map(mapping, listed(cell.get("outputs"))):
            if output.get("output_type") == "error" and EXPECTED not in flags_of(cell):
                return Fault("error", _said(output), ordinal)
    return None


def _said(output: Mapping[str, Any]) -> str:
    lines = text_of(output.get("evalue")).strip().splitlines() or [""]
    said = ": ".join(part for part in (text_of(output.get("ename")), lines[0]) if part)
    return said[:_LONGEST].rstrip(". ") or "an error"
