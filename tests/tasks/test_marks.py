"""A text says its state by a box, a glyph, a stroke, words or a question mark, in this order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.tasks import STATES, Mark, read_mark
from studylog.tasks.marks import BOX, GLYPH, QUESTION, STRUCK, WORDS, read_end_mark

DONE_GLYPHS = "✅ ☑ ✔ ✓ :white_check_mark: :heavy_check_mark: :ballot_box_with_check:"
PARTLY_GLYPHS = "🔄 ⏳ 🚧 🟡 🟨 :construction: :hourglass:"
MAYBE_GLYPHS = "❓ :question:"
OPEN_GLYPHS = "⬜ ☐ 🔲 ❌ ✗ ✘ ✖ :x: :white_large_square:"
GLYPHS = [
    (glyph, state)
    for glyphs, state in zip(
        (DONE_GLYPHS, PARTLY_GLYPHS, MAYBE_GLYPHS, OPEN_GLYPHS), STATES, strict=True
    )
    for glyph in glyphs.split()
]
DONE = "done, finished, complete, completed, read, watched"
PARTLY = (
    "in progress, wip, started, ongoing, reading, watching, doing, half, partly, partially, skimmed"
)
MAYBE = "maybe, perhaps, optional, tbd, ?, done?"
OPEN = (
    "open, todo, to do, to-do, pending, not done, not started, not yet, planned, next, later, "
    "queued, unread, to read"
)
WORD_STATES = [
    (word, state)
    for words, state in zip((DONE, PARTLY, MAYBE, OPEN), STATES, strict=True)
    for word in words.split(", ")
]


def state(markdown: str) -> str | None:
    """The state, `no task` where the text says so, None where it says nothing."""
    mark = read_mark(markdown)
    return mark and (mark.state or "no task")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[x] A", "done"),
        ("[X] A", "done"),
        ("[/] A", "partly"),
        ("[~] A", "partly"),
        ("[?] A", "maybe"),
        ("[ ] A", "open"),
        ("[] A", "open"),
        ("[ ]\tA", "open"),
        ("[x]\nA", "done"),
        ("[-] A", "no task"),
        ("[y] A", None),
        ("[ ]A", None),
        ("[x]A", None),
        ("A [x]", None),
        ("[ ]", None),
        ("[x]", None),
        ("`[x]` A", None),
        ("[x](https://e.org) A", None),
    ],
)
def test_row_1_is_a_box_at_the_start(markdown: str, expected: str | None) -> None:
    mark = read_mark(markdown)
    assert state(markdown) == expected
    assert mark is None or mark.row == BOX


@pytest.mark.parametrize(("glyph", "expected"), GLYPHS)
@pytest.mark.parametrize("form", ["{} A", "A {}", "{}A", "**{} A**", "[A {}](x.md)", "{}\ufe0f A"])
def test_row_2_is_a_glyph_at_the_start_or_the_end(glyph: str, expected: str, form: str) -> None:
    mark = read_mark(form.format(glyph))
    assert mark == Mark(expected, GLYPH, "A")


@pytest.mark.parametrize("text", ["A ✅ B", "A ✅ (2024)", "`✅` A", "A ![✅](x.png)", "A `:x:`"])
def test_a_glyph_inside_the_text_or_in_code_is_no_mark(text: str) -> None:
    assert state(text) is None


def test_row_3_is_a_stroke_through_the_whole_text() -> None:
    assert read_mark("~~A *b*~~") == Mark("done", STRUCK, "A b")
    assert state("~~A~~ B") is None
    assert state("~A~") is None
    assert state("`~~A~~`") is None


@pytest.mark.parametrize(("word", "expected"), WORD_STATES)
@pytest.mark.parametrize("form", ["A ({})", "A [{}]", "A({})", "A ({}).", "A ({})!", "A **({})**"])
def test_row_4_are_words_in_brackets_at_the_end(word: str, expected: str, form: str) -> None:
    for written in (word, word.upper(), word.capitalize()):
        assert read_mark(form.format(written)) == Mark(expected, WORDS, "A")


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", ": "])
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("done", "done"),
        ("finished", "done"),
        ("Completed", "done"),
        ("in progress", "partly"),
        ("TODO", "open"),
        ("todo.", "open"),
    ],
)
def test_row_4_few_words_also_stand_behind_a_dash_or_colon(
    dash: str, word: str, expected: str
) -> None:
    assert read_mark(f"A{dash}{word}") == Mark(expected, WORDS, "A")


@pytest.mark.parametrize(
    "text", ["A - read", "A - wip", "A -done", "A: complete", "A, done", "done"]
)
def test_no_other_words_and_no_other_signs_do(text: str) -> None:
    assert state(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("YOLO ?", "maybe"),
        ("chess?", "maybe"),
        ("Don't stratify CV folding?", "maybe"),
        ("A really??", "maybe"),
        ("[chess?](x.md)", "maybe"),
        ("?", None),
        ("chess?!", None),
        ("What is a kernel?", None),
        ("what's next ?", None),
        ('"Why?"?', None),
    ],
)
def test_row_5_is_a_last_question_mark(text: str, expected: str | None) -> None:
    assert state(text) == expected
    mark = read_mark(text)
    assert mark is None or mark.row == QUESTION


ASKING = (
    "what why how which who whose when where is are was were does did can could should would will"
)


@pytest.mark.parametrize("word", ASKING.split())
def test_row_5_a_question_is_no_doubt(word: str) -> None:
    assert state(f"{word} the loss ?") is None
    assert state(f"*{word.capitalize()}* the loss?") is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("done, kind of...", "done, partly"),
        ("done 3 May", "done"),
        ("done, again", "done"),
        ("done; again", "done"),
        ("Done: all of it", "done"),
        ("done - twice", "done"),
        ("done – twice", "done"),
        ("done — twice", "done"),
        ("done on Monday", "done"),
        ("done in May", "done"),
        ("done by hand", "done"),
        ("done at last", "done"),
        ("finished 2024-05-01", "done"),
        ("complete, I think", "done"),
        ("completed in May", "done"),
        ("done, kinda", "partly"),
        ("done, sort of", "partly"),
        ("done, sorta", "partly"),
        ("done, mostly", "partly"),
        ("done, almost", "partly"),
        ("done, nearly", "partly"),
        ("done, partly", "partly"),
        ("done, partially", "partly"),
        ("done, half of it", "partly"),
        ("done, more or less", "partly"),
        ("done, except 3", "partly"),
        ("done, but slowly", "partly"),
        ("done, not fully", "partly"),
        ("done, not all", "partly"),
        ("done, butter", "done"),
        ("mostly done", "partly"),
        ("half finished", "partly"),
        ("nearly complete", "partly"),
        ("more or less done", "partly"),
        ("not fully done, yet", "partly"),
        ("yet", None),
        ("90%", None),
        ("done right", None),
        ("done yet", None),
        ("mostly", None),
        ("read 2024", None),
        ("not done yet", None),
        ("redone", None),
        ("done (mostly)", None),
        ("", None),
    ],
)
def test_done_may_be_followed_by_more(said: str, expected: str | None) -> None:
    assert state(f"A ({said})") == (expected and expected.rpartition(", ")[2])


@pytest.mark.parametrize(
    "text",
    [
        "Not done (yet)",
        "done right",
        "(re)Read",
        "(re)Read the blog",
        "(done) X",
        "[done] X",
        "Be able to train a (SOTA?) model",
        "A (done",
        "A done)",
        "A `(done)`",
        "A (`done`)",
        "A (done) (2024)",
        "A [done](x.md)",
        "",
        " ",
    ],
)
def test_other_words_have_no_state(text: str) -> None:
    assert state(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[-] A",
        "A (dropped)",
        "A [Skipped]",
        "A (cancelled).",
        "A (canceled)",
        "A (abandoned)",
        "[ ] A (dropped)",
        "[ ] ~~A~~",
        "~~[ ] A~~",
        "[] ~~A~~",
    ],
)
def test_what_is_no_task_any_more_is_not_counted(text: str) -> None:
    mark = read_mark(text)
    assert mark and (mark.state, mark.faults) == (None, ())


@pytest.mark.parametrize(
    ("text", "expected", "fact"),
    [
        ("[x] A (todo)", "done", "'[x]' says done and '(todo)' says open; counted as done"),
        ("[ ] A ✅", "open", "'[ ]' says open and '✅' says done; counted as open"),
        ("✅ A ❌", "done", "'✅' says done and '❌' says open; counted as done"),
        ("A (todo) ✔️", "done", "'✔' says done and '(todo)' says open; counted as done"),
        ("~~A~~", "done", None),
        ("~~❌ A~~", "open", "'❌' says open and '~~' says done; counted as open"),
        ("~~A (todo)~~", "done", "'~~' says done and '(todo)' says open; counted as done"),
        ("[x] A (mostly done)", "partly", None),
        ("[x] A (wip)", "partly", None),
        ("[x] A (maybe)", "done", None),
        ("[/] A ✅", "partly", None),
        ("[ ] A (wip)", "open", None),
    ],
)
def test_of_two_marks_the_stronger_counts_and_a_contradiction_is_said(
    text: str, expected: str, fact: str | None
) -> None:
    mark = read_mark(text)
    assert mark and mark.state == expected
    assert mark.faults == (((fact, "keep one of the two"),) if fact else ())


def test_a_box_without_a_blank_is_said() -> None:
    mark = read_mark("[] A")
    assert mark and mark.faults == (
        ("the box '[]' is taken as '[ ]'", "write a blank between its brackets"),
    )


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("[ ] A", "[ ] "),
        ("[x]  \tA (wip)", "[x]  \t"),
        ("[] A", "[] "),
        ("[-] A", "[-] "),
        ("[?]\n  A", "[?]\n  "),
        ("**[x] A**", ""),
        ("✅ A", ""),
        ("A (done)", ""),
    ],
)
def test_the_typed_box_is_known_by_its_length(text: str, box: str) -> None:
    mark = read_mark(text)
    assert mark and text[: mark.box] == box


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Week 1 ✅", "done"),
        ("Week 1 (wip)", "partly"),
        ("Week 1 (maybe) ", "maybe"),
        ("Week 1 - todo", "open"),
        ("Week 1 ✅ {#one}", "done"),
        ("✅ Week 1", None),
        ("[x] Week 1", None),
        ("~~Week 1~~", None),
        ("Week 1?", None),
        ("Week 1 (30 days)", None),
    ],
)
def test_only_the_end_of_a_heading_is_a_mark(text: str, expected: str | None) -> None:
    mark = read_end_mark(text)
    assert (mark and mark.state) == expected


PARTS = st.lists(
    st.sampled_from(
        [
            *"()[]{}~`*_?!.- x\n",
            "[ ] ",
            "[x] ",
            "(done",
            "done",
            ", but",
            "✅",
            "⬜",
            "~~",
            "dropped",
        ]
    )
).map("".join)


@given(st.text() | PARTS)
def test_any_text_has_at_most_one_state_and_is_never_a_fault_of_ours(text: str) -> None:
    mark = read_mark(text)
    assert mark is None or (mark.state in (*STATES, None) and 0 <= mark.box <= len(text))
    end = read_end_mark(text)
    assert end is None or end.row in (GLYPH, WORDS)


@given(st.sampled_from([*GLYPHS, *((f"({w})", s) for w, s in WORD_STATES)]), st.text("ab c"))
def test_a_mark_at_the_end_says_the_same_behind_any_words(mark: tuple[str, str], text: str) -> None:
    assert state(f"{text} {mark[0]}") == mark[1]


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "[", "[ ] ", "(done", " - ", "✅", "?", "{#", " \t", "done, but ", "()", ".!"],
)
def test_the_mark_behind_a_long_hostile_text_is_found(piece: str) -> None:
    run = piece * 1000
    assert read_end_mark(run + "x)") is None
    mark = read_end_mark(run + " a (done)")
    assert mark is not None
    assert mark.state == "done"
    assert "".join(mark.name.split()) == "".join((run + "a").split())
