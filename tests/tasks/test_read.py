"""A page decides together what its marks mean: which items are tasks, and in which state."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.dialect import Heading, Item, Row, Table, walk
from studylog.tasks import STATES, Task, rollups_of
from tests.tasks.pages import read, real_log, seed, states, table

PAGE = """\
- [ ] before any heading
# One ##
* [x] done
  1. [X] nested, ordered
     - [/] partly
- [~] partly too
## *Two*
+ [?] maybe
- [] open as well
- [y] no state
-[ ] no item
- [ ]no blank

      - [ ] in code

```
- [ ] in code
```
<!-- - [ ] in a comment
- [ ] and on
-->
- [ ] with `<!--` in code
"""


def test_marked_items_become_tasks_in_the_order_of_the_page() -> None:
    _, found = read(PAGE)
    assert found.tasks == tuple(
        Task("docs/p.md", line, text, state, heading, text.replace("`", ""))
        for line, text, state, heading in [
            (1, "before any heading", "open", None),
            (3, "done", "done", "One"),
            (4, "nested, ordered", "done", "One"),
            (5, "partly", "partly", "One"),
            (6, "partly too", "partly", "One"),
            (8, "maybe", "maybe", "*Two*"),
            (9, "open as well", "open", "*Two*"),
            (22, "with `<!--` in code", "open", "*Two*"),
        ]
    )


def test_the_text_of_a_task_is_as_typed_behind_the_box() -> None:
    _, found = read("- [x] *A* [b](c.md) (kind of done)\n- B ✅\n- ~~C~~\n  more\n\n# D (done)\n")
    assert [(t.text, t.name) for t in found.tasks] == [
        ("*A* [b](c.md) (kind of done)", "A b"),
        ("B ✅", "B"),
        ("D (done)", "D"),
    ]


def test_states_are_known_by_item_row_and_heading() -> None:
    page = "- [ ] A\n" + table("✅") + "\n# B (wip)\n"
    document, found = read(page)
    kinds = {Item: "open", Row: "done", Heading: "partly"}
    assert {type(block): state for block, state in found.of.items()} == kinds
    assert set(found.of) <= set(walk(document))
    assert [found.columns[b] for b in found.columns] == [1]
    assert all(isinstance(block, Table) for block in found.columns)


def test_a_question_is_a_doubt_only_on_a_page_with_marks() -> None:
    questions = "- chess?\n- go ?\n- what is a kernel?\n"
    assert states(questions) == {}
    both = {"chess": "maybe", "go": "maybe"}
    assert states(questions + "- [ ] A\n") == {"A": "open", **both}
    assert states(questions + "- A (done)\n")["chess"] == "maybe"
    assert states(questions + table("✅", "")) == {**both, "a": "done", "b": "open"}
    assert states(table("", "") + questions) == {}
    assert states(questions + "\n# A ✅\n") == {**both, "A": "done"}
    assert states(questions + "- [-] A\n- B (dropped)\n") == {}
    assert states(questions + "\n> - [x] A\n") == {}


def test_without_any_mark_there_are_no_tasks() -> None:
    document, found = read("# Title\n\n- A\n  - B\n\n1. C\n\n|A|B|\n|---|---|\n|1|2|\n")
    assert (found.of, found.tasks, found.problems) == ({}, (), ())
    assert rollups_of(document, found) == ()


def test_items_without_a_mark_are_open_in_a_list_ticked_off_in_words() -> None:
    assert states("- A (done)\n- B\n") == {"A": "done", "B": "open"}
    assert states("- A ✅\n- B\n") == {"A": "done", "B": "open"}
    assert states("- ~~A~~\n- B\n") == {"A": "done", "B": "open"}
    assert states("- A (wip)\n- B\n") == {"A": "partly", "B": "open"}


def test_items_without_a_mark_are_nothing_where_open_has_a_sign() -> None:
    assert states("- [x] A\n- B\n") == {"A": "done"}
    assert states("- A ✅\n- B ⬜\n- C\n") == {"A": "done", "B": "open"}
    assert states("- A (done)\n- B (todo)\n- C\n") == {"A": "done", "B": "open"}
    assert states("- A (done)\n- [-] B\n- C\n") == {"A": "done"}
    assert states("- A (maybe)\n- B\n") == {"A": "maybe"}
    assert states("- A (dropped)\n- B\n") == {}


def test_an_item_that_only_opens_a_sublist_is_not_open_and_its_items_are() -> None:
    assert states("- A (done)\n- B:\n  - C\n    - D\n  - E\n") == {
        "A": "done",
        "D": "open",
        "E": "open",
    }
    assert states("- B:\n  - C\n    - D (done)\n- E\n") == {"D": "done", "E": "open"}


def test_what_lies_below_a_marked_item_is_not_open() -> None:
    assert states("- A (done)\n  - B\n    - C\n- D\n") == {"A": "done", "D": "open"}
    assert states("- A (done)\n- chess?\n  - B\n") == {"A": "done", "chess": "maybe"}
    assert states("- A (done)\n- X (dropped)\n  - B\n") == {"A": "done"}


def test_each_outermost_list_stands_for_itself() -> None:
    assert states("- A (done)\n- B\n\ntext\n\n- C\n- D\n") == {"A": "done", "B": "open"}


def test_an_item_without_text_is_not_open() -> None:
    assert states("- A (done)\n-\n- \n") == {"A": "done"}


def test_lists_in_quotes_are_shown_and_not_counted() -> None:
    page = "> - [x] A\n>   - [] B\n> - chess?\n\n- [ ] C\n"
    _, found = read(page)
    assert [t.name for t in found.tasks] == ["C"]
    assert list(found.quoted.values()) == ["done", "open", "maybe"]
    assert found.problems == ()
    only_quoted = read("> - [x] A\n")[1]
    assert (only_quoted.tasks, list(only_quoted.quoted.values())) == ((), ["done"])


def test_lists_in_admonitions_count() -> None:
    assert states("!!! note\n\n    - [x] A\n\n- [ ] B\n") == {"A": "done", "B": "open"}


def test_a_heading_with_a_mark_and_no_tasks_below_it_is_one_task() -> None:
    _, found = read("# Plan\n\n## One ✅\n\ntext\n\n## Two (wip)\n\n## Three (dropped)\n")
    assert [(t.text, t.name, t.line, t.state, t.heading) for t in found.tasks] == [
        ("One ✅", "One", 3, "done", "One ✅"),
        ("Two (wip)", "Two", 7, "partly", "Two (wip)"),
    ]


def test_a_heading_with_tasks_below_it_is_none() -> None:
    assert states("# A (done)\n\n- [ ] B\n") == {"B": "open"}
    assert states("# A (done)\n\n## C\n\n- [ ] B\n") == {"B": "open"}
    assert states("# A (done)\n\n## B ✅\n\n## C ✅\n") == {"B": "done", "C": "done"}
    assert states("# A (done)\n\n## B (dropped)\n") == {"A": "done"}
    assert states("## A (done)\n\n# B\n\n- [ ] C\n") == {"A": "done", "C": "open"}


def test_what_marks_contradict_is_said_with_its_line() -> None:
    _, found = read("text\n\n- [x] A (todo)\n- [] B\n")
    assert [str(p) for p in found.problems] == [
        "docs/p.md:3: '[x]' says done and '(todo)' says open; counted as done "
        "(keep one of the two)",
        "docs/p.md:4: the box '[]' is taken as '[ ]' (write a blank between its brackets)",
    ]
    assert {p.level for p in found.problems} == {"note"}


# The rows of the real logs.


def by_line(text: str) -> dict[int, str]:
    return {task.line: task.state for task in read(text)[1].tasks}


def test_a6_six_items_say_done() -> None:
    found = by_line(seed("000"))
    assert [n for n, state in found.items() if state == "done"] == [9, 10, 11, 12, 13, 19]


def test_a7_done_kind_of_is_partly() -> None:
    found = by_line(seed("000"))
    assert [n for n, state in found.items() if state == "partly"] == [18]


def test_a8_fifteen_items_end_in_a_question_mark() -> None:
    found = by_line(seed("000"))
    maybe = [14, 15, 16, 17, 20, 21, 22, 23, 24, 29, 30, 31, 40, 53, 63]
    assert [n for n, state in found.items() if state == "maybe"] == maybe
    assert len(found) == 22


def test_a11_items_that_only_open_a_sublist_have_no_state() -> None:
    text = seed("000")
    opening = [n for n, line in enumerate(text.split("\n"), 1) if line.rstrip().endswith(":")]
    opening = [n for n in opening if n > 8 and n < 70 and "#" not in text.split("\n")[n - 1]]
    assert len(opening) == 9
    assert not set(opening) & set(by_line(text))


def test_b8_twelve_boxes_are_open_and_the_plain_sublist_has_no_state() -> None:
    assert by_line(seed("001")) == dict.fromkeys(range(36, 48), "open")


def test_c8_a_page_without_marks_has_no_state_on_any_item() -> None:
    document, found = read(seed("002"))
    assert sum(isinstance(b, Item) for b in walk(document)) == 98
    assert (found.of, found.tasks, found.problems) == ({}, (), ())


def test_e6_cells_with_blanks_count_as_they_read() -> None:
    document, found = read(seed("004"))
    tables = [b for b in walk(document) if isinstance(b, Table)]
    counted = [Counter(found.of[row] for row in t.rows) for t in tables]
    assert [(c["done"], c.total()) for c in counted] == [
        (2, 4),
        (0, 2),
        (7, 11),
        (1, 19),
        (0, 1),
        (1, 2),
    ]
    assert set(by_line(seed("004"))) & {43, 44, 45} == set()


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_real_logs_raise_nothing(number: str) -> None:
    assert read(seed(number))[1].problems == ()


def test_a_long_real_log_is_counted_row_by_row() -> None:
    _, found = read(real_log("amitness-learning.md"))
    assert len(found.columns) == 43
    assert Counter(found.of.values()) == {"done": 420, "partly": 5, "open": 104}
    assert found.problems == ()
    assert read(real_log("100days-avik.md"))[1].tasks == ()


PARTS = st.lists(
    st.sampled_from(
        ["- [ ] a", "- b (done)", "1. c?", "# d ✅", "> ", "  ", "    ", "\n", "\n", "```", "<!--",
         "-->", "|A|Done|\n|---|---|\n", "|a|x|\n", "!!! note", "(dropped)", "~~"]
    )
).map("".join)  # fmt: skip


@given(st.text() | PARTS)
def test_any_page_has_counts_that_agree(text: str) -> None:
    document, found = read(text)
    assert len(found.tasks) == len(found.of)
    assert set(found.of.values()) <= set(STATES)
    assert not set(found.of) & set(found.quoted)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(1 <= task.line <= len(lines) for task in found.tasks)
    rows = rollups_of(document, found)
    assert not rows or rows[0].counts.total == len(found.tasks)
    assert all(0 < row.counts.total <= len(found.tasks) for row in rows)


@pytest.mark.parametrize(
    ("piece", "done", "maybe"),
    [
        ("- a (done)\n", 500, 0),
        ("# a ✅\n", 500, 0),
        ("|a|x|\n", 500, 0),
        ("- a?\n", 0, 500),
        ("> - [ ] a\n\n", 0, 0),
    ],
)
def test_each_task_of_a_long_page_is_counted(piece: str, done: int, maybe: int) -> None:
    page = "|A|Done|\n|---|---|\n" + piece * 500 + "\n# b\n\n- the last (in progress)\n"
    document, found = read(page)
    assert found.tasks[-1].name == "the last"
    counts = rollups_of(document, found)[0].counts
    assert (counts.done, counts.partly, counts.maybe, counts.open) == (done, 1, maybe, 0)


def test_a_list_a_thousand_deep_is_counted() -> None:
    _, found = read("\n".join("  " * n + "- a (done)" for n in range(300)))
    assert len(found.tasks) >= 1
