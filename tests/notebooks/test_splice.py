"""A run is spliced into notebooks written in any manner, and nothing else in them changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import read_program, read_stored
from studylog.notebooks.json_spans import Span, read_spans
from studylog.notebooks.splice import splice_run
from studylog.problem import Problem
from studylog.runs import CellRun, Record, Run, code_key
from studylog.runs.digest import outputs_digest
from studylog.runs.keep import record_as_dict
from tests.logs import REPOSITORY
from tests.samples import samples

PATH = "notebooks/a.ipynb"
RECORD = Record("0" * 64, "1" * 64, "2026-11-21T18:02:11Z", 1.5, packages={"numpy": "2.4.6"})
STREAM = {"output_type": "stream", "name": "stdout", "text": "é: 1\nzwei\n"}
SHOWN = {
    "output_type": "execute_result",
    "data": {"text/plain": "1", "image/svg+xml": "<svg>\n</svg>", "application/json": {"a": [1]}},
    "metadata": {},
    "execution_count": 1,
}
RUN = Run(RECORD, (CellRun((STREAM, SHOWN), 1, 0.1), CellRun((), 2, 0.1)))
CODE = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [],
        "source": ["print(1)"]}  # fmt: skip
EMPTY = {**CODE, "id": "b", "source": ["\n"], "execution_count": 7}
PROSE = {"cell_type": "markdown", "id": "c", "metadata": {}, "source": 'A naïve "x"\\u00e9 \u00b2'}


def of(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


THREE = of(PROSE, CODE, EMPTY, {**CODE, "id": "d"})


def fitting(content: bytes, run: Run = RUN) -> Run:
    """The run as one of the code that the notebook has."""
    program = read_program(PATH, content)
    assert program
    return replace(run, record=replace(run.record, code=code_key(program)))


def recorded(content: bytes, run: Run = RUN) -> dict[str, Any]:
    run = fitting(content, run)
    digest = outputs_digest(cell.outputs for cell in run.cells)
    return record_as_dict(replace(run.record, outputs=digest))


def spliced(content: bytes, run: Run = RUN) -> bytes:
    result = splice_run(PATH, content, fitting(content, run))
    assert isinstance(result, bytes), result
    return result


def without_run(value: Any) -> Any:
    """The notebook less what a run may change in it."""
    plain = json.loads(json.dumps(value))
    for cell in plain["cells"]:
        if cell["cell_type"] == "code" and "".join(cell["source"]).strip():
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    plain.setdefault("metadata", {}).pop("widgets", None)
    plain["metadata"].setdefault("studylog", {}).pop("run", None)
    return plain


def manner(**options: Any) -> Callable[[Any], bytes]:
    plain = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ": "), **options}
    return lambda value: json.dumps(value, **plain).encode()


MANNERS: dict[str, Callable[[Any], bytes]] = {
    "jupyter": lambda v: manner(indent=1)(v) + b"\n",
    "two blanks": manner(indent=2, ensure_ascii=True),
    "tabs": lambda v: manner(indent="\t")(v) + b"\n\n",
    "no indentation": manner(indent=0),
    "one line": manner(separators=(", ", ": "), ensure_ascii=True),
    "tight": manner(separators=(",", ":")),
    "windows": lambda v: b"\xef\xbb\xbf" + manner(indent=1)(v).replace(b"\n", b"\r\n"),
    "wide": manner(indent=4, separators=(",", " : ")),
    "backwards": lambda v: manner(indent=1, sort_keys=False)(dict(reversed(v.items()))),
}
written_in = pytest.mark.parametrize("write", MANNERS.values(), ids=MANNERS)


@written_in
def test_the_result_is_what_the_same_program_would_have_written(
    write: Callable[[Any], bytes],
) -> None:
    """Where the keys are there: the bytes are those of a notebook that was written with the run."""
    before = of(PROSE, CODE, EMPTY, CODE, studylog={"run": {}, "tags": ["a"]})
    cells = [dict(c) for c in before["cells"]]
    lines = ["é: 1\n", "zwei\n"]
    svg = ["<svg>\n", "</svg>"]
    shown = {**SHOWN, "data": {**SHOWN["data"], "text/plain": ["1"], "image/svg+xml": svg}}
    cells[1] |= {"execution_count": 1, "outputs": [{**STREAM, "text": lines}, shown]}
    cells[3] |= {"execution_count": 2}
    wanted = of(*cells, studylog={"run": recorded(write(before)), "tags": ["a"]})
    assert spliced(write(before)) == write(wanted)


def test_jupyter_itself_writes_the_same_bytes() -> None:
    content = MANNERS["jupyter"]({**THREE, "cells": [{**PROSE, "source": []}, *THREE["cells"][1:]]})
    node = nbformat.from_dict(json.loads(spliced(content)))
    assert (nbformat.writes(node) + "\n").encode() == spliced(content)


@written_in
def test_keys_that_are_absent_are_inserted(write: Callable[[Any], bytes]) -> None:
    bare = {k: v for k, v in CODE.items() if k not in ("outputs", "execution_count")}
    for notebook in (of(bare, PROSE, bare), {"nbformat": 4, "cells": [bare, {**bare, "z": 1}]}):
        result = spliced(write(notebook), replace(RUN, widgets={"a": {"state": {}}}))
        after = json.loads(result.decode("utf-8-sig"))
        assert without_run(after) == without_run(notebook)
        assert after["metadata"]["studylog"]["run"] == recorded(result)
        assert after["metadata"]["widgets"] == {"a": {"state": {}}}
        assert after["cells"][0]["execution_count"] == 1
        assert spliced(result, replace(RUN, widgets={"a": {"state": {}}})) == result


def test_an_inserted_key_stands_in_order_among_sorted_ones_else_last() -> None:
    content = MANNERS["jupyter"](of(CODE, kernelspec={"name": "x"}, tags=[], zoom=1))
    text = spliced(content, Run(RECORD, (CellRun(),), {"w": {}})).decode()
    keys = re.findall(r'^  "(\w+)"', text, re.M)
    assert keys == ["kernelspec", "studylog", "tags", "widgets", "zoom"]
    unsorted = spliced(b'{"nbformat":4,"metadata":{"z":1,"a":2},"cells":[]}', Run(RECORD)).decode()
    assert unsorted.startswith('{"nbformat":4,"metadata":{"z":1,"a":2,"studylog":{"run":{"key":"')


@written_in
def test_the_same_run_again_changes_no_byte(write: Callable[[Any], bytes]) -> None:
    once = spliced(write(THREE))
    assert spliced(once) == once


@written_in
def test_of_a_run_with_the_same_outputs_only_the_record_changes(
    write: Callable[[Any], bytes],
) -> None:
    once = spliced(write(THREE))
    later = replace(RUN, record=replace(RECORD, started="2026-12-24T00:00:00Z"))
    assert spliced(once, later) == once.replace(b"2026-11-21T18:02:11Z", b"2026-12-24T00:00:00Z")


def test_texts_that_another_program_has_not_cut_into_lines_stay_whole() -> None:
    stored = {**CODE, "execution_count": 1, "outputs": [STREAM, SHOWN]}
    record = recorded(json.dumps(of(stored)).encode())
    content = json.dumps(of(stored, studylog={"run": record}), indent=1).encode()
    assert spliced(content, replace(RUN, cells=RUN.cells[:1])) == content


def test_cells_that_did_not_run_have_no_outputs() -> None:
    stale = {**CODE, "execution_count": 9, "outputs": [STREAM]}
    after = json.loads(spliced(MANNERS["jupyter"](of(stale, stale, EMPTY, stale))))
    assert [c["execution_count"] for c in after["cells"]] == [1, 2, 7, None]
    assert [len(c["outputs"]) for c in after["cells"]] == [2, 0, 0, 0]


def test_widgets_of_an_earlier_run_go() -> None:
    after = json.loads(spliced(MANNERS["jupyter"](of(CODE, CODE, widgets={"a": {"state": {}}}))))
    assert after["metadata"]["widgets"] == {}


def test_escapes_are_written_as_the_file_writes_them() -> None:
    escaped = json.dumps(of(CODE, {**CODE, "source": "é"}), indent=1).encode()
    assert b"\\u00e9: 1" in spliced(escaped)
    plain = json.dumps(of(CODE, {**CODE, "source": "'\\u00e9' \\\\u00e9"}), indent=1).encode()
    assert "é: 1".encode() in spliced(plain)
    half = Run(RECORD, (CellRun(({**STREAM, "text": "\ud800 é"},), 1),))
    assert '"\\ud800 é"'.encode() in spliced(MANNERS["jupyter"](of(CODE)), half)


def test_white_space_a_mile_wide_is_not_repeated_on_each_line() -> None:
    content = b"{\n" + b" " * 100_000 + b'"cells": [], "metadata": {}, "nbformat": 4}'
    assert len(spliced(content, Run(RECORD))) < 101_000


def test_the_last_of_two_keys_with_one_name_is_the_one_that_counts() -> None:
    cell = json.dumps(CODE)[:-1] + ', "outputs": [1]}'
    content = b'{"cells": [%s], "metadata": {}, "nbformat": 4}' % cell.encode()
    run = Run(RECORD, (CellRun((STREAM,), 1),))
    assert json.loads(spliced(content, run))["cells"][0]["outputs"][0]["name"] == "stdout"
    assert b'"outputs": [], "source"' in spliced(content, run)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f"{PATH}:1: the notebook is empty"),
        (b'{"cells": [\n', f"{PATH}:2: the notebook is no JSON"),
        (b"\xff{}", f"{PATH}: the byte at offset 0 is not UTF-8"),
        (b"[]", f"{PATH}: the notebook can't be read: it holds no cells"),
        (b'{"nbformat": 4}', f"{PATH}: the notebook can't be read: it holds no cells"),
        (b'{"cells": []}', f"{PATH}: the notebook is of no nbformat, and outputs can be saved in "),
        (
            b'{"nbformat": 3, "worksheets": [], "metadata": {}}',
            f"{PATH}: the notebook is of nbformat '3', and outputs can be saved in nbformat 4 only "
            "(open it in Jupyter and save it)",
        ),
        (b'{"nbformat": 4, "cells": [], "metadata": 3}', f"{PATH}: the notebook's metadata is no"),
        (
            b'{"nbformat": 4, "cells": [], "metadata": {"studylog": 3}}',
            f"{PATH}: metadata.studylog is no object",
        ),
        (
            b'{"nbformat": 4, "cells": [3, {}]}',
            f"{PATH}: the notebook's code was changed since it ran, so its outputs were not saved "
            "(run it again)",
        ),
        (b'{"a": ' + b"[" * 100_000, f"{PATH}: the notebook can't be read"),
        (b'{"a": ' + b"9" * 9000 + b"}", f"{PATH}: the notebook can't be read"),
    ],
)
def test_what_no_run_can_be_written_into_is_said(content: bytes, said: str) -> None:
    result = splice_run(PATH, content, RUN)
    assert isinstance(result, Problem)
    assert str(result).startswith(said)
    assert result.level == "error"


def test_a_minor_version_that_is_not_known_stays() -> None:
    content = MANNERS["jupyter"]({**THREE, "nbformat_minor": 99})
    assert b'"nbformat_minor": 99\n}\n' in spliced(content)


def test_a_python_file_has_no_place_for_outputs() -> None:
    result = splice_run("notebooks/a.py", b"# %%\nprint(1)\n", RUN)
    assert isinstance(result, Problem)
    assert (result.level, str(result)) == (
        "note",
        "notebooks/a.py: a Python file has no place for outputs, so they were not saved",
    )


def test_a_value_nested_too_deeply_to_be_written_is_said() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    output = {"output_type": "display_data", "data": {"application/json": deep}, "metadata": {}}
    content = json.dumps(of(CODE)).encode()
    run = fitting(content, Run(RECORD, (CellRun((output,)),)))
    result = splice_run(PATH, content, run)
    assert isinstance(result, Problem)
    assert "nested too deeply" in result.message


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(texts, values, max_size=3)
gaps = st.text(" \t\n\r", max_size=3)
shown = st.builds(
    lambda kind, value: {"output_type": "display_data", "metadata": {}, "data": {kind: value}},
    st.sampled_from(["text/plain", "text/html", "image/svg+xml"]),
    texts,
)
outputs = st.lists(shown | st.builds(lambda t: {**STREAM, "text": t}, texts), max_size=2)
cells = st.builds(
    lambda kind, more, metadata, source, stored: {
        **({k: v for k, v in more.items() if k not in CODE}),
        "cell_type": kind,
        "metadata": metadata,
        "source": source,
        **({"outputs": stored, "execution_count": None} if kind == "code" else {}),
    },
    st.sampled_from(["code", "markdown", "raw"]),
    objects,
    objects,
    texts | st.lists(texts, max_size=2),
    outputs,
)
notebooks = st.builds(
    lambda given, metadata, more: {**more, "cells": given, "metadata": metadata, "nbformat": 4},
    st.lists(cells, max_size=4),
    objects | st.builds(lambda own, m: {**m, "studylog": own}, objects, objects),
    objects,
)


@st.composite
def written(draw: st.DrawFn, value: Any) -> str:
    """The value as JSON with white space of any kind wherever there may be some."""
    if isinstance(value, dict):
        members = [
            f"{draw(gaps)}{json.dumps(k)}{draw(gaps)}:{draw(gaps)}{draw(written(v))}{draw(gaps)}"
            for k, v in draw(st.permutations(list(value.items())))
        ]
        return "{" + (",".join(members) or draw(gaps)) + "}"
    if isinstance(value, list):
        items = (f"{draw(gaps)}{draw(written(v))}{draw(gaps)}" for v in value)
        return "[" + (",".join(items) or draw(gaps)) + "]"
    return json.dumps(value, ensure_ascii=draw(st.booleans()))


def run_of(notebook: Any, given: list[Any]) -> Run:
    """A run of the notebook whose cells gave the outputs, as far as it has cells."""
    count = sum(
        c["cell_type"] == "code" and bool("".join(c["source"]).strip()) for c in notebook["cells"]
    )
    return Run(RECORD, tuple(CellRun(tuple(o), n + 1) for n, o in enumerate(given[:count])))


def kept_apart(content: bytes, result: bytes) -> bool:
    """Whether the result has all bytes outside of the changed values, in their order."""
    spots = changeable(content)
    at = 0
    for part in spots:
        found = result.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def changeable(content: bytes) -> list[bytes]:
    """The parts of the content around the values that a run may change."""
    root = read_spans(content, 3)
    places: list[Span] = []
    for item in root.get("cells").value.items:  # type: ignore[union-attr]
        places += [m.value for m in item.members if m.key in ("outputs", "execution_count")]
    metadata = root.get("metadata").value  # type: ignore[union-attr]
    places += [m.value for m in metadata.members if m.key == "widgets"]
    places += [Span(m.value.end, m.value.end) for m in metadata.members]
    places.append(Span(metadata.members[0].start, metadata.members[0].start)
                  if metadata.members else metadata)  # fmt: skip
    parts, at = [], 0
    for place in sorted(places, key=lambda p: p.start):
        parts.append(content[at : place.start])
        at = place.end
    return [*parts, content[at:]]


@given(st.data(), notebooks, st.lists(outputs, max_size=4), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_in_any_manner_all_else_stays(
    data: st.DataObject, notebook: Any, given: list[Any], bom: bytes
) -> None:
    content = bom + data.draw(written(notebook)).encode()
    run = run_of(notebook, given)
    result = spliced(content, run)
    after = json.loads(result.decode("utf-8-sig"))
    assert without_run(after) == without_run(notebook)
    assert after["metadata"]["studylog"]["run"] == recorded(content, run)
    assert read_stored(PATH, result).record == fitting(content, run).record
    ran = [c for c in after["cells"] if c["cell_type"] == "code" and "".join(c["source"]).strip()]
    for n, cell in enumerate(ran):
        wanted = run.cells[n] if n < len(run.cells) else CellRun()
        assert cell["execution_count"] == wanted.count
        assert len(cell["outputs"]) == len(wanted.outputs)
    assert spliced(result, run) == result
    if "studylog" not in notebook["metadata"]:
        assert kept_apart(content, result)


@given(st.data(), objects | st.lists(values, max_size=3), st.integers(1, 4))
def test_a_span_is_where_its_value_stands(data: st.DataObject, value: Any, depth: int) -> None:
    content = data.draw(written(value)).encode()

    def look(span: Span, wanted: Any, left: int) -> None:
        assert json.loads(content[span.start : span.end]) == wanted
        if left and isinstance(wanted, dict):
            assert {m.key for m in span.members} == set(wanted)
            for member in span.members:
                assert content[member.start : member.start + 1] == b'"'
                look(member.value, wanted[member.key], left - 1)
        elif left and isinstance(wanted, list):
            assert len(span.items) == len(wanted)
            for inner, item in zip(span.items, wanted, strict=True):
                look(inner, item, left - 1)
        else:
            assert not span.members
            assert not span.items

    look(read_spans(content, depth), value, depth)


def real() -> list[Path]:
    return [*sorted((REPOSITORY / "notebooks").glob("*.ipynb")),
            *sorted((samples() / "corpus/notebooks").glob("*.ipynb"))]  # fmt: skip


def test_real_notebooks_keep_all_their_bytes_but_outputs_and_record() -> None:
    for path in real():
        content = path.read_bytes()
        before = json.loads(content)
        if before["nbformat"] != 4:
            assert isinstance(splice_run(PATH, content, Run(RECORD)), Problem)
            continue
        count = sum(
            c["cell_type"] == "code" and bool("".join(c["source"]).strip()) for c in before["cells"]
        )
        run = Run(RECORD, tuple(CellRun((STREAM,), n + 1) for n in range(count)))
        result = spliced(content, run)
        after = json.loads(result)
        assert without_run(after) == without_run(before), path.name
        assert spliced(result, run) == result
        valid = nbformat.validator.isvalid
        assert valid(after) or not valid(before)
        # Against the file's own outputs, too: where nothing ran anew, nothing but the record is.
        own = tuple(
            CellRun(tuple(c["outputs"]), c["execution_count"])
            for c in before["cells"]
            if c["cell_type"] == "code" and "".join(c["source"]).strip()
        )
        lines = set(spliced(content, Run(RECORD, own)).splitlines()) - set(content.splitlines())
        assert len(lines) <= 14, path.name
