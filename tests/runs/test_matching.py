"""Outputs stand under the cells that made them, whatever was written above or between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.runs import CellRun
from studylog.runs.key import source_key
from studylog.runs.matching import match_cells

CODES = st.lists(st.sampled_from("abcd"), max_size=8)


def ran(*sources: str) -> list[CellRun]:
    return [CellRun((), n, source=source_key(s)) for n, s in enumerate(sources, start=1)]


def matched(now: str, then: str) -> str:
    """For each cell now the number of the run that it gets, `-` for none."""
    found = match_cells(list(now), ran(*then))
    return "".join("-" if run.count is None else str(run.count) for run in found)


@pytest.mark.parametrize(
    ("now", "then", "numbers"),
    [
        ("abc", "abc", "123"),
        ("Xabc", "abc", "-123"),
        ("abXc", "abc", "12-3"),
        ("ac", "abc", "13"),
        ("aXc", "abc", "123"),
        ("caabc", "aabc", "-1234"),
        ("XaYbc", "abc", "-1-23"),
        ("sabc", "abcs", "-123"),
        ("cab", "abc", "-12"),
        ("abc", "a", "1--"),
        ("abc", "", "---"),
        ("", "abc", ""),
    ],
    ids=[
        "the same cells have their runs",
        "a cell inserted at the top has none",
        "a cell inserted in between has none",
        "the run of a cell that is gone is not shown",
        "a cell that was edited where it stands has that of its earlier text",
        "a copy of a later cell at the top has none",
        "two inserted cells have none",
        "a cell that moved up does not take its outputs past the others",
        "of cells in another order the most keep theirs",
        "cells that the run did not reach have none",
        "a run that reached no cell gives none",
        "a notebook without code has none",
    ],
)
def test_a_cell_has_the_run_of_its_source(now: str, then: str, numbers: str) -> None:
    assert matched(now, then) == numbers


def test_line_ends_and_blanks_at_the_end_are_no_other_source() -> None:
    assert match_cells(["Z", "a\r\nb\n"], ran("a\nb"))[1].count == 1


def test_runs_that_do_not_tell_their_sources_are_taken_in_their_order() -> None:
    runs = [CellRun((), 1), CellRun((), 2)]
    assert match_cells(["X", "a", "b"], runs) == [*runs, CellRun()]


@given(CODES, CODES)
def test_no_run_is_shown_twice_or_out_of_its_order(now: list[str], then: list[str]) -> None:
    found = match_cells(now, ran(*then))
    counts = [run.count for run in found if run.count is not None]
    assert len(found) == len(now)
    assert counts == sorted(set(counts))


@given(CODES)
def test_a_notebook_as_it_ran_has_all_its_runs(codes: list[str]) -> None:
    runs = ran(*codes)
    assert match_cells(codes, runs) == runs


@given(CODES, CODES)
def test_cells_below_an_inserted_one_keep_their_runs(above: list[str], below: list[str]) -> None:
    runs = ran(*above, *below)
    found = match_cells([*above, "inserted", *below], runs)
    assert [run for run in found if run.count is not None] == runs
    assert found[len(above)] == CellRun()
