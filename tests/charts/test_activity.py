"""What is done on a day is counted on that day, and the days become grids of weeks."""

from __future__ import annotations

from hypothesis import given

from studylog.bib import Entry
from studylog.charts import Day, Period, activity_by_day
from studylog.charts.activity import say_activity
from studylog.charts.calendar import MOST_YEARS, lay_out
from tests.charts.makers import ENTRIES, entry, notebook, post

ENTRY = entry("read", started="2026-06-03", finished="2026-06-04")
SMALL = activity_by_day(
    [ENTRY, entry("read", started="2026-06", finished="2026-06-04"), entry("reading"), entry(None)],
    [post("2026-06-04"), post("2026-06-05", draft=True)],
    [notebook("2025-12-31"), notebook(None), notebook("2025")],
)


def test_posts_runs_and_entries_are_counted_on_their_days() -> None:
    assert SMALL.days == (
        Day("2025-12-31", runs=1),
        Day("2026-06-03", started=1),
        Day("2026-06-04", posts=1, finished=2),
    )
    assert (SMALL.partial, SMALL.undated, SMALL.undated_runs) == (2, 1, 1)


def test_the_sentence_sums_what_was_done() -> None:
    assert say_activity(SMALL) == (
        "3 days with something done, between December 2025 and June 2026: "
        "1 post, 1 run, 1 entry started, 2 entries finished."
    )


def test_a_period_is_exact_to_the_day() -> None:
    days = activity_by_day([ENTRY], [], [], Period("2026-06-04", "2026-06-04")).days
    assert [day.day for day in days] == ["2026-06-04"]


@given(ENTRIES)
def test_every_date_is_on_a_day_or_said(entries: list[Entry]) -> None:
    activity = activity_by_day(entries, [], [])
    dates = sum(bool(e.started) + bool(e.finished) for e in entries)
    assert sum(day.total for day in activity.days) + activity.partial == dates


def test_the_newest_year_comes_first_and_weeks_begin_on_monday() -> None:
    (first, second) = lay_out(SMALL).years
    assert (first.year, second.year) == ("2026", "2025")
    assert [(s.said, s.x, s.y, s.level) for s in first.squares] == [
        ("3 June 2026: 1 entry started", 286, 26, 1),
        ("4 June 2026: 1 post, 2 entries finished", 286, 39, 3),
    ]
    assert [(s.x, s.y) for s in second.squares] == [(676, 26)]
    assert first.months[:3] == ((0, "Jan"), (52, "Feb"), (104, "Mar"))


def test_the_ground_holds_every_day_of_the_year_and_no_other() -> None:
    assert lay_out(SMALL).years[0].ground == "M0 39V91H676V52h13V0H13V39z"


def test_years_before_the_newest_are_not_drawn() -> None:
    posts = [post(f"{year}-01-01") for year in range(2017, 2027)]
    calendar = lay_out(activity_by_day([], posts, []))
    assert [y.year for y in calendar.years] == ["2026", "2025", "2024", "2023", "2022"]
    assert len(calendar.days) == MOST_YEARS and len(calendar.earlier) == 5
