"""Of the fields that speak a status the strongest decides, and a contradiction is said."""

from __future__ import annotations

import pytest

from studylog.bib.speaking import STATUS_FIELDS, SpokenStatus, read_spoken_status, read_tick


def spoken(**fields: str) -> SpokenStatus:
    return read_spoken_status(fields)


def said(status: SpokenStatus) -> list[str]:
    return [fault.said for fault in status.faults]


STRONGEST_FIRST = [
    ("status", "reading"),
    *((name, "reading") for name in STATUS_FIELDS),
    ("read", "1"),
    ("note", "Read_Status: In Progress"),
    ("annotation", "Read_Status: Skimmed"),
    ("annote", r"Read\_Status: Not Reading"),
    ("extra", r"Read\_Status: New"),
    ("keywords", "nlp, skimmed"),
    ("tags", "nlp, unread"),
]


@pytest.mark.parametrize("at", range(len(STRONGEST_FIRST)))
def test_each_field_speaks_and_the_stronger_one_decides(at: int) -> None:
    name, _ = STRONGEST_FIRST[at]
    status = read_spoken_status(dict(reversed(STRONGEST_FIRST[at:])))
    assert status.spoken[0].field == name
    assert status.status == {"1": "read"}.get(status.spoken[0].says, status.spoken[0].says)
    assert status.fields == tuple(n for n, _ in STRONGEST_FIRST[at:])


@pytest.mark.parametrize("name", STATUS_FIELDS)
@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Read", "read"), ("Unread", "to-read"), ("To Read", "to-read"), ("skimmed", "skimmed"),
        ("In Progress", "reading"), ("Not Reading", "dropped"), ("Done", "read"),
        ("true", "read"), ("Yes", "read"), ("1", "read"), ("x", "read"),
        ("false", "to-read"), ("no", "to-read"), ("0", "to-read"),
    ],
)  # fmt: skip
def test_a_program_s_field_takes_any_alias_and_a_tick(name: str, written: str, status: str) -> None:
    assert read_spoken_status({name: written}).status == status
    assert read_spoken_status({name: written}).faults == ()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("1", "read"), ("true", "read"), ("Yes", "read"), ("X", "read"), ("2024-05-01", "read"),
        ("{2024}", "read"), ("0", "not read"), ("false", "not read"), ("no", "not read"),
        ("maybe", None), ("read", None), ("2024-02-30", None), ("", None),
    ],
)  # fmt: skip
def test_a_box_says_read_not_read_or_nothing(written: str, says: str | None) -> None:
    assert read_tick(written) == says


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Read_Status: New", "to-read"),
        ("Read_Status: To Read", "to-read"),
        (r"Read\_Status: In Progress", "reading"),
        (r"read\_status: Read\\", "read"),
        ("Good.\nRead_Status: Not Reading\nMore.", "dropped"),
        ("Read_Status: To Cite", "To Cite"),
        ("Read_Status: yes", "yes"),
        ("Read_Status:", None),
        ("half read", None),
        ("I set Read_Status: Read", None),
    ],
)
@pytest.mark.parametrize("name", ["note", "annotation", "annote", "extra"])
def test_a_status_line_in_a_note_speaks(name: str, line: str, status: str | None) -> None:
    assert read_spoken_status({name: line}).status == status


