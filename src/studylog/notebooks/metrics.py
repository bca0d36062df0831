"""The cells tagged `metrics` and `parameters` become the columns of the results table."""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.constants import FAULTS, LONGEST, Scalar, flat, is_scalar, value_of
from studylog.problem import Problem
from studylog.runs import Program
from studylog.runs.cells import read_cells as code_trees

METRICS_TAG = "metrics"
#: https://papermill.readthedocs.io/en/latest/usage-parameterize.html
_PARAMETERS = ("parameters", "injected-parameters")
_WIDEST = 80


def metrics_of(cells: Sequence[Cell]) -> dict[str, Scalar]:
    """What the cells tagged `metrics` show: a dict's repr, JSON, or JSON that is printed.

    Of several dicts in one cell it is the last; what a later cell says again, it says anew.
    """
    found: dict[str, Scalar] = {}
    for cell in cells:
        if cell.kind == "code" and METRICS_TAG in cell.tags:
            found |= next((flat(value) for text in _said(cell) if (value := _dict(text))), {})
    return found


def without_metrics(path: str, cells: Sequence[Cell]) -> Iterator[Problem]:
    """A note for each cell that is tagged `metrics` and shows something else."""
    for cell in cells:
        if cell.kind == "code" and METRICS_TAG in cell.tags and cell.outputs:
            if any(o.kind == "error" for o in cell.outputs) or any(map(_dict, _said(cell))):
                continue
            said = f"code cell {cell.ordinal} is tagged '{METRICS_TAG}' and shows no dict"
            hint = "let it end with a dict such as {'loss': 0.1}, or print one as JSON"
            yield Problem(path, None, said, hint, "note")


def params_of(cells: Sequence[Cell], language: str) -> dict[str, Scalar]:
    """The constants that the cell tagged `parameters` assigns, then those put in by papermill."""
    found: dict[str, Scalar] = {}
    for tag in _PARAMETERS if language == "python" else ():
        for cell in cells:
            if cell.kind == "code" and tag in cell.tags:
                found |= dict(_assigned(cell.source))
    return found


def _said(cell: Cell) -> Iterator[Any]:
    """What the cell says, the last first: results, then everything it printed and its last line."""
    for output in reversed(cell.outputs):
        yield from _results(output)
    printed = "".join(o.text for o in cell.outputs if o.kind == "stream" and o.name == "stdout")
    yield printed
    yield printed.strip().rpartition("\n")[2]


def _results(output: Output) -> Iterator[Any]:
    if "application/json" in output.objects:
        yield output.objects["application/json"]
    yield output.data.get("text/plain", "")


def _dict(said: Any) -> Mapping[str, Any]:
    """The dict that is said, else an empty one."""
    if isinstance(said, Mapping):
        return said
    text = said.strip() if isinstance(said, str) else ""
    if not text.startswith("{") or len(text) > LONGEST:
        return {}
    for read in (json.loads, _literal):
        try:
            value = read(text)
        except FAULTS:
            continue
        if isinstance(value, dict):
            return value
    return {}


def _literal(text: str) -> Any:
    with warnings.catch_warnings():  # of "\\d" and the like, which are not ours to show
        warnings.simplefilter("ignore")
        return value_of(ast.parse(text, mode="eval").body)


def _assigned(source: str) -> Iterator[tuple[str, Scalar]]:
    """Names and values of the assignments that write out a value."""
    trees = code_trees(Program("", cells=(source,) if len(source) <= LONGEST else ()))
    for node in (node for tree in trees for node in tree.body):
        if isinstance(node, ast.AnnAssign) and node.value:
            yield from _pairs([node.target], node.value)
        elif isinstance(node, ast.Assign):
            yield from _pairs(node.targets, node.value)


def _pairs(targets: Sequence[ast.expr], written: ast.expr) -> Iterator[tuple[str, Scalar]]:
    for target in targets:
        if isinstance(target, ast.Name):
            value = _shown(written)
            if value is not None:
                yield target.id, value
        elif isinstance(target, ast.Tuple) and isinstance(written, ast.Tuple):
            for one, part in zip(target.elts, written.elts, strict=False):
                yield from _pairs([one], part)


def _shown(written: ast.expr) -> Scalar | None:
    """A scalar as it is, a short list or dict as it is written."""
    try:
        value = value_of(written)
        text = ast.unparse(written) if isinstance(value, (list, dict)) else ""
    except FAULTS:
        return None
    if text:
        return text if len(text) <= _WIDEST else None
    return value if is_scalar(value) else None
