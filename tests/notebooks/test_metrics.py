"""Cells tagged `metrics` and `parameters` give the results table its values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.metrics import metrics_of, params_of, without_metrics

METRICS = frozenset({"metrics"})


def result(text: str) -> Output:
    return Output("execute_result", data={"text/plain": text})


def printed(text: str, name: str = "stdout") -> Output:
    return Output("stream", name, text)


def metrics(*outputs: Output) -> dict[str, Any]:
    others = Cell(0, "code", "x", outputs=(result("{'not': 'these'}"),))
    return metrics_of([others, Cell(1, "code", "m", METRICS, outputs=outputs)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{'loss': 0.5, 'epochs': 3}", {"loss": 0.5, "epochs": 3}),
        ('{"loss": 0.5, "best": true}', {"loss": 0.5, "best": True}),
        ("{'loss': np.float64(0.5), 'n': np.int64(-3)}", {"loss": 0.5, "n": -3}),
        ("{'ok': np.True_, 'b': np.bool_(True)}", {"ok": True, "b": True}),
        ("{'loss': tensor(0.5, device='cuda:0')}", {"loss": 0.5}),
        ("{'loss': np.float64(nan), 'top': -inf}", {"loss": "nan", "top": "-inf"}),
        ('{"loss": NaN}', {"loss": "nan"}),
        ("{'test': {'loss': 1, 'top': {'1': 2}}}", {"test.loss": 1, "test.top.1": 2}),
        ("{'loss': 1, 'curve': [3, 2, 1], 'none': None}", {"loss": 1}),
        ("{'loss': 1, 'weights': array([1., 2.])}", {"loss": 1}),
        ("{1: 2}", {"1": 2}),
        ("{'a': 1, **{'b': 2}}", {"a": 1}),
        ("{'n': 0x" + "f" * 5000 + "}", {}),
        ("{'n': " + "9" * 5000 + "}", {}),
        ("{'b': b'x'}", {}),
        ("{'a': " * 300 + "1" + "}" * 300, {}),
        ("[" * 5000, {}),
        ("{'a': " + "-" * 5000 + "1}", {}),
        ("{'a': __import__('os').system('true')}", {}),
        ("{'a': sqrt(4)}", {}),
        ("{'a': '\\d' is 1}", {}),
        ("[1]", {}),
        ("", {}),
    ],
)
@pytest.mark.filterwarnings("error")
def test_metrics_are_the_dict_that_the_tagged_cell_shows(
    text: str, expected: dict[str, Any]
) -> None:
    assert metrics(result(text)) == expected


def test_metrics_may_be_printed() -> None:
    assert metrics(printed("{'loss':"), printed(" 1}\n")) == {"loss": 1}


def test_metrics_may_be_the_last_line_of_what_is_printed() -> None:
    assert metrics(printed('epoch 1\nepoch 2\n{"loss": 1}\n')) == {"loss": 1}


def test_what_a_cell_warns_of_is_no_metric() -> None:
    assert metrics(printed("{'loss': 1}", "stderr")) == {}


def test_metrics_may_be_shown_as_json() -> None:
    shown = Output("display_data", objects={"application/json": {"loss": 1, "test": {"f1": 0.5}}})
    assert metrics(shown) == {"loss": 1, "test.f1": 0.5}


def test_the_last_dict_of_a_cell_counts() -> None:
    assert metrics(printed("{'a': 1}"), result("{'b': 2}")) == {"b": 2}


def test_later_cells_add_their_metrics() -> None:
    cells = [
        Cell(0, "code", "x", METRICS, outputs=(result("{'a': 1, 'b': 1}"),)),
        Cell(1, "code", "x", METRICS, outputs=(result("{'b': 2}"),)),
    ]
    assert metrics_of(cells) == {"a": 1, "b": 2}


def test_an_object_as_deep_as_it_likes_raises_nothing() -> None:
    deep: dict[str, Any] = {}
    for _ in range(3000):
        deep = {"a": deep, "n": 1}
    shown = Output("display_data", objects={"application/json": deep})
    assert len(metrics(shown)) <= 7


def test_a_cell_tagged_metrics_that_shows_none_is_noted() -> None:
    def said(*outputs: Output) -> list[str]:
        cell = Cell(0, "code", "x", METRICS, outputs=outputs, ordinal=3)
        return [p.message for p in without_metrics("notebooks/a.ipynb", [cell])]

    assert said(result("0.5")) == ["code cell 3 is tagged 'metrics' and shows no dict"]
    assert said() == said(result("{'a': 1}")) == said(Output("error", text="E")) == []


def params(source: str, *tags: str) -> dict[str, Any]:
    return params_of([Cell(0, "code", source, frozenset(tags or ("parameters",)))], "python")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("lr = 0.1\nname = 'a'\nbest = True", {"lr": 0.1, "name": "a", "best": True}),
        ("lr: float = 1e-3  # the rate", {"lr": 1e-3}),
        ("a = b = 3", {"a": 3, "b": 3}),
        ("a, b = 1, -2", {"a": 1, "b": -2}),
        ("steps = int(1e4)", {"steps": 10000}),
        ("sizes = [64, 64]", {"sizes": "[64, 64]"}),
        ("rate = 2 * 3\nn = len('x')\nx = None", {}),
        ("%matplotlib inline\n!ls\nlr = 1", {"lr": 1}),
        ("import os\nfor i in range(3):\n    n = 1\nlr = 1", {"lr": 1}),
        ("self.x = 1\nd['a'] = 2\nlr = 1", {"lr": 1}),
        ("lr = 1 +", {}),
        ("n = " + "9" * 4000, {}),
        ("x = " + "(" * 3000, {}),
        ("", {}),
    ],
)
@pytest.mark.filterwarnings("error")
def test_params_are_the_constants_that_the_tagged_cell_assigns(
    source: str, expected: dict[str, Any]
) -> None:
    assert params(source) == expected


def test_what_papermill_put_in_goes_before_the_defaults() -> None:
    cells = [
        Cell(0, "code", "lr = 2", frozenset({"injected-parameters"})),
        Cell(1, "code", "lr = 1\nn = 3", frozenset({"parameters"})),
    ]
    assert params_of(cells, "python") == {"lr": 2, "n": 3}


def test_only_python_has_params() -> None:
    assert params_of([Cell(0, "code", "x = 1", frozenset({"parameters"}))], "julia") == {}


WORDS = st.lists(
    st.sampled_from(
        ["{", "}", "'a'", ":", ",", "1", "-", "nan", "np.float64(", ")", "[", "]", "'", '"', "\\",
         "\n", " ", "x", "=", "(", "inf", "true", "\x00", "0x", "é", "**", "lambda", "f'{"]
    )
).map("".join)  # fmt: skip


@given(WORDS)
@pytest.mark.filterwarnings("error")
def test_no_text_raises(text: str) -> None:
    found = {**metrics(result(text), printed(text)), **params(text)}
    assert all(isinstance(value, (bool, int, float, str)) for value in found.values())
