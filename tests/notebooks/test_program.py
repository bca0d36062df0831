"""What runs of a notebook, and what is stored in it, is read from its bytes alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from studylog.notebooks import read_program, read_stored
from studylog.runs import Fault, Record
from studylog.runs.choose import Stored
from studylog.runs.digest import outputs_digest
from studylog.runs.keep import record_as_dict
from tests.notebooks.notebooks import code, error, prose, result, saved
from tests.notebooks.test_read import JSON, NOTEBOOKS

PATH = "notebooks/deep/a.ipynb"
RECORD = Record("k", "c", "2026-11-21T18:02:11Z", 1.5)


def test_a_program_is_the_code_cells_that_hold_code() -> None:
    program = read_program(
        PATH, saved(prose("# T"), code("a = 1"), code(" \n"), prose("x", "raw"), code("a"))
    )
    assert program
    assert (program.path, program.cells) == (PATH, ("a = 1", "a"))
    assert (program.kernel, program.language) == ("python3", "python")


def test_option_lines_are_no_code_but_their_cell_counts() -> None:
    program = read_program(
        PATH,
        saved(code("#| label: fig-a\n#| fig-cap: A\n\nx = 1\n#| not: one"), code("#| echo: false")),
    )
    assert program and program.cells == ("\nx = 1\n#| not: one", "")


def test_a_caption_that_changes_changes_no_program() -> None:
    one, two = (saved(code(f"#| fig-cap: {c}\nx")) for c in ("one", "two"))
    assert read_program(PATH, one) == read_program(PATH, two)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (code("x", tags=["raises-exception", "metrics"]), {"raises-exception"}),
        (code("x", tags=["skip-execution"]), {"skip-execution"}),
        (code("#| eval: false\nx"), {"skip-execution"}),
        (code("#| error: true\nx"), {"raises-exception"}),
        (code("#| tags: [raises-exception]\nx", tags=["skip-execution"]),
         {"raises-exception", "skip-execution"}),
    ],
)  # fmt: skip
def test_what_a_run_heeds_of_a_cell_is_read(cell: dict[str, Any], expected: set[str]) -> None:
    program = read_program(PATH, saved(code("a"), code(""), cell))
    assert program and program.flags == (frozenset(), frozenset(expected))


def test_a_notebook_without_such_cells_has_no_flags() -> None:
    cells = code("#| eval: true\nx"), code("y", tags=["hide-input"]), code("", tags=["x"])
    program = read_program(PATH, saved(*cells))
    assert program and program.flags == ()


@pytest.mark.parametrize(
    ("metadata", "kernel", "language"),
    [
        ({"kernelspec": {"name": "ir", "language": "R"}}, "ir", "r"),
        ({"kernelspec": {"name": "torch", "display_name": "x"}}, "torch", "python"),
        ({"language_info": {"name": "julia"}}, "julia", "julia"),
        ({"kernelspec": 3, "language_info": []}, "python3", "python"),
    ],
)
def test_the_kernel_is_the_one_named(metadata: dict[str, Any], kernel: str, language: str) -> None:
    program = read_program(PATH, saved(code(), **metadata))
    assert program and (program.kernel, program.language) == (kernel, language)


def test_what_the_author_asks_of_a_run_is_read() -> None:
    own = {
        "execute": "never",
        "timeout_s": 30,
        "resources": {"GPU": 1},
        "data": ["train.csv", "../../docs/x/*.csv", "./train.csv"],
    }
    program = read_program(PATH, saved(code(), studylog=own))
    assert program
    assert (program.execute, program.timeout_s, program.resources) == ("never", 30.0, {"GPU": 1.0})
    assert program.data == ("notebooks/deep/train.csv", "docs/x/*.csv")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 10**5, b'{"cells": 3}'])
def test_what_is_no_notebook_has_no_program_and_nothing_stored(content: bytes) -> None:
    assert read_program(PATH, content) is None
    assert read_stored(PATH, content) == Stored()


def stored(*cells: dict[str, Any], **own: Any) -> Stored:
    return read_stored(PATH, saved(*cells, studylog=own))


def test_a_notebook_without_outputs_has_none() -> None:
    assert stored(code(count=3), prose("x")) == Stored()
    assert not stored(code("", result("of an empty cell"))).has_outputs


def test_the_record_of_a_saved_run_is_read() -> None:
    found = stored(code("x", result("1"), count=1), run=beside(result("1")))
    assert found == Stored(has_outputs=True, record=RECORD)


def test_a_record_beside_other_outputs_is_none_of_theirs() -> None:
    found = stored(code("x", result("by hand"), count=1), run=beside(result("1")))
    assert found == Stored(has_outputs=True)


def test_a_record_says_that_a_notebook_without_output_was_run() -> None:
    assert stored(code(count=1), run=beside()).has_outputs
    assert not stored(code(), run=beside()).has_outputs


def beside(*outputs: dict[str, Any]) -> dict[str, Any]:
    """The record as it is saved with one cell's outputs."""
    return record_as_dict(replace(RECORD, outputs=outputs_digest([outputs])))


@pytest.mark.parametrize("run", [None, 3, {}, {"key": 1}, [], {"key": "k", "code": "c"}])
def test_a_record_that_can_not_be_read_is_none(run: Any) -> None:
    assert stored(code("x", result("1")), run=run) == Stored(has_outputs=True)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([1, 2, 3], False),
        ([2, 5, 9], False),
        ([1, 2, None], False),
        ([None, None], False),
        ([], False),
        ([2, 1], True),
        ([1, 1], True),
        ([1, None, 2], True),
        ([None, 1], True),
    ],
)
def test_cells_that_ran_out_of_order_are_seen(counts: list[int | None], expected: bool) -> None:
    cells = [code("x", *([result("1")] if c else []), count=c) for c in counts]
    assert stored(*cells).out_of_order is expected


def test_a_cell_that_is_not_to_run_was_not_left_out() -> None:
    kept = code("y", tags=["skip-execution"])
    assert not stored(code("x", count=1), kept, code("x", result("1"), count=2)).out_of_order


def test_the_first_error_that_is_stored_is_said() -> None:
    found = stored(code("", error()), code(), code("x", result("1"), error()), code("y", error()))
    assert found.stopped_at == Fault("error", "ValueError: x is negative", 2)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("a\nb", "E: a"), ("", "E"), (3, "E"), ("x." * 300, "E: " + "x." * 98 + "x")],
)
def test_an_error_is_said_in_one_sentence(said: Any, expected: str) -> None:
    fault = stored(code("x", error("E", said))).stopped_at
    assert fault and fault.said == expected


def test_an_error_that_is_expected_is_no_fault() -> None:
    assert stored(code("x", error(), tags=["raises-exception"])).stopped_at is None
    assert stored(code("#| tags: [raises-exception]\nx", error())).stopped_at is None


@given(JSON | NOTEBOOKS)
def test_no_json_raises(value: Any) -> None:
    content = json.dumps(value).encode()
    read_stored(PATH, content)
    program = read_program(PATH, content)
    assert program is None or all(isinstance(cell, str) for cell in program.cells)
