"""An entry is counted in the month in which it was finished, or said to be in none."""

from __future__ import annotations

from hypothesis import given

from studylog.bib import Entry
from studylog.charts import Month, Period, finished_by_month
from studylog.charts.drawing import bars
from studylog.charts.finished import ENDED, say_finished
from tests.charts.makers import ENTRIES, entry

SMALL = [
    entry("read", finished="2026-05-09"),
    entry("read", finished="2026-05"),
    entry("skimmed", finished="2026-05-31"),
    entry("dropped", finished="2026-07-01"),
    entry("reading", finished="2026-07-02"),
    entry("read", finished="2025"),
    entry("read"),
    entry("to-read"),
]


def test_each_month_of_the_range_is_there_with_its_counts_by_status() -> None:
    finished = finished_by_month(SMALL)
    assert finished.months == (
        Month("2026-05", (2, 1, 0, 0)),
        Month("2026-06", (0, 0, 0, 0)),
        Month("2026-07", (0, 0, 1, 1)),
    )
    assert (finished.ended, finished.undated, finished.year_only) == (6, 1, 1)
    assert finished.parts == ("read", "skimmed", "dropped", "other")


def test_the_sentence_says_how_many_when_and_when_most() -> None:
    said = say_finished(finished_by_month(SMALL))
    assert said == "5 entries finished between May and July 2026, most in May (3)."
    assert say_finished(finished_by_month(SMALL[:1])) == "1 entry finished in May 2026."


def test_of_months_with_the_same_number_none_is_said_to_have_most() -> None:
    even = finished_by_month([SMALL[0], SMALL[3]])
    assert say_finished(even, " on GPU") == "2 entries on GPU finished between May and July 2026."


def test_a_period_leaves_out_what_was_finished_before_and_after() -> None:
    assert finished_by_month(SMALL, Period("2026-06", "2026")).months == (
        Month("2026-07", (0, 0, 1, 1)),
    )
    assert finished_by_month(SMALL, Period("2026-06", "2026")).year_only == 0


def test_a_date_of_another_century_is_said_and_not_drawn() -> None:
    finished = finished_by_month([*SMALL, entry("read", finished="0206-05-01")])
    assert (len(finished.months), finished.total, finished.far) == (3, 5, 1)


@given(ENTRIES)
def test_every_entry_is_placed_or_said_or_not_finished(entries: list[Entry]) -> None:
    found = finished_by_month(entries)
    not_finished = sum(not e.finished and e.status not in ENDED for e in entries)
    assert found.total + found.undated + found.year_only + not_finished == len(entries)


def test_bars_stand_on_each_other_with_a_gap() -> None:
    (may, july) = bars(finished_by_month(SMALL))
    assert may.said == "May 2026: 3 entries finished (2 read, 1 skimmed)"
    assert (may.x, may.middle, may.width, may.top) == ("1.17", "4.17", "6", "20")
    assert [(p.name, p.y, p.height) for p in may.parts] == [
        ("read", "73.33", "106.67"),
        ("skimmed", "20", "51.83"),
    ]
    assert [p.name for p in july.parts] == ["dropped", "other"]
