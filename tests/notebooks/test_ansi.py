"""Text is shown as a terminal would show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks.ansi import read_terminal


def html(text: str) -> str:
    return "\n".join(line.html for line in read_terminal(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc\rX", "Xbc"),
        ("10%\r100%", "100%"),
        ("long line\r\x1b[Kshort", "short"),
        ("abc\b\bX", "aXc"),
        ("a\b\b\bX", "X"),
        ("one\ntwo\x1b[A\rONE", "ONE\ntwo"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("old\x1b[2J\x1b[Hnew", "new"),
        ("a\x1b[3Cb", "a   b"),
        ("a\x1b[999999999Cb", "a" + " " * 160 + "b"),
        ("\x1b]8;;https://x.org\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;title\x1b\\text", "text"),
        ("a\x07\x00b", "ab"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_what_the_cursor_goes_back_over_is_written_over(text: str, shown: str) -> None:
    assert "\n".join(line.text for line in read_terminal(text)) == shown


@pytest.mark.parametrize(
    ("codes", "classes"),
    [
        ("31", "ansi-red"),
        ("1;32", "ansi-bold ansi-green"),
        ("92", "ansi-green"),
        ("3;4", "ansi-italic ansi-underline"),
        ("7", "ansi-inverse"),
        ("43", "ansi-on ansi-on-yellow"),
        ("38;5;208", "ansi-yellow"),
        ("38;5;196", "ansi-red"),
        ("38;5;21", "ansi-blue"),
        ("38;5;240", "ansi-black"),
        ("38;5;250", "ansi-white"),
        ("38;2;10;200;90", "ansi-green"),
        ("38:2:250:250:250", "ansi-white"),
        ("48;2;0;0;200", "ansi-on ansi-on-blue"),
        ("31;39", ""),
        ("31;1;22", "ansi-red"),
        ("1;0;34", "ansi-blue"),
        ("38", ""),
        ("38;5", "ansi-black"),
        ("99999999999999999999;31", "ansi-red"),
    ],
)
def test_colours_and_styles_become_classes_of_the_nearest(codes: str, classes: str) -> None:
    shown = f'<span class="{classes}">x</span>' if classes else "x"
    assert html(f"\x1b[{codes}mx\x1b[0m") == shown


def test_a_style_goes_on_in_the_next_line_and_ends_where_it_is_ended() -> None:
    text = "\x1b[31ma<\nb\x1b[m c"
    assert html(text) == '<span class="ansi-red">a&lt;</span>\n<span class="ansi-red">b</span> c'


@given(st.text() | st.lists(st.sampled_from(
    ["\x1b[", "\x1b", "m", "31", ";", "A", "K", "\r", "\b", "\n", "x", "\x1b]", "\x07", "2J"]
)).map("".join))  # fmt: skip
def test_no_text_raises_and_none_of_it_is_markup(text: str) -> None:
    for line in read_terminal(text):
        assert "\n" not in line.text and "\x1b" not in line.text
        assert "<" not in line.html.replace('<span class="ansi-', "").replace("</span>", "")


@pytest.mark.parametrize(
    "part",
    ["\x1b[31mx", "\rx", "\x1b]", "\x1b[", "\x1b[1;", "\b", "x\x1b[A", "\x1b[9Cx\n", "\x1b[K"],
)
def test_the_line_below_a_long_hostile_run_is_shown(part: str) -> None:
    assert read_terminal(part * 5_000 + "\x1b[0m\nthe end")[-1].text.endswith("the end")
