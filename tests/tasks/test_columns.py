"""A table tells progress in one column, and each row is in the state that its cell there says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.dialect import Table, read_document
from studylog.tasks.cells import Kind, read_cell
from studylog.tasks.columns import empty_column, progress_column, read_rows, resource_column
from tests.tasks.pages import read, states, table
from tests.tasks.test_marks import GLYPHS, WORD_STATES

CELLS = [
    *((glyph, state) for glyph, state in GLYPHS),
    *((word, state) for word, state in WORD_STATES),
    ("[x]", "done"),
    ("[X] ", "done"),
    ("[/]", "partly"),
    ("[~]", "partly"),
    ("[?]", "maybe"),
    ("[ ]", "open"),
    ("[]", "open"),
    ("yes", "done"),
    ("Y", "done"),
    ("X", "done"),
    ("8/8", "done"),
    ("9/8", "done"),
    ("100%", "done"),
    ("100 %", "done"),
    ("`8/8`", "done"),
    ("**Done**", "done"),
    ("[done](notes.md)", "done"),
    ("~~read it~~", "done"),
    ("1/7", "partly"),
    ("299 / 458", "partly"),
    ("40%", "partly"),
    ("99.9%", "partly"),
    ("0.5%", "partly"),
    ("`1/7`", "partly"),
    ("done, mostly", "partly"),
    ("Mostly done", "partly"),
    ("chess?", "maybe"),
    ("no", "open"),
    ("N", "open"),
    ("-", "open"),
    ("–", "open"),
    ("0/13", "open"),
    ("0%", "open"),
    ("", "open"),
    ("✅ 2024-05-01", "done"),
    ("2024-05-01 ✅", "done"),
    ("⬜ later", "open"),
    ("Done (great)", "done"),
    ("(done)", "done"),
    ("done!", "done"),
    ("yes, twice", "done"),
    ("3/10 chapters", "partly"),
    ("Reading ch. 3", "partly"),
    ("No, not yet", "open"),
    ("Ch. 3 (done)", "done"),
    ("todo: ask", "open"),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_says_a_state(cell: str, expected: str) -> None:
    kind, state = read_cell(cell)
    assert state == expected
    assert (kind is Kind.MARK) == (cell not in ("", "chess?"))


@pytest.mark.parametrize(
    "cell", ["Ch. 2", "44:24", "Unit 1", "`Ch. 2`", "5 of 8", "2/3/2024", "n=2"]
)
def test_a_place_reached_is_partly(cell: str) -> None:
    assert read_cell(cell) == (Kind.PLACE, "partly")


@pytest.mark.parametrize(
    "word", ["dropped", "Skipped", "cancelled", "canceled", "abandoned", "[-]"]
)
def test_what_was_given_up_is_known_and_not_counted(word: str) -> None:
    assert read_cell(word) == (Kind.MARK, None) or word == "[-]"
    assert states(table(word, "✅")) == {"b": "done"}


@pytest.mark.parametrize("cell", ["n/a", "great", "next.js", "read-only", "nothing", "What now?"])
def test_anything_else_is_unknown(cell: str) -> None:
    assert read_cell(cell) == (Kind.UNKNOWN, None)


def test_an_unknown_value_is_a_note_with_the_nearest_word() -> None:
    _, found = read(table("✅", "dnoe", "quite *something* else", "✅"))
    assert [str(p) for p in found.problems] == [
        "docs/p.md:5: the row's Progress is 'dnoe', so it is not counted (did you mean 'done'?)",
        "docs/p.md:6: the row's Progress is 'quite something else', so it is not counted "
        "(known are done, partly, maybe, open and dropped)",
    ]
    assert {p.level for p in found.problems} == {"note"}
    assert [t.name for t in found.tasks] == ["a", "d"]


HEADERS = "Progress Status State Done Completed Finished Read Watched Check ✅ ✔ ☑"


@pytest.mark.parametrize("header", HEADERS.split())
@pytest.mark.parametrize("form", ["{}", "{}?", "{} ?", "**{}**", "`{}`", "{}\ufe0f"])
def test_a_column_is_known_by_its_header(header: str, form: str) -> None:
    for written in (header, header.upper(), header.lower()):
        assert states(table("yes", "1/2", header=form.format(written))) == {
            "a": "done",
            "b": "partly",
        }


@pytest.mark.parametrize("header", ["Progressing", "Notes", "Read by", ""])
def test_no_other_header_tells_progress(header: str) -> None:
    assert states(table("yes", "1/2", header=header)) == {}


def column(markdown: str) -> int | None:
    found = next(b for b in read_document(markdown).blocks if isinstance(b, Table))
    return progress_column(found)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["✅", "what"], 1),
        (["✅", "what", "else"], None),
        (["✅", "", ""], 1),
        (["", ""], None),
        (["Ch. 2", "44:24", "✅"], None),
        (["Ch. 2", "✅"], 1),
        (["1/2", "what"], 1),
        (["dropped", "what"], 1),
        (["chess?", "go?"], None),
    ],
)
def test_half_of_the_filled_cells_must_be_known_marks(
    cells: list[str], expected: int | None
) -> None:
    assert column(table(*cells)) == expected


def test_the_first_such_column_counts() -> None:
    page = "|Status|Name|Done|Read|\n|---|---|---|---|\n|of the art|A|x||\n|unclear|B|||\n"
    assert column(page) == 2
    assert states(page) == {"A": "done", "B": "open"}


def test_marks_in_other_columns_mean_nothing() -> None:
    page = "|Paper|Done|Code|\n|---|---|---|\n|A ✅|no|✅|\n|[x] B|yes|❌|\n"
    assert states(page) == {"A ✅": "open", "[x] B": "done"}


@pytest.mark.parametrize("sign", ["✅", "[x]", "⬜ then more", "[ ] more"])
def test_without_a_header_the_only_column_of_signs_counts(sign: str) -> None:
    page = f"|Paper|Mine|\n|---|---|\n|A|{sign}|\n|B||\n"
    assert column(page) == 1
    assert states(page)["B"] == "open"


def test_two_columns_of_signs_are_a_comparison() -> None:
    page = "|Optimiser|Momentum|Adaptive|\n|---|---|---|\n|SGD|✅|❌|\n|Adam|✅|✅|\n"
    assert column(page) is None
    assert states(page) == {}


def test_a_column_of_signs_with_one_other_value_is_none() -> None:
    assert column("|Paper|Mine|\n|---|---|\n|A|✅|\n|B|great|\n") is None


def test_an_empty_column_counts_on_a_page_with_marks() -> None:
    empty = table("", "")
    assert states(empty) == {}
    assert states(empty + "\n- [x] c\n") == {"a": "open", "b": "open", "c": "done"}
    assert states("- A (done)\n" + empty)["b"] == "open"
    assert states(table("✅") + "\n## More\n" + empty.replace("| a", "| c"))["c"] == "open"
    assert states(empty + "\n- chess?\n") == {}
    assert states(empty + "\n> - [x] c\n") == {}


def test_empty_and_missing_cells_are_open_and_an_empty_row_is_nothing() -> None:
    page = "|Name|Notes|Done|\n|---|---|---|\n|A|x|x|\n|B|||\n|C|\n|||\n|||x|\n"
    _, found = read(page)
    assert [(t.name, t.state) for t in found.tasks] == [
        ("A", "done"),
        ("B", "open"),
        ("C", "open"),
        ("", "done"),
    ]


def test_text_beyond_the_last_column_does_not_hide_the_mark() -> None:
    assert states("|What|Done|\n|---|---|\n|A|✅|2024|\n|B|⬜|\n") == {"A": "done", "B": "open"}


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("|Done|Notes|Resource|", "|x|[n](a.md)|R|", "R"),
        ("|Done|Notes|Papers|", "|x|[n](a.md)|R|", "R"),
        ("|Done|Book|Title|", "|x|B|T|", "T"),
        ("|Done|What|Where|", "|x|A|[B](b.md)|", "[B](b.md)"),
        ("|Done|Format|What|", "|x|Video|A|", "A"),
        ("|Format|Done|", "|Video|x|", "x"),
        ("|Mine|Year|", "|✅ A|2020|", "✅ A"),
    ],
)
def test_the_resource_cell_names_the_row(header: str, row: str, expected: str) -> None:
    dashes = "|---" * header.count("|") + "|"
    found = next(
        b for b in read_document(f"{header}\n{dashes[4:]}\n{row}\n").blocks if isinstance(b, Table)
    )
    number = resource_column(found, found.rows[0], progress_column(found))
    assert found.rows[0].cells[number] == expected


@given(st.text() | st.sampled_from("/%[]0123456789 ✅x-").map(lambda c: c * 40))
def test_any_cell_is_read(text: str) -> None:
    kind, state = read_cell(text)
    assert (state is None) <= (kind in (Kind.UNKNOWN, Kind.MARK))


@given(st.lists(st.lists(st.sampled_from(["", "✅", "x", "?", "A", "|", "3"]), max_size=4)))
def test_any_table_is_read(rows: list[list[str]]) -> None:
    lines = ["|Name|Done|Read|", "|---|---|---|", *("|" + "|".join(r) + "|" for r in rows)]
    for block in read_document("\n".join(lines)).blocks:
        if isinstance(block, Table):
            number = progress_column(block)
            assert empty_column(block) in (None, 1, 2)
            assert number is None or len(list(read_rows(block, number))) <= len(block.rows)
