"""A `chart` block is read as it is typed, and every fault has its cure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.charts import ChartOptions, Period, read_chart_options
from studylog.charts.options import notebooks_on, on_topic, posts_on
from tests.charts.makers import entry, notebook, post


def test_an_empty_block_is_the_chart_of_what_was_finished() -> None:
    assert read_chart_options("") == (ChartOptions("finished"), ())


def test_dates_may_be_years_months_or_days() -> None:
    written = "kind: Queue\ntopic: Deep learning\nfrom: 2025\nuntil: 2026-5-1"
    options = ChartOptions("queue", "Deep learning", Period("2025", "2026-05-01"))
    assert read_chart_options(written) == (options, ())
    assert options.within == " on Deep learning from 2025 until 1 May 2026"


@pytest.mark.parametrize(
    ("written", "said", "hint"),
    [
        ("knd: queue", "the chart has no option 'knd'", "did you mean 'kind'?"),
        ("x: 1", "the chart has no option 'x'", "known are kind, topic, from, until"),
        ("kind: finshed", "the chart is of kind 'finshed'", "did you mean 'finished'?"),
        ("kind: pie", "the chart is of kind 'pie'",
         "known are finished, topics, queue, activity"),
        ("from: soon", "the chart's 'from' is 'soon'",
         "write the date as YYYY, YYYY-MM or YYYY-MM-DD"),
        ("from: 2026\nuntil: 2025-12", "the chart is from '2026' until '2025-12'",
         "exchange the two dates"),
        ("queue", "the chart's options are no names and values", "write kind: finished"),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_cure_and_the_rest_is_kept(
    written: str, said: str, hint: str
) -> None:
    assert read_chart_options(written) == (ChartOptions(), ((said, hint),))


def test_what_is_no_yaml_is_said() -> None:
    options, ((said, _),) = read_chart_options("kind: [")
    assert options == ChartOptions() and said.startswith("the YAML can't be read: ")


@given(st.text() | st.lists(st.sampled_from(["kind", "from", ": ", "\n", "&a", "*a", "[", "9"])))
def test_any_text_is_read(written: str | list[str]) -> None:
    options, faults = read_chart_options("".join(written))
    options.within.encode()
    assert all(said and hint for said, hint in faults)


def test_a_topic_is_found_in_any_spelling() -> None:
    found, other = entry(topics=("Deep-Learning",)), entry(topics=("GPU",))
    assert on_topic([found, other], "deep learning") == (found,)
    assert on_topic([found, other], "") == (found, other)
    tagged = post("2026-01-01", tags=("deep learning",))
    assert posts_on([tagged, post("2026-01-02")], "Deep learning") == (tagged,)
    run = notebook("2026-01-01", tags=("deep learning",))
    assert notebooks_on([run, notebook(None)], "Deep learning") == (run,)
