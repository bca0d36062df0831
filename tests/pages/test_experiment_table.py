"""Experiments stand in a table: what they share has a column, what they don't stands in its row."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import Notebook
from studylog.notebooks.figures import Figure
from studylog.pages import render_experiments
from studylog.pages.experiment_values import shared_keys, show_value, values_of
from tests.pages.experiment_notebooks import ALL, FGSM, LR
from tests.pages.logs import EVIL, unsafe


def table(*notebooks: Notebook) -> BeautifulSoup:
    return BeautifulSoup(render_experiments(notebooks, {}, "notebooks/"), "html.parser")


def heads(soup: BeautifulSoup) -> list[str]:
    return [th.get_text() for th in soup.select("thead th")]


def cell(soup: BeautifulSoup, row: int, column: str) -> Tag:
    return soup.select("tbody tr")[row].find_all(["th", "td"])[heads(soup).index(column)]


def test_a4_names_that_two_experiments_share_have_a_column_each() -> None:
    soup = table(*ALL)
    assert heads(soup) == [
        "Experiment", "Date", "Run", "batch size", "test accuracy", "loss", "Other numbers",
    ]  # fmt: skip
    assert cell(soup, 0, "test accuracy").get_text() == "0.5"
    assert cell(soup, 1, "test accuracy").get_text() == "0.9712"
    assert cell(soup, 2, "loss").get_text() == "NaN"
    assert cell(soup, 2, "batch size").get_text() == ""


def test_a4_the_other_numbers_of_an_experiment_stand_in_its_row() -> None:
    others = cell(table(*ALL), 1, "Other numbers")
    pairs = [(d.dt, d.dd) for d in others.select("dl > div")]
    assert [(dt.get_text(), dd.get_text()) for dt, dd in pairs if dt and dd] == [
        ("optimizer", "adam"),
        ("steps", "12,345"),
    ]


def test_a4_many_numbers_fold_behind_the_first_four() -> None:
    others = cell(
        table(replace(LR, params={}, metrics={f"n{n}": n for n in range(9)})), 0, "Numbers"
    )
    assert len(others.select("dl")[0].select("div")) == 4
    assert others.select_one("summary") and others.select("summary")[0].get_text() == "5 more"
    assert len(others.select("details div")) == 5


def test_one_number_too_many_is_no_reason_to_fold() -> None:
    soup = table(replace(LR, params={}, metrics={f"n{n}": n for n in range(5)}))
    assert not soup.select("details") and len(soup.select("dl div")) == 5


def test_a4_rows_are_newest_first_with_figure_link_and_first_sentence() -> None:
    soup = table(*ALL)
    assert [tr["data-notebook"] for tr in soup.select("tbody tr")] == [
        "notebooks/deep/fgsm.ipynb", "notebooks/lr-range.ipynb", "notebooks/notes.ipynb",
    ]  # fmt: skip
    title = cell(soup, 1, "Experiment")
    assert [a["href"] for a in title.select("a")] == ["lr-range/", "lr-range/"]
    assert title.select("img")[0]["src"] == "lr-range_files/figure%201.svg"
    assert title.p and "second" not in title.p.get_text()
    assert soup.select("th[aria-sort]")[0].get_text() == "Date"


def test_a3_the_state_of_the_outputs_stands_in_the_row_in_words() -> None:
    soup = table(*ALL)
    assert cell(soup, 0, "Run").get_text() == "12 s outputs older than code"
    assert cell(soup, 1, "Run").get_text() == "12 s"
    assert cell(soup, 1, "Run")["data-sort"] == "12.4"
    assert cell(soup, 2, "Run").get_text() == ""


def test_a_log_without_dates_runs_and_metrics_has_no_empty_columns() -> None:
    assert heads(table(Notebook(path="notebooks/a.ipynb", title="A"))) == ["Experiment"]


def test_no_experiment_says_how_to_begin() -> None:
    assert "Put a notebook into notebooks/" in table().get_text()
    assert not table().select("table")


def test_a_wide_table_can_be_scrolled_by_keyboard() -> None:
    frame = table(*ALL).select(".experiments-scroll")[0]
    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "group", "Experiments")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.97123, "0.9712"), (0.5, "0.5"), (1.2e-5, "1.2e-5"), (5.8e-11, "5.8e-11"), (0, "0"),
        (12345, "12,345"), (9999, "9999"), (2233.33333, "2233"), (99999.9, "100,000"), (77.0, "77"),
        (0.99999, "1"), (-0.25, "-0.25"), (1e300, "1e300"), (10**400, "1e400"), (0.05, "0.05"),
        (True, "yes"), (False, "no"), (float("inf"), "∞"), (float("nan"), "NaN"), ("a_b", "a b"),
        (None, None), ([1], None), ({}, None),
    ],
)  # fmt: skip
def test_a4_a_number_keeps_the_digits_that_count(value: object, text: str | None) -> None:
    assert show_value(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_a_shown_number_is_the_number(value: float) -> None:
    shown = show_value(value)
    assert shown is not None
    off = abs(Fraction(shown.replace(",", "")) - Fraction(value))
    assert off <= abs(Fraction(value)) * Fraction(6, 10_000)


def test_spellings_of_one_name_share_a_column_and_metrics_count_before_params() -> None:
    values = values_of(replace(LR, params={"Loss": 1, "lr": 2}, metrics={"loss": 3}))
    assert [(v.name, v.text, v.kind) for v in values.values()] == [
        ("lr", "2", "param"),
        ("loss", "3", "metric"),
    ]


def test_params_leave_room_for_metrics() -> None:
    notebook = replace(
        LR, params={f"p{n}": n for n in range(9)}, metrics={f"m{n}": n for n in range(9)}
    )
    rows = [values_of(notebook)] * 2
    assert shared_keys(rows, 5) == ("p0", "p1", "m0", "m1", "m2")
    assert shared_keys([values_of(replace(notebook, metrics={}))] * 2, 3) == ("p0", "p1", "p2")
    assert shared_keys([values_of(replace(notebook, params={}))] * 2, 3) == ("m0", "m1", "m2")


def test_hostile_titles_names_and_values_are_text() -> None:
    evil = replace(
        FGSM,
        path=f"notebooks/{EVIL}.ipynb",
        title=EVIL,
        params={EVIL: EVIL},
        metrics={f"{EVIL}2": EVIL, **{f"{EVIL}{n}": 1 for n in range(9, 20)}},
    )
    html = render_experiments((evil, replace(evil, title=f"{EVIL} 2")), {}, "notebooks/")
    assert unsafe(html) == []
    assert EVIL.replace("_", " ") in BeautifulSoup(html, "html.parser").get_text()


def test_sixty_experiments_are_sixty_rows() -> None:
    many = [
        replace(LR, path=f"notebooks/n{n}.ipynb", title=f"N {n}", metrics={"a": n, f"b{n}": 1})
        for n in range(60)
    ]
    soup = table(*many)
    assert len(soup.select("tbody tr")) == 60
    assert json.dumps(heads(soup)).count('"a"') == 1


def test_a_summary_that_ends_the_row_is_text() -> None:
    for summary in ("</p></div></th></tr></table>End", "<b><i>Open", "<svg><g>x</svg> y", "<b/>x"):
        soup = table(replace(LR, summary=summary), FGSM)
        assert len(soup.select("table.experiments > tbody > tr")) == 2
        assert not soup.select_one(".experiment-said :is(b, i, svg)")


def test_a_summary_keeps_its_emphasis_and_formulas() -> None:
    soup = table(replace(LR, summary="**Bold** H<sub>2</sub>O, `a<b` and $x^2 < y$"))
    assert {e.name for e in soup.select(".experiment-said p *")} >= {
        "strong",
        "sub",
        "code",
        "math",
    }


def test_a_frame_that_stands_first_is_no_picture_of_a_row() -> None:
    frame = Figure("lr-range_files/frame_1_0.html", b"", "")
    with_frame = table(replace(LR, figures=(frame, *LR.figures)))
    assert with_frame.select_one("img") == table(LR).select_one("img")
    assert not table(replace(LR, figures=(frame,))).select_one("img")
