"""A Markdown body becomes blocks with their lines, and notes on what reads otherwise."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylog.dialect import (
    Comment,
    Document,
    Heading,
    Holder,
    Item,
    List,
    Paragraph,
    Row,
    Table,
    read_document,
    walk,
)


def texts(document: Document, kind: type = Item) -> list[str]:
    return [block.text for block in walk(document) if isinstance(block, kind)]  # type: ignore[attr-defined]


def said(body: str) -> list[tuple[int | None, str]]:
    return [(p.line, p.level) for p in read_document(body, "docs/a.md", 1).problems]


def test_each_block_knows_its_lines_in_the_file() -> None:
    body = "# T\n\ntext\n- a\n  - b\n\n| x |\n|---|\n| 1 |\n"
    blocks = list(walk(read_document(body, first_line=5)))
    assert [(type(b).__name__, b.line, b.end) for b in blocks] == [
        ("Heading", 5, 6), ("Paragraph", 7, 8), ("List", 8, 10), ("Item", 8, 10),
        ("Paragraph", 8, 9), ("List", 9, 10), ("Item", 9, 10), ("Paragraph", 9, 10),
        ("Table", 11, 14), ("Row", 13, 14),
    ]  # fmt: skip


def test_d1_only_the_number_one_begins_a_list_right_below_text() -> None:
    document = read_document("In\n1. a\n")
    assert texts(document) == ["a"]
    document = read_document("In\n1986. a\n")
    assert texts(document) == []


def test_d6_a_list_keeps_its_first_number() -> None:
    lists = [b for b in walk(read_document("3. a\n1. b\n")) if isinstance(b, List)]
    assert [(x.start, [i.marker for i in x.items]) for x in lists] == [(3, ["3.", "1."])]


def test_d8_a_cell_beyond_the_header_joins_the_last_with_a_note() -> None:
    document = read_document("|a|b|\n|-|-|\n|1|2|3|4|\n|5|6||\n|7|\n---\nend\n", "docs/a.md")
    table = next(b for b in document.blocks if isinstance(b, Table))
    assert [row.cells for row in table.rows] == [("1", "2 3 4"), ("5", "6"), ("7", "")]
    assert [(p.line, p.level) for p in document.problems] == [(3, "note")]
    assert "'3 4'" in document.problems[0].message


def test_a_pipe_that_is_escaped_is_no_border() -> None:
    document = read_document("|a|b|\n|-|-|\n|`x\\|y`|2|\n")
    assert next(b for b in walk(document) if isinstance(b, Row)).cells == ("`x|y`", "2")


def test_d10_what_looks_like_items_and_is_text_is_said_once_for_each_run() -> None:
    body = "Goals:\n    - a\n    - b\ntext\n2. c\n\n- d\n    -Item\n"
    assert said(body) == [(2, "note"), (5, "note"), (8, "note")]


@pytest.mark.parametrize("line", ["*emphasis* first", "-5 degrees", "->x", "--", "**bold**"])
def test_d4_a_line_below_an_item_may_begin_with_such_a_character(line: str) -> None:
    assert said(f"- a\n  {line}\n") == []


def test_d12_comments_are_no_text_and_hold_no_items() -> None:
    body = "a <!-- x --> b\n<!-- - no\n\n- no -->\n- c <!-- y -->\n- `<!-- code -->`\n"
    document = read_document(body)
    assert texts(document, Paragraph) == ["a  b", "c", "`<!-- code -->`"]
    assert any(isinstance(b, Comment) for b in document.blocks)


def test_d12_a_comment_that_never_ends_hides_the_rest_and_is_an_error_at_its_line() -> None:
    for body in ("a\n\n<!-- b\n\n- c\n", "a\n\nb <!-- c\n\n- d\n", "a\n\n- <!-- b\n\nc\n"):
        document = read_document(body, "docs/a.md")
        assert "c" not in "".join(texts(document, Paragraph)), body
        assert [(p.line, p.level) for p in document.problems] == [(3, "error")], body


def test_d12_a_comment_that_ends_in_another_block_hides_what_is_between() -> None:
    document = read_document("a <!-- b\n\n- c\n\nd --> e\n")
    assert texts(document, Paragraph) == ["a", "e"]


def test_holders_keep_their_heads_and_what_they_hold_is_read_in_turn() -> None:
    body = '!!! note "N"\n    - a\n      - b\n\n=== "T"\n\n    1. c\n\n[^1]: foot\n    note\n'
    document = read_document(body)
    assert [b.line for b in document.blocks if isinstance(b, Holder)] == [1, 5, 9]
    assert texts(document) == ["a", "b", "c"]


def test_items_in_formulas_are_none() -> None:
    assert texts(read_document("$$\na\n- b\n$$\n\n- c\n")) == ["c"]


def test_headings_keep_the_level_of_the_source() -> None:
    document = read_document("### a ###\n\nb\n===\n\n#tag\n")
    assert [(h.level, h.text) for h in document.blocks if isinstance(h, Heading)] == [
        (3, "a"),
        (1, "b"),
    ]


def test_a_thousand_levels_are_a_thousand_levels() -> None:
    body = "\n".join("  " * n + f"- item {n}" for n in range(1000))
    before = sys.getrecursionlimit()
    items = [b for b in walk(read_document(body)) if isinstance(b, Item)]
    assert len(items) == 1000 and items[-1].column == 2000
    assert sys.getrecursionlimit() == before


def test_deeper_than_reason_the_text_is_still_there() -> None:
    body = "\n".join("  " * n + f"- item{n}" for n in range(1300))
    document = read_document(body)
    assert sum(text.count("item") for text in texts(document, Paragraph)) == 1300


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=" \t\n-*+#>`~|[](){}<!=:.$^1\\ax\x00\u2028", max_size=60))
def test_any_text_is_read_and_its_lines_are_in_the_file(body: str) -> None:
    document = read_document(body, "docs/a.md")
    lines = body.count("\n") + 1
    for block in walk(document):
        assert 1 <= block.line <= block.end <= lines + 1
    assert len(document.lines) == lines


def test_code_in_raw_html_goes_on_beyond_a_blank_line() -> None:
    document = read_document("<h3>h</h3>\n<pre>\na\n\n# b\n- c\n</pre>\n\n# d\n")
    assert texts(document, Heading) == ["d"]
    assert texts(document) == []


def test_code_in_raw_html_that_never_ends_holds_no_more_than_its_block() -> None:
    assert texts(read_document("<div><pre>\na\n\n- b\n")) == ["b"]
