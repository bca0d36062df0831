"""The days of a reading are the ones written, from the strongest field that tells one."""

from __future__ import annotations

import pytest

from studylog.bib.reading_days import (
    ADDED_FIELDS,
    FINISHED_FIELDS,
    STARTED_FIELDS,
    Days,
    read_days,
)

ROWS = {"added": ADDED_FIELDS, "started": STARTED_FIELDS, "finished": FINISHED_FIELDS}
FACTS = [(fact, name) for fact, names in ROWS.items() for name in names]
LINES = "Read\\_Status: {}\nRead\\_Status\\_Date: 2024-06-24T23:59:59.312-11:00"


def days(status: str | None = None, /, **fields: str) -> Days:
    return read_days({name.replace("__", "-"): v for name, v in fields.items()}, status)


def said(found: Days) -> list[tuple[str, str]]:
    return [(fault.field, fault.said) for fault in found.faults]


@pytest.mark.parametrize(("fact", "name"), FACTS)
def test_each_field_tells_its_fact(fact: str, name: str) -> None:
    found = read_days({name: "2024-05-06"}, None)
    assert {f: getattr(found, f) for f in ROWS} == dict.fromkeys(ROWS) | {fact: "2024-05-06"}
    assert (found.fields, found.faults) == ((name,), ())


@pytest.mark.parametrize(("fact", "name"), FACTS)
def test_of_fields_that_agree_the_strongest_is_taken_and_nothing_said(fact: str, name: str) -> None:
    names = ROWS[fact][ROWS[fact].index(name) :]
    found = read_days({n: "2024-05-06" for n in reversed(names)}, None)
    assert (getattr(found, fact), found.fields, found.faults) == ("2024-05-06", names, ())


@pytest.mark.parametrize(("fact", "name"), FACTS)
def test_of_fields_that_differ_the_strongest_is_taken_and_all_are_named(
    fact: str, name: str
) -> None:
    first = ROWS[fact][0]
    if name == first:
        return
    found = read_days({name: "2024-05-07", first: "2024-05-06"}, None)
    assert getattr(found, fact) == "2024-05-06"
    whole = f"says '2024-05-06' in {first} and '2024-05-07' in {name}; used '2024-05-06'"
    assert said(found) == [(first, whole)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-06", "2024-05-06"),
        ("{2024-05-06}", "2024-05-06"),
        ("2024.05.06", "2024-05-06"),
        ("2024/05/06", "2024-05-06"),
        ("2016-12-07 20:27:41 +0000", "2016-12-07"),
        ("2016.12.07 20:27:41 -0500", "2016-12-07"),
        ("2016/12/07 20:27", "2016-12-07"),
        ("2024-06-24T07:27:24.312Z", "2024-06-24"),
        ("2024-06-24T23:59:59-11:00", "2024-06-24"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("05/06/2024", None),
        ("2024-02-30", None),
        ("last week", None),
    ],
)
@pytest.mark.parametrize(("fact", "name"), FACTS)
def test_a_date_is_the_day_written_or_a_fault(
    fact: str, name: str, written: str, day: str | None
) -> None:
    found = read_days({name: written}, None)
    assert getattr(found, fact) == day
    assert said(found) == ([] if day else [(name, f"has {name} '{written}'")])
    assert all(fault.hint == "write the date as YYYY-MM-DD" for fault in found.faults)


@pytest.mark.parametrize(
    "fields",
    [
        {"timestamp": "Sun, 25 Oct 2020 22:45:03 +0100"},
        {"timestamp": "2020-10-25", "biburl": "https://dblp.org/rec/conf/x.bib"},
        {"timestamp": "2020-10-25", "bibsource": "dblp computer science bibliography"},
        {"timestamp": "nonsense", "bibsource": "DBLP, http://dblp.uni-trier.de"},
        {"date-modified": "2020-10-25", "modificationdate": "2020", "urldate": "2020"},
        {"year": "2020", "month": "5", "date": "2020-05-06"},
    ],
)
def test_another_clock_tells_nothing(fields: dict[str, str]) -> None:
    assert read_days(fields, "read") == Days()


def test_a_timestamp_of_jabref_is_the_day_it_was_added() -> None:
    found = days(timestamp="2016.12.07", biburl="https://example.org")
    assert found.added == "2016-12-07"


def test_dblp_s_clock_does_not_hide_a_day_of_our_own() -> None:
    found = days(added="2024-01-02", timestamp="2020-10-25", bibsource="dblp")
    assert (found.added, found.faults) == ("2024-01-02", ())


@pytest.mark.parametrize(
    ("status", "fact"),
    [
        ("In Progress", "started"),
        ("Read", "finished"),
        ("Skimmed", "finished"),
        ("Not Reading", "finished"),
        ("New", None),
        ("To Cite", None),
    ],
)
@pytest.mark.parametrize("name", ["note", "annotation", "annote", "extra"])
def test_the_date_of_a_status_line_is_of_what_the_line_says(
    name: str, status: str, fact: str | None
) -> None:
    found = read_days({name: LINES.format(status)}, None)
    told = {fact: "2024-06-24"} if fact else {}
    assert {f: d for f in ROWS if (d := getattr(found, f))} == told
    assert found.faults == ()


def test_a_date_without_a_status_line_beside_it_tells_nothing() -> None:
    assert days(note="Read_Status_Date: 2024-06-24", extra="Read_Status: Read") == Days()


def test_a_status_line_s_date_that_cannot_be_read_is_said() -> None:
    found = days(note="Read_Status: Read\nRead_Status_Date: soon")
    assert said(found) == [("note", "has Read_Status_Date 'soon'")]


def test_a_date_in_read_is_weaker_than_the_fields_and_stronger_than_a_line() -> None:
    assert days(read="2024-05-01").finished == "2024-05-01"
    assert days(read="2024-05-01", finished="2024").finished == "2024"
    assert days(read="2024", note=LINES.format("Read")).finished == "2024"


@pytest.mark.parametrize("written", ["1", "yes", "X", "true", "0", "no", "False", ""])
def test_a_tick_is_no_date_and_no_fault(written: str) -> None:
    assert days(read=written) == Days()


@pytest.mark.parametrize("written", ["05/06/2024", "2024-02-30", "maybe", "read"])
def test_a_read_that_is_neither_tick_nor_date_is_said(written: str) -> None:
    assert said(days(read=written)) == [("read", f"has read '{written}'")]


@pytest.mark.parametrize("less", ["2024-05", "2024"])
def test_the_month_or_the_year_of_a_day_is_no_other_day(less: str) -> None:
    assert days(added="2024-05-06", date__added=less).faults == ()
    assert days(started="2024-05-06", finished=less).faults == ()


@pytest.mark.parametrize(
    ("started", "finished"),
    [("2024-05-02", "2024-05-01"), ("2024-06", "2024-05-31"), ("2025", "2024")],
)
def test_a_start_after_the_end_is_said(started: str, finished: str) -> None:
    found = days(started=started, finished=finished)
    whole = f"was started on {started}, after it was finished on {finished}"
    assert said(found) == [("started", whole)]
    assert (found.started, found.finished) == (started, finished)


def test_an_end_of_what_is_still_to_read_is_said() -> None:
    found = days("to-read", date__read="2024-05-01")
    assert said(found) == [("date-read", "is to read, but was finished on 2024-05-01")]
    for status in ("reading", "skimmed", "read", "dropped", "Replication", None):
        assert days(status, finished="2024-05-01").faults == ()
