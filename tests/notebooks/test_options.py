"""Option lines at the top of a code cell are its label, caption and tags, and not shown as code."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import read_notebook
from studylog.notebooks.cells import Cell, read_cells
from studylog.notebooks.options import read_options, split_options
from tests.extension.converter import convert
from tests.notebooks.notebooks import code, prose, result, saved


def cells(*given: dict[str, Any]) -> list[Cell]:
    return list(read_cells({"cells": list(given)}))


def test_the_options_of_quarto_are_read() -> None:
    source = '#| label: fig-loss\n#| fig-cap: "Loss: train"\n#| fig-alt: It falls.\nplot()'
    (cell,) = cells(code(source))
    assert (cell.label, cell.caption, cell.alt) == ("fig-loss", "Loss: train", "It falls.")
    assert cell.source == "plot()"


def test_the_metadata_of_a_cell_goes_before_its_options() -> None:
    (cell,) = cells(code("#| label: a\nx", label="b", alt="c", caption="d", tags=["e"]))
    assert (cell.label, cell.alt, cell.caption) == ("b", "c", "d")
    assert cell.tags == {"e"}


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("echo: false", "remove-input"),
        ("output: false", "remove-output"),
        ("include: false", "remove-cell"),
        ("code-fold: true", "hide-input"),
        ("tags: [metrics, x]", "metrics"),
    ],
)
def test_switches_are_tags(line: str, tag: str) -> None:
    (cell,) = cells(code(f"#| {line}\nx"))
    assert tag in cell.tags


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("a: b", {"a": "b"}),
        ("a: 'it''s'", {"a": "it's"}),
        ("a: |\n  b\n  c", {"a": "b\nc\n"}),
        ("a: b # c", {"a": "b"}),
        ("a: -3", {"a": -3}),
        ("a: [\nb: c", {"a": "[", "b": "c"}),
        ("a", {}),
        ("", {}),
    ],
)
def test_options_are_yaml(text: str, options: dict[str, Any]) -> None:
    assert read_options(text) == options


def test_a_comment_further_down_is_code() -> None:
    assert split_options("x\n#| label: a") == ("", "x\n#| label: a")
    assert split_options("# | x") == ("", "# | x")


def test_cells_with_code_are_counted() -> None:
    given = cells(prose("x"), code("a"), code(" "), prose("y", "raw"), code("#| echo: false"))
    assert [(c.number, c.ordinal) for c in given] == [
        (0, None), (1, 1), (2, None), (3, None), (4, 2),
    ]  # fmt: skip


def test_json_among_outputs_stays_what_it_is() -> None:
    plot = {
        "application/vnd.plotly.v1+json": {"data": []},
        "application/json": [1],
        "x/y": ["a", "b"],
    }
    output = {"output_type": "display_data", "data": plot, "metadata": {"image/png": {"width": 3}}}
    (cell,) = cells(code("x", output, result("1")))
    assert cell.outputs[0].objects == {
        "application/vnd.plotly.v1+json": {"data": []}, "application/json": [1],
    }  # fmt: skip
    assert cell.outputs[0].data == {"x/y": "ab"}
    assert cell.outputs[0].metadata == {"image/png": {"width": 3}}


def test_raw_cells_have_a_format() -> None:
    given = cells(
        prose("a", "raw", raw_mimetype="text/html"), prose("b", "raw", format="text/latex")
    )
    assert [c.format for c in given] == ["text/html", "text/latex"]


@given(st.text(alphabet="#|:ab \t\n'\"[{-\\%!&*>é\ud800"))
def test_no_source_raises(source: str) -> None:
    text, rest = split_options(source)
    assert isinstance(read_options(text), dict)
    assert source.lstrip("\n").endswith(rest) or rest == source


def _labelled(*labels: str) -> tuple[list[str], list[str]]:
    """The ids on the page of cells with these labels, and what is said of them."""
    cells = [code(f"#| label: {label}\n{n}", result("1")) for n, label in enumerate(labels)]
    notebook, problems = read_notebook("notebooks/a.ipynb", saved(*cells))
    assert notebook
    ids = [e["id"] for e in BeautifulSoup(convert(notebook.markdown), "html.parser").select("[id]")]
    return [str(i) for i in ids], [p.message for p in problems]


def test_of_two_cells_with_one_label_the_first_has_it_and_both_are_named() -> None:
    ids, said = _labelled("fig-x", "fig-y", "fig-x")
    assert len(ids) == len(set(ids)) and {"fig-x", "fig-y"} <= set(ids)
    assert said == ["code cell 3 has the label of code cell 1, 'fig-x'"]


def test_two_labels_that_give_one_id_are_one() -> None:
    ids, said = _labelled("fig.x", "fig-x")
    assert ids.count("fig-x") == 1
    assert said == ["code cell 2 has the label of code cell 1, 'fig-x'"]


def test_a_label_that_a_cell_has_by_its_number_is_said() -> None:
    ids, said = _labelled("cell-2", "fig-x")
    assert ids.count("cell-2") == 1
    assert said == ["code cell 1 has the label 'cell-2', which a cell has by its number"]