@pytest.mark.parametrize(
    ("keywords", "status"),
    [
        ("read", "read"), ("nlp, Read", "read"), ("a; skimmed; b", "skimmed"),
        ("unread", "to-read"), ("to-read", "to-read"), ("toread", "to-read"),
        ("to read", "to-read"), (r"to\_read", "to-read"), ("currently-reading", "reading"),
        ("currently reading", "reading"), ("reading", None), ("done", None), ("new", None),
        ("current", None), ("queue", None), ("todo", None), ("dropped", None),
        ("Read the Docs, half read", None), ("books > read", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["keywords", "tags"])
def test_only_a_whole_keyword_is_a_status(name: str, keywords: str, status: str | None) -> None:
    assert read_spoken_status({name: keywords}).status == status


def test_mendeley_s_tags_and_a_single_keyword_field_say_no_status() -> None:
    assert read_spoken_status({"mendeley-tags": "read", "keyword": "read"}).status is None


@pytest.mark.parametrize("word", ["published", "In Press", "{To appear}", "preprint", "final!"])
def test_a_state_of_publication_leaves_the_word_to_the_next_field(word: str) -> None:
    assert spoken(status=word) == SpokenStatus(None)
    assert spoken(status=word, keywords="skimmed").status == "skimmed"
    assert spoken(status=word, keywords="skimmed").faults == ()
    assert spoken(readstatus=word).faults


@pytest.mark.parametrize(
    ("fields", "status", "fault"),
    [
        (
            {"status": "read", "readstatus": "skimmed"},
            "read",
            "says 'read' in status and 'skimmed' in readstatus; used 'read'",
        ),
        (
            {"status": "skimmed", "read": "1", "keywords": "unread"},
            "skimmed",
            "says 'skimmed' in status, 'read' in read and 'to-read' in keywords; used 'skimmed'",
        ),
        (
            {"status": "Done", "read": "no"},
            "read",
            "says 'read' in status and 'not read' in read; used 'read'",
        ),
        (
            {"read": "0", "keywords": "read"},
            "to-read",
            "says 'not read' in read and 'read' in keywords; used 'to-read'",
        ),
        (
            {"keywords": "read, skimmed, Skimmed"},
            "read",
            "says 'read' in keywords and 'skimmed' in keywords; used 'read'",
        ),
    ],
)
def test_fields_that_contradict_each_other_are_named(
    fields: dict[str, str], status: str, fault: str
) -> None:
    found = read_spoken_status(fields)
    assert (found.status, said(found)) == (status, [fault])
    assert found.faults[0].field == found.fields[0]


def test_the_cure_of_a_contradiction_is_to_keep_one_field() -> None:
    assert spoken(status="read", read="0").faults[0].hint == "keep one of the two"
    assert spoken(status="skimmed", read="1", tags="read").faults[0].hint == "keep one of them"


@pytest.mark.parametrize("status", ["to-read", "reading", "skimmed", "dropped"])
def test_a_box_without_a_tick_contradicts_only_read(status: str) -> None:
    for found in (spoken(status=status, read="0"), spoken(status=status, readstatus="false")):
        assert (found.status, found.faults) == (status, ())


def test_a_box_without_a_tick_is_stronger_than_a_keyword() -> None:
    assert spoken(read="no", keywords="skimmed").status == "to-read"


def test_the_same_word_in_other_spellings_is_no_contradiction() -> None:
    assert spoken(status="Done", readstatus="read", read="x", keywords="read").faults == ()


@pytest.mark.parametrize(
    ("fields", "status", "faults"),
    [
        ({"status": "redaing"}, "redaing", ["has status 'redaing'"]),
        ({"status": "redaing", "readstatus": "read"}, "read", ["has status 'redaing'"]),
        ({"status": "redaing", "read": "0"}, "to-read", ["has status 'redaing'"]),
        ({"status": "read", "readstatus": "foo"}, "read", ["has readstatus 'foo'"]),
        ({"status": "a b", "read-status": "foo"}, "a b",
         ["has status 'a b'", "has read-status 'foo'"]),
        ({"note": "Read_Status: To Cite"}, "To Cite", ["has Read_Status 'To Cite'"]),
        ({"status": "1"}, "1", ["has status '1'"]),
        ({"status": "yes"}, "yes", ["has status 'yes'"]),
        ({"status": "x"}, "x", ["has status 'x'"]),
    ],
)  # fmt: skip
def test_an_unknown_value_is_said_and_decides_only_where_no_other_field_speaks(
    fields: dict[str, str], status: str, faults: list[str]
) -> None:
    found = read_spoken_status(fields)
    assert (found.status, said(found)) == (status, faults)
