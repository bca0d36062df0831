"""Dates, rating, priority and topics are read as written, and what can't be read is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.fields import Reading, read_reading


def read(**fields: str) -> Reading:
    return read_reading(fields)


def test_all_that_can_be_read_is_read() -> None:
    reading = read(
        status="Read", added="2024-01-02", started="2024.02", finished="2024/03/04 10:00:00 +0000",
        rating="4/5", priority="high", keywords="a; b, c; A", tags="attention, nlp, NLP",
    )  # fmt: skip
    assert reading == Reading(
        "read", ("a", "b, c", "attention", "nlp"), "2024-01-02", "2024-02", "2024-03-04", 4, 1, ()
    )


def test_nothing_gives_nothing() -> None:
    assert read() == Reading(None, (), None, None, None, None, None, ())
    assert read(status="", rating="", keywords=" , , ") == read()


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("status", "redaing", "has status 'redaing'"),
        ("added", "05/06/2024", "has added '05/06/2024'"),
        ("started", "last week", "has started 'last week'"),
        ("finished", "2024-02-30", "has finished '2024-02-30'"),
        ("rating", "6", "has rating '6'"),
        ("rating", "4.5", "has rating '4.5'"),
        ("priority", "0", "has priority '0'"),
        ("priority", "urgent", "has priority 'urgent'"),
    ],
)
def test_what_cannot_be_read_is_a_fault_of_its_field(field: str, written: str, said: str) -> None:
    reading = read(**{field: written})
    assert [(f.field, f.said) for f in reading.faults] == [(field, said)]
    assert all(f.hint for f in reading.faults)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("redaing", "did you mean 'reading'?"),
        ("unred", "did you mean 'to-read'?"),
        ("Replication", "known are reading, to-read, skimmed, read, dropped"),
    ],
)
def test_the_hint_names_the_nearest_status(written: str, hint: str) -> None:
    assert read(status=written).faults[0].hint == hint


def test_a_start_after_the_end_is_said() -> None:
    (fault,) = read(started="2024-05-02", finished="2024-05-01").faults
    assert fault.said == "was started on 2024-05-02, after it was finished on 2024-05-01"


def test_a_rating_of_zero_is_none() -> None:
    assert read(rating="0") == read()


@given(
    st.dictionaries(
        st.sampled_from(["status", "added", "rating", "priority", "keywords"]), st.text()
    )
)
def test_no_text_raises_and_numbers_are_in_their_range(fields: dict[str, str]) -> None:
    reading = read_reading(fields)
    assert reading.rating in (None, 1, 2, 3, 4, 5)
    assert reading.priority in (None, 1, 2, 3)
    assert all(topic.strip() for topic in reading.topics)
