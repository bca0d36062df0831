"""Dates of any precision find their month, and a row of months has no gap and an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.charts import Period
from studylog.charts.period import MOST_MONTHS, month_of, months_between, months_to_draw, span


@pytest.mark.parametrize(
    ("first", "last", "date", "held"),
    [
        ("2026", "2026", "2026-05-01", True),
        ("2026", "2026", "2025-12-31", False),
        ("2026-05", "2026-06", "2026-06-30", True),
        ("2026-05-10", "2026-06", "2026-05-09", False),
        ("2026-05-10", "2026-06", "2026-05", True),
        ("2026-05-10", "2026-06-02", "2026-06-03", False),
        ("2026-05-10", "2026-06-02", "2026", True),
        ("", "9999-12-31", "0001", True),
    ],
)
def test_a_period_holds_each_date_that_may_lie_in_it(
    first: str, last: str, date: str, held: bool
) -> None:
    assert Period(first, last).holds(date) is held


def test_a_year_names_no_month() -> None:
    assert [month_of(d) for d in ("2026-05-09", "2026-05", "2026", None)] == [
        "2026-05", "2026-05", None, None,
    ]  # fmt: skip


def test_months_run_over_the_year_s_end() -> None:
    assert months_between("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")


@given(st.lists(st.dates().map(lambda d: str(d)[:7]), min_size=1))
def test_the_months_drawn_have_no_gap_and_are_never_too_many(dated: list[str]) -> None:
    drawn = months_to_draw(dated)
    assert 1 <= len(drawn) <= MOST_MONTHS
    assert drawn == months_between(drawn[0], drawn[-1])
    assert {drawn[0], drawn[-1]} <= set(dated)


def test_a_slip_of_the_pen_makes_no_chart_of_centuries() -> None:
    assert months_to_draw(["2026-01", "0206-02", "2026-03", "9999-01"]) == months_between(
        "2026-01", "2026-03"
    )


def test_a_span_names_a_year_once() -> None:
    assert span("2026-05", "2026-05") == "in May 2026"
    assert span("2026-05", "2026-07") == "between May and July 2026"
    assert span("2025-05", "2026-07") == "between May 2025 and July 2026"
