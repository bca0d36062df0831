"""Figures that Plotly itself made become pictures with their numbers."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks.plot_scale import scale_of
from studylog.notebooks.plot_shapes import spread_of
from studylog.notebooks.plot_values import values_of
from studylog.notebooks.plotly import MEDIA_TYPE, read_plot
from tests.notebooks.showing import code, display, made_of, page_of


def json_of(figure: go.Figure) -> Any:
    return json.loads(figure.to_json())


def shown(figure: go.Figure, **data: str) -> BeautifulSoup:
    return page_of(code(display({MEDIA_TYPE: json_of(figure), **data})))


def rows(page: BeautifulSoup) -> list[list[str]]:
    return [[c.text for c in row.select("td")] for row in page.select("tbody tr")]


def test_lines_and_points_have_axes_a_key_and_their_numbers() -> None:
    figure = go.Figure([
        go.Scatter(x=[1, 2, 3], y=np.array([1.5, 4, 9]), name="train"),
        go.Scatter(x=[1, 2], y=[2, None], name="test <b>", mode="markers"),
    ])  # fmt: skip
    figure.update_layout(title="Loss<br>falls", xaxis_title="step", yaxis_title="loss")
    page = shown(figure)
    (picture,) = page.select("svg[role=img]")
    assert picture["aria-label"] == (
        "Loss falls. Lines and points of train, test: loss against step. "
        "The numbers are in the table below."
    )
    assert page.select_one(".plot-title").text == "Loss falls"
    assert [a.text for a in page.select(".plot-axis")] == ["loss", "step"]
    assert [k.text for k in page.select(".plot-key li")] == ["train", "test"]
    assert len(page.select(".plot-frame path.plot-line")) == 1
    assert rows(page)[0] == ["train", "1", "1.5"] and rows(page)[-1] == ["test", "2", ""]
    assert [h.text for h in page.select("thead th")] == ["Series", "step", "loss"]


def test_bars_of_words_grow_from_the_ground() -> None:
    page = shown(px.bar(x=["a", "b"], y=[3, -1]))
    (bars,) = page.select("path.plot-bar")
    assert bars["d"].count("z") == 2
    assert rows(page) == [["a", "3"], ["b", "-1"]]


def test_bars_to_the_right_have_their_names_at_the_left() -> None:
    page = shown(px.bar(x=[3, 5], y=["one", "two"], orientation="h"))
    assert [t.text for t in page.select("text[text-anchor=end]")] == ["one", "two"]
    assert page.select("g[transform]")


def test_a_histogram_counts_every_value_once() -> None:
    values = np.random.default_rng(0).normal(size=500)
    counted = [float(row[1]) for row in rows(shown(px.histogram(x=values)))]
    assert sum(counted) == 500
    words = rows(shown(px.histogram(x=["a", "b", "a"])))
    assert words == [["a", "2"], ["b", "1"]]


def test_a_heatmap_has_a_scale_and_every_number() -> None:
    page = shown(px.imshow(np.arange(12).reshape(3, 4)))
    assert page.select_one(".plot-scale").text.split() == ["0", "11"]
    assert rows(page)[2] == ["2", "8", "9", "10", "11"]
    # Plotly's images begin at the top.
    assert [t.text for t in page.select("text[text-anchor=end]")] == ["2", "1", "0"]


def test_boxes_have_the_quartiles_of_numpy() -> None:
    values = np.random.default_rng(1).normal(size=101)
    spread = spread_of(tuple(float(v) for v in values))
    assert spread
    assert np.allclose(
        (spread.first, spread.middle, spread.third), np.percentile(values, [25, 50, 75])
    )
    page = shown(go.Figure([go.Box(y=values, name="a"), go.Box(y=values + 1, name="b")]))
    assert [row[0] for row in rows(page)] == ["a", "b"]
    assert len(page.select("path.plot-box")) == 2


def test_a_logarithmic_axis_has_powers_of_ten() -> None:
    figure = px.line(x=[1, 2, 3], y=[1e-3, 1, 1e3], log_y=True)
    ticks = [float(t.text) for t in shown(figure).select("text[text-anchor=end]")]
    assert ticks and all(math.log10(t).is_integer() for t in ticks)


def test_many_numbers_are_a_file_and_the_picture_stays_small() -> None:
    made = made_of(code(display({MEDIA_TYPE: json_of(px.line(y=np.arange(20_000.0)))})))
    assert [f.path for f in made.figures] == ["f_files/plot_0_0.csv"]
    assert made.figures[0].content.decode().count("\n") == 20_001
    assert len(made.markdown) < 60_000


@pytest.mark.parametrize("figure", [
    px.scatter_3d(x=[1], y=[1], z=[1]), px.pie(values=[1, 2]), go.Figure(),
    go.Figure(go.Scatter(x=[1], y=[2], yaxis="y2")),
])  # fmt: skip
def test_a_figure_of_another_kind_is_its_picture_or_a_sentence(figure: go.Figure) -> None:
    assert "of which no picture is stored" in shown(figure).select_one(".output-note").text
    png = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAC0lEQVR4nGNgQAcAABIAAQ=="
    assert shown(figure, **{"image/png": png}).img


def test_the_interactive_form_unfolds_below_the_picture_where_it_is_trusted() -> None:
    data = {MEDIA_TYPE: json_of(px.line(y=[1, 2])), "text/html": "<script>draw()</script>"}
    page = page_of(code(display(data)), trust=True)
    assert page.select_one(".output-plot ~ .output-frame details iframe")
    connected = {**data, "text/html": '<script src="https://cdn.plot.ly/x.js"></script>'}
    assert not page_of(code(display(connected)), trust=True).iframe
    assert not page_of(code(display(data))).iframe


@pytest.mark.parametrize("kind", ["i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8"])
def test_typed_arrays_are_read_as_numpy_wrote_them(kind: str) -> None:
    values = np.array([0, 1, 100], dtype=kind)
    given = json_of(go.Figure(go.Scatter(y=values)))["data"][0]["y"]
    assert values_of(given) == (0.0, 1.0, 100.0)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["scatter", "bar", "histogram", "box", "heatmap", "f8", "AAAAAAAA8D8="]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "x", "y", "z", "name", "mode", "dtype", "bdata", "shape", "nbinsx"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
NUMBERS = st.lists(st.floats() | st.integers() | st.none() | st.text(max_size=2), max_size=6)
TRACES = st.fixed_dictionaries(
    {"type": st.sampled_from(["scatter", "bar", "histogram", "box", "heatmap"])},
    optional={
        "x": NUMBERS,
        "y": NUMBERS,
        "z": st.lists(NUMBERS, max_size=3) | JSON,
        "name": JSON,
        "mode": st.sampled_from(["lines", "markers"]),
        "orientation": st.just("h"),
        "nbinsx": JSON,
    },
)
AXIS = st.fixed_dictionaries({}, optional={"type": st.just("log"), "title": JSON})


@given(
    JSON
    | st.fixed_dictionaries(
        {
            "data": st.lists(TRACES | JSON, max_size=3),
            "layout": st.fixed_dictionaries(
                {}, optional={"xaxis": AXIS, "yaxis": AXIS, "title": JSON}
            )
            | JSON,
        }
    )
)
def test_no_json_raises_and_every_place_is_a_number(value: Any) -> None:
    read_plot(value)
    made = made_of(code(display({MEDIA_TYPE: value}))).markdown
    for path in re.findall(r' d="([^"]*)"', made):
        assert re.fullmatch(r"[MLVHhvz0-9 .-]*", path)


@given(st.lists(st.floats(allow_nan=False) | st.integers(-5, 5), min_size=1))
def test_every_value_has_its_place_on_its_axis(given_values: list[float]) -> None:
    values = [v for v in values_of(given_values) if v is not None]
    scale = scale_of(values)
    places = [scale.place(v) for v in values]
    assert all(p is not None and -1 <= p <= 1001 for p in places)
    assert len(scale.ticks) <= 12
