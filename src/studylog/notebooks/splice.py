"""A run is written into the bytes of an .ipynb, which change at its outputs only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

from studylog.notebooks.cells import kind_of, mapping, source_of
from studylog.notebooks.json_manner import Manner, indent_of, read_manner, set_members
from studylog.notebooks.json_spans import Span, read_spans
from studylog.notebooks.program import program_of
from studylog.notebooks.source import read_source
from studylog.problem import Problem
from studylog.runs import CellRun, Run
from studylog.runs.digest import outputs_digest
from studylog.runs.keep import record_as_dict
from studylog.runs.key import code_key
from studylog.writing import Splice, splice

#: Spans for the notebook's members, its cells or what metadata holds, and the members of these.
_DEPTH = 3
# https://github.com/jupyter/nbformat/blob/v5.10.4/nbformat/v4/rwbase.py#L60
_SPLIT = ("text/", "application/javascript", "image/svg+xml")
_NOT_RUN = CellRun()


def splice_run(path: str, content: bytes, run: Run) -> bytes | Problem:
    """The notebook with the run's outputs, counts, widgets and record in it.

    What is there already, in whatever lines, stays as it is written, as does every other byte.
    Code cells that the run did not reach have no outputs then. A problem where the bytes are no
    notebook of nbformat 4, or hold other code than that which ran.
    """
    if not path.lower().endswith(".ipynb"):
        said = "a Python file has no place for outputs, so they were not saved"
        return Problem(path, None, said, level="note")
    source, problems = read_source(path, content)
    if source is None:
        return problems[0]
    node = json.loads(content.decode("utf-8-sig"))
    if fault := _fault(node):
        return Problem(path, None, *fault, "error")
    if code_key(program_of(source)) != run.record.code:
        said = "the notebook's code was changed since it ran, so its outputs were not saved"
        return Problem(path, None, said, "run it again", "error")
    try:
        return splice(content, _splices(content, read_spans(content, _DEPTH), node, run))
    except RecursionError:
        said = "an output is nested too deeply to be saved"
        return Problem(path, None, said, "print less of the value", "error")


def _fault(node: Mapping[str, Any]) -> tuple[str, str] | None:
    """What stands in the way, and its cure."""
    version, metadata = node.get("nbformat"), node.get("metadata")
    if version != 4:
        named = "no nbformat" if version is None else f"nbformat '{str(version)[:20]}'"
        return f"the notebook is of {named}, and outputs can be saved in nbformat 4 only", _SAVE
    if not isinstance(metadata, (dict, type(None))):
        return "the notebook's metadata is no object", _SAVE
    if not isinstance(mapping(metadata).get("studylog"), (dict, type(None))):
        return "metadata.studylog is no object", 'write {"date": "YYYY-MM-DD", "tags": []}'
    return None


_SAVE = "open it in Jupyter and save it"


def _splices(content: bytes, root: Span, node: Mapping[str, Any], run: Run) -> Iterator[Splice]:
    whole = root.get("cells")
    cells = whole.value.items if whole else ()
    manner = read_manner(content, root, cells)
    with_code = [(s, c) for s, c in zip(cells, node["cells"], strict=True) if _holds_code(c)]
    for (span, cell), ran in zip(with_code, chain(run.cells, repeat(_NOT_RUN)), strict=False):
        wanted = {"execution_count": ran.count, "outputs": [_split(o) for o in ran.outputs]}
        yield from set_members(content, manner, span, _new(wanted, cell), None)
    yield from _metadata(content, manner, root, node.get("metadata"), run)


def _metadata(
    content: bytes, manner: Manner, root: Span, given: Mapping[str, Any] | None, run: Run
) -> Iterator[Splice]:
    """The record and the widgets. Those of an earlier run become none, where this one has none."""
    stored = given or {}
    saved = replace(run.record, outputs=outputs_digest(cell.outputs for cell in run.cells))
    record = {"run": record_as_dict(saved)}
    wanted = {"widgets": run.widgets} if run.widgets or stored.get("widgets") else {}
    place = root.get("metadata")
    if place is None or given is None:
        whole = {"metadata": {"studylog": record, **wanted}}
        yield from set_members(content, manner, root, whole, None)
        return
    wanted = _new(wanted, stored)
    own = place.value.get("studylog")
    if own and stored["studylog"] is not None:
        new = _new(record, stored["studylog"])
        yield from set_members(content, manner, own.value, new, indent_of(content, own))
    else:
        wanted = {"studylog": record, **wanted}
    yield from set_members(content, manner, place.value, wanted, indent_of(content, place))


def _holds_code(cell: Any) -> bool:
    given = mapping(cell)
    return kind_of(given) == "code" and bool(source_of(given).strip())


def _new(wanted: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the wanted values that are not stored already."""
    return {k: v for k, v in wanted.items() if k not in stored or _sign(stored[k]) != _sign(v)}


def _sign(value: Any) -> str:
    """The same for values that are the same to Jupyter; those of outputs may be cut into lines."""
    plain = [_joined(o) for o in value] if isinstance(value, list) else value
    return json.dumps(plain, sort_keys=True)


def _joined(output: Any) -> Any:
    return _with_texts(output, _text, _is_text) if isinstance(output, dict) else output


def _split(output: Mapping[str, Any]) -> dict[str, Any]:
    """The output with its texts cut into lines, as Jupyter saves it."""
    return _with_texts(output, _lines, lambda kind: kind.startswith(_SPLIT))


def _with_texts(
    output: Mapping[str, Any], change: Callable[[Any], Any], is_text: Callable[[str], bool]
) -> dict[str, Any]:
    changed = dict(output)
    if output.get("output_type") == "stream" and "text" in output:
        changed["text"] = change(output["text"])
    if isinstance(data := output.get("data"), Mapping):
        changed["data"] = {k: change(v) if is_text(k) else v for k, v in data.items()}
    return changed


def _text(value: Any) -> Any:
    """The text; what is neither a text nor a list of lines as it is."""
    is_cut = isinstance(value, list) and all(isinstance(line, str) for line in value)
    return "".join(value) if is_cut else value


def _lines(value: Any) -> Any:
    return value.splitlines(keepends=True) if isinstance(value, str) else value


def _is_text(kind: str) -> bool:
    return not kind.startswith("application/") or not kind.endswith(("/json", "+json"))
