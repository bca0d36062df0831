"""Fences hide their lines, and headings are told by their hashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.lines import open_fence, outside_fences, read_heading


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# A", 1, "A"),
        ("###### A ##", 6, "A"),
        ("## A#", 2, "A#"),
        ("#\tA", 1, "A"),
        ("   # A", 1, "A"),
        ("# C #  #", 1, "C #"),
        ("# **a** `b`", 1, "**a** `b`"),
    ],
)
def test_hashes_make_a_heading(line: str, level: int, text: str) -> None:
    heading = read_heading(line)
    assert heading and (heading.level, heading.text) == (level, text)


@pytest.mark.parametrize("line", ["#A", "####### A", "    # A", "text # A", "", "#", "# ##", "-"])
def test_other_lines_are_no_headings(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize(
    ("body", "outside", "left_open"),
    [
        ("a\n```\nb\n```\nc", "ac", ""),
        ("a\n~~~~ py\nb\n~~~\n~~~~\nc", "ac", ""),
        ("a\n    ```\n    b\n    ```\nc", "ac", ""),
        ("a\n```py\n```js\n```\nc", "ac", ""),
        ("```x```\na", "```x```a", ""),
        ("a\n```", "a", "```"),
        ("a\n````\n```", "a", "````"),
        ("```\n``` \na", "a", ""),
    ],
)
def test_lines_in_fences_are_left_out(body: str, outside: str, left_open: str) -> None:
    lines = body.split("\n")
    assert "".join(line for _, line in outside_fences(lines)) == outside
    assert open_fence(lines) == left_open


@given(st.lists(st.sampled_from(["```", "````", "~~~", "a", "", "``` py", "# x", "`"])))
def test_closing_what_is_open_leaves_nothing_open(lines: list[str]) -> None:
    fence = open_fence(lines)
    assert not open_fence([*lines, fence])
    assert all(lines[number] == line for number, line in outside_fences(lines))
