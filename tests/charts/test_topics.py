"""Topics are counted in whatever spelling, and what is not drawn is summed."""

from __future__ import annotations

from hypothesis import given

from studylog.bib import Entry
from studylog.charts import Period, Topic, count_topics
from studylog.charts.drawing import rows
from studylog.charts.topics import MOST_TOPICS, say_topics
from tests.charts.makers import ENTRIES, entry

SMALL = [
    entry("read", topics=("Deep-Learning", "GPU")),
    entry("dropped", topics=("deep learning",), finished="2026-05"),
    entry("to-read", topics=("gpu",)),
    entry("reading", topics=("Maths",)),
    entry("read"),
    entry(None, topics=("GPU",)),
]


def test_a_topic_is_spelled_as_first_seen_and_counted_in_all_spellings() -> None:
    topics = count_topics(SMALL)
    assert topics.topics == (Topic("Deep-Learning", 2, 0), Topic("GPU", 1, 1), Topic("Maths", 0, 1))
    assert (topics.finished, topics.waiting) == (3, 2)
    assert (topics.without_topic, topics.unknown, topics.undated) == (1, 1, 0)


def test_the_sentence_names_the_topic_of_most_entries() -> None:
    said = say_topics(count_topics(SMALL))
    assert said == "3 finished entries on 3 topics, most on Deep-Learning (2)."
    assert say_topics(count_topics(SMALL[2:4])) == ("2 entries to read or being read on 2 topics.")


def test_of_a_period_only_what_was_finished_in_it_is_counted() -> None:
    topics = count_topics(SMALL, Period("2026", "2026"))
    assert topics.topics == (Topic("deep learning", 1, 0),)
    assert (topics.finished, topics.waiting, topics.undated) == (1, 0, 2)


def test_topics_that_are_not_drawn_are_summed() -> None:
    many = [entry("read", topics=(f"t{n:02}",)) for n in range(20)]
    topics = count_topics([*many, entry("read", topics=("t19", "t18"))])
    assert [t.name for t in topics.topics] == ["t18", "t19", *(f"t{n:02}" for n in range(10))]
    assert (topics.others, topics.other_finished, topics.other_waiting) == (8, 8, 0)


@given(ENTRIES)
def test_every_topic_of_a_counted_entry_is_in_the_sum(entries: list[Entry]) -> None:
    found = count_topics(entries)
    assert found.finished + found.waiting + found.unknown == len(entries)
    assert len(found.topics) <= MOST_TOPICS
    summed = sum(t.total for t in found.topics) + found.other_finished + found.other_waiting
    unknown = [e for e in entries if not e.finished and e.status in (None, "redaing")]
    assert summed == sum(len(e.topics) for e in entries if e not in unknown)


def test_a_long_name_is_cut_and_a_bar_leaves_room_for_its_number() -> None:
    (row,) = rows(count_topics([entry("read", topics=("x" * 60,))]))
    assert row.name == "x" * 41 + "…"
    assert (row.finished, row.waiting, row.end) == ("87.13", "0", "87.13")
