"""Zotero's status lines are found in any note, and cut out without a trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.status_lines import find_status_lines, without_status_lines

DAY = "2024-06-24T07:27:24.312Z"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Read_Status: In Progress", [("status", "In Progress")]),
        (r"Read\_Status: In Progress", [("status", "In Progress")]),
        (r"Read{\_}Status: New", [("status", "New")]),
        ("READ_status:new", [("status", "new")]),
        ("  Read_Status :  New  ", [("status", "New")]),
        ("Read\\_Status: Not Reading\\\\", [("status", "Not Reading")]),
        ("Read\\_Status: To\\_Read \\\\\nmore", [("status", "To\\_Read")]),
        (f"Read_Status_Date: {DAY}", [("date", DAY)]),
        (f"Read\\_Status\\_Date: {DAY}\\\\", [("date", DAY)]),
        ("Read_Status_Date: 2024-06-24", [("date", "2024-06-24")]),
        ("Read_Status_Date: last week\nmore", [("date", "last week")]),
        (f"a\r\nRead_Status: Read\r\nRead_Status_Date: {DAY}\r\nb",
         [("status", "Read"), ("date", DAY)]),
        (f"a\rRead_Status: Read\rRead_Status_Date: {DAY}\rb", [("status", "Read"), ("date", DAY)]),
        (f"a \\\\ Read_Status: Read \\\\ Read_Status_Date: {DAY}",
         [("status", "Read"), ("date", DAY)]),
        (f"Read_Status: Not Reading Read_Status_Date: {DAY} more",
         [("status", "Not Reading"), ("date", DAY)]),
        (f"Text. Read_Status: New Read_Status_Date: {DAY} more",
         [("status", "New"), ("date", DAY)]),
        ("Read_Status:", [("status", "")]),
        ("I set Read_Status: Read", []),
        ("Read_Status is Read", []),
        ("Read_Status_Note: x", []),
        ("Reads_Status: x\nRead Status: x\nStatus: read", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_line_is_found_with_what_it_says(value: str, found: list[tuple[str, str]]) -> None:
    lines = find_status_lines(value)
    assert [(line.kind, line.text) for line in lines] == found
    assert all(value[line.at :].startswith(line.text) for line in lines)


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("nothing of it\n", "nothing of it\n"),
        (f"Read\\_Status: New\nRead\\_Status\\_Date: {DAY}", ""),
        (f"Read\\_Status: New\\\\\nRead\\_Status\\_Date: {DAY}\\\\\n", ""),
        ("Good.\n\tRead_Status: New\nBest.", "Good.\nBest."),
        ("Good.\r\nRead_Status: New\r\nBest.", "Good.\r\nBest."),
        ("Good.\\\\\nRead\\_Status: New", "Good."),
        (f"Good. Read_Status: New Read_Status_Date: {DAY} Best.", "Good. Best."),
        ("tex: PMID: 1\nRead_Status: Read\ntex.a: b", "tex: PMID: 1\ntex.a: b"),
        (f"Read_Status_Date: {DAY}Best.", "Best."),
    ],
)
def test_what_is_left_holds_no_line_and_no_line_end_of_it(value: str, left: str) -> None:
    assert without_status_lines(value) == left


def test_a_span_takes_the_whole_line() -> None:
    value = "One.\n  Read\\_Status: New\\\\ \nTwo."
    (line,) = find_status_lines(value)
    assert value[line.start : line.end] == "  Read\\_Status: New\\\\ \n"
    assert value[: line.start] + value[line.end :] == "One.\nTwo."
    assert value[line.at : line.at + len(line.text)] == "New"


PARTS = ["Read_Status", "Read\\_Status", "\\_Date", "_Date", ":", " ", "\n", "\r", "\\\\", "x", DAY]


@given(st.text() | st.lists(st.sampled_from(PARTS)).map("".join))
def test_no_value_raises_and_the_spans_lie_in_order(value: str) -> None:
    end = 0
    for line in find_status_lines(value):
        assert end <= line.start < line.at <= line.end <= len(value)
        assert value[line.at : line.at + len(line.text)] == line.text
        end = line.end
    without_status_lines(value)


@pytest.mark.parametrize(
    ("part", "lines"),
    [("Read_Status: ", 1), ("Read_Status_Date: ", 1001), (" ", 1), ("\t\n", 1), ("status \\", 1),
     ("Read_Status", 1)],
)  # fmt: skip
def test_a_long_hostile_note_is_read_to_its_end(part: str, lines: int) -> None:
    value = "Read_Status: New " + part * 1000 + "\nBest."
    assert len(find_status_lines(value)) == lines
    assert without_status_lines(value) == "Best."


def test_line_ends_of_tex_behind_the_status_s_own_are_text() -> None:
    value = "Read_Status: New " + "\\\\" * 1000 + "\nBest."
    assert without_status_lines(value) == "\\\\" * 999 + "\nBest."
