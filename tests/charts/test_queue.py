"""The queue holds at the end of a month what was added and neither started nor finished."""

from __future__ import annotations

from hypothesis import given

from studylog.bib import Entry
from studylog.charts import Period, Waiting, queue_over_time
from studylog.charts.drawing import outline
from studylog.charts.queue import say_queue
from tests.charts.makers import ENTRIES, entry

SMALL = [
    entry("to-read", added="2026-01-05"),
    entry("read", added="2026-01", started="2026-03-02", finished="2026-04-01"),
    entry("dropped", added="2026-02-01", finished="2026-02-20"),
    entry(None, added="2026-03-31"),
    entry("read", added="2026-01-09"),
    entry("reading", added="2026-01-09", started="2026"),
    entry("to-read", added="2025"),
    entry("to-read"),
]


def test_an_entry_waits_from_the_month_it_is_added_until_it_is_started_or_finished() -> None:
    queue = queue_over_time(SMALL)
    assert queue.months == (
        Waiting("2026-01", 2, 0, 2),
        Waiting("2026-02", 1, 1, 2),
        Waiting("2026-03", 1, 1, 2),
    )
    assert (queue.undated, queue.year_only, queue.unknown_end) == (1, 1, 2)


def test_a_period_begins_with_what_waited_before() -> None:
    months = queue_over_time(SMALL, Period("2026-03", "2027")).months
    assert months == (Waiting("2026-03", 1, 1, 2),)


def test_an_entry_started_before_it_was_added_waits_in_no_month() -> None:
    backwards = entry("reading", added="2026-02", started="2026-01")
    assert queue_over_time([backwards]).months == (Waiting("2026-02", 1, 1, 0),)


def test_the_sentence_compares_the_end_with_the_peak() -> None:
    later = [*SMALL, entry("read", added="2026-02", finished="2026-05")]
    assert say_queue(queue_over_time(later)) == (
        "2 entries with an added date waiting at the end of May 2026, down from 3 in February 2026."
    )
    assert say_queue(queue_over_time(SMALL), " on GPU") == (
        "2 entries on GPU with an added date waiting at the end of March 2026, the most so far."
    )


@given(ENTRIES)
def test_every_entry_came_or_is_said(entries: list[Entry]) -> None:
    queue = queue_over_time(entries)
    came, left = sum(m.came for m in queue.months), sum(m.left for m in queue.months)
    assert came + queue.undated + queue.year_only + queue.unknown_end == len(entries)
    assert all(month.waiting >= 0 for month in queue.months)
    assert not queue.months or queue.months[-1].waiting == came - left


def test_the_outline_steps_where_the_number_changes() -> None:
    two = [entry("to-read", added="2026-01"), entry("to-read", added="2026-03")]
    assert outline(queue_over_time(two)) == "M0 100H2V20H3"
