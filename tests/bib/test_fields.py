"""What an entry says of its reading is read from whichever fields say it."""

from __future__ import annotations

import re
from dataclasses import fields as fields_of

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.fields import Fault, Reading, read_reading
from studylog.bib.marks import PRIORITY_FIELDS, RATING_FIELDS
from studylog.bib.reading_days import ADDED_FIELDS, FINISHED_FIELDS, STARTED_FIELDS
from studylog.bib.speaking import STATUS_FIELDS
from studylog.bib.status_lines import NOTE_FIELDS
from studylog.bib.topics import TOPIC_FIELDS

NOTHING = Reading(None, (), None, None, None, None, None, ())
NEW = "Read\\_Status: In Progress\nRead\\_Status\\_Date: 2024-06-24T07:27:24.312Z"
NOT_READING = "Read\\_Status: Not Reading\\\\\nRead\\_Status\\_Date: 2024-06-24T07:27:24.312Z"


def test_all_that_can_be_read_is_read() -> None:
    reading = read_reading({
        "status": "Read", "added": "2024-01-02", "started": "2024.02",
        "finished": "2024/03/04 10:00:00 +0000", "rating": "4/5", "priority": "high",
        "keywords": "a; b, c; A", "tags": "attention, nlp, NLP",
    })  # fmt: skip
    assert reading == Reading(
        status="read",
        topics=("a", "b, c", "attention", "nlp"),
        added="2024-01-02",
        started="2024-02",
        finished="2024-03-04",
        rating=4,
        priority=1,
        faults=(),
        spoke=(
            "status",
            "added",
            "started",
            "finished",
            "rating",
            "priority",
            "keywords",
            "tags",
        ),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "Read", "author": "Read, A.", "year": "2020", "abstract": "read"},
        {"status": "", "rating": "", "keywords": " ", "read": "", "added": "", "note": ""},
        {"status": "{}", "readstatus": " ", "priority": "{ }"},
        {"optstatus": "read", "altkeywords": "read", "optfinished": "2024", "status": ""},
        {"groups": "read", "owner": "read", "pubstate": "published", "printed": "printed"},
        {"relevance": "relevant", "qualityassured": "yes", "annote": "half read"},
        {"comment": "roughly read", "date": "2020", "urldate": "2020-01-01"},
        {"date-modified": "2020-01-01", "modificationdate": "2020-01-01", "month": "jan"},
        {"rating": "0"},
        {"status": "published"},
    ],
)
def test_what_does_not_speak_of_the_reading_says_nothing(fields: dict[str, str]) -> None:
    assert read_reading(fields) == NOTHING


@pytest.mark.parametrize(
    ("fields", "status", "more"),
    [
        ({"status": "Read, TODO: Replication"}, "read", {}),
        ({"readstatus": "Skimmed"}, "skimmed", {}),
        ({"readstatus": "true"}, "read", {}),
        ({"status": "to_read"}, "to-read", {}),
        ({"status": "In Progress"}, "reading", {}),
        ({"status": "⭐ New"}, "to-read", {}),
        ({"status": "📗"}, "read", {}),
        ({"status": "{abandoned}"}, "dropped", {}),
        ({"read": "0"}, "to-read", {}),
        ({"read": "2024-05-01"}, "read", {"finished": "2024-05-01"}),
        (
            {"keywords": "attention, read, prio1"},
            "read",
            {"topics": ("attention",), "priority": 1},
        ),
        (
            {"keywords": "Reading; Read the Docs; partly observed"},
            None,
            {"topics": ("Reading", "Read the Docs", "partly observed")},
        ),
        ({"status": "published", "readstatus": "skimmed"}, "skimmed", {}),
        ({"status": "reading", "read": "no"}, "reading", {}),
        ({"note": NEW}, "reading", {"started": "2024-06-24"}),
        ({"annotation": NOT_READING}, "dropped", {"finished": "2024-06-24"}),
        ({"optstatus": "read"}, None, {}),
        ({"status": ""}, None, {}),
    ],
)
def test_an_entry_of_any_program_is_read_without_a_fault(
    fields: dict[str, str], status: str | None, more: dict[str, object]
) -> None:
    reading = read_reading(fields)
    assert reading.status == status
    assert reading.faults == ()
    said = {f.name: getattr(reading, f.name) for f in fields_of(reading)}
    assert {k: v for k, v in said.items() if v and k not in ("status", "spoke")} == more


def test_a_misspelt_status_is_kept_and_the_nearest_is_named() -> None:
    reading = read_reading({"status": "redaing"})
    assert reading.status == "redaing"
    assert reading.faults == (
        Fault("status", "has status 'redaing'", "did you mean 'reading'?", "warning"),
    )


def test_no_private_field_is_named_as_one_that_spoke() -> None:
    reading = read_reading({"note": NEW, "timestamp": "2024-01-02", "readstatus": "reading"})
    assert (reading.added, reading.started) == ("2024-01-02", "2024-06-24")
    assert reading.spoke == ("readstatus",)


def test_a_field_that_says_nothing_that_can_be_read_did_not_speak() -> None:
    reading = read_reading({"status": "draft", "rating": "9", "added": "soon", "read": "maybe"})
    assert reading.spoke == ()


VALUES = (
    st.text()
    | st.sampled_from([NEW, NOT_READING, "read", "redaing", "0", "2024-05-01", "2024", "rank3"])
    | st.lists(st.sampled_from([*"{};,\\\n$~\"'", "read", "prio1", " ", "Read_Status:", "★"])).map(
        "".join
    )
)
NAMES = [
    "status", *STATUS_FIELDS, "read", *NOTE_FIELDS, *TOPIC_FIELDS, *ADDED_FIELDS,
    *STARTED_FIELDS, *FINISHED_FIELDS, *RATING_FIELDS, *PRIORITY_FIELDS, "biburl", "title",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), VALUES, max_size=8))
def test_no_fields_raise_and_what_is_read_is_in_its_range(fields: dict[str, str]) -> None:
    reading = read_reading(fields)
    assert reading.status is None or reading.status.strip()
    assert reading.rating in (None, 1, 2, 3, 4, 5)
    assert reading.priority in (None, 1, 2, 3)
    for day in (reading.added, reading.started, reading.finished):
        assert day is None or re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day)
    assert all(topic == " ".join(topic.split()) != "" for topic in reading.topics)
    assert set(reading.spoke) <= set(fields)
    assert all(f.field in fields and f.said and f.hint for f in reading.faults)


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("{", None),
        ("}", None),
        ("{}", None),
        ("\\", None),
        ("read,unread,", "read"),
        ("⭐", "to-read"),
        ("; ", ("; " * 1000).strip()),
        ("Read_Status: ", ("Read_Status: " * 1000).strip()),
    ],
)
def test_a_long_hostile_value_is_read_as_a_short_one(part: str, status: str | None) -> None:
    fields = {**dict.fromkeys(NAMES, part * 1000), "started": "2024-02-03"}
    reading = read_reading(fields)
    assert (reading.status, reading.started) == (status, "2024-02-03")
    assert (reading.added, reading.finished, reading.rating, reading.priority) == (None,) * 4
    assert (reading.faults == ()) == (status is None)
