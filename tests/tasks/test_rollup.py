"""Tasks are counted for the page and for each heading with what stands below it."""

from __future__ import annotations

from studylog.tasks import Counts, Rollup
from tests.tasks.pages import four, real_log, rollups, seed, sums

PAGE = """\
- [x] before

# One

- [x] a
  - [ ] b

## Part *one*

- [/] c

---

**Bold**

- [?] d

# Two

text

### Deep

- [ ] e
"""


def test_a_heading_counts_what_is_below_it_down_to_the_next_of_its_level() -> None:
    assert rollups(PAGE) == (
        Rollup(None, 0, 1, Counts(2, 1, 1, 2)),
        Rollup("One", 1, 3, Counts(1, 1, 1, 1)),
        Rollup("Part one", 2, 8, Counts(0, 1, 1, 0)),
        Rollup("Two", 1, 18, Counts(0, 0, 0, 1)),
        Rollup("Deep", 3, 22, Counts(0, 0, 0, 1)),
    )


def test_headings_without_tasks_are_left_out() -> None:
    assert list(sums("# A\n\n## B\n\n## C\n\n- [ ] x\n")) == [0, 1, 5]


def test_parents_and_children_count_alike() -> None:
    assert sums("- [x] A\n  - [ ] B\n    - [ ] C\n")[0] == (1, 0, 0, 2)


def test_a_heading_that_is_a_task_counts_in_its_own_row_and_in_those_above() -> None:
    assert sums("# A\n\n## B ✅\n\n## C ⬜\n") == {
        0: (1, 0, 0, 1),
        1: (1, 0, 0, 1),
        3: (1, 0, 0, 0),
        5: (0, 0, 0, 1),
    }


def test_the_counts_are_said_in_words() -> None:
    assert str(Counts(6, 1, 9, 0)) == "6 of 16 done, 1 partly, 9 maybe"
    assert str(Counts(0, 0, 0, 12)) == "0 of 12 done"
    assert str(Counts(2, 0, 1, 3)) == "2 of 6 done, 1 maybe"


def test_tasks_with_the_same_text_are_two_and_it_is_said() -> None:
    page, *_ = rollups(
        "- [x] Read A\n- [ ] Read *A*\n- Read A (wip)\n- [ ] Read `b`\n- [ ] Read `c`\n"
    )
    assert (page.counts.total, page.same_text) == (5, 3)
    assert page.remark == "3 tasks have the same text"
    assert rollups("- [ ] A\n")[0].remark == ""


def test_rows_are_the_same_by_their_resource_cell() -> None:
    rows = "|Done|Resource|\n|---|---|\n|x|[A](https://one.org)|\n||[A](https://two.org)|\n||B|\n"
    assert rollups(rows)[0].same_text == 2


# The counts of the real logs.


def test_seed_000_is_counted_as_by_hand() -> None:
    assert sums(seed("000")) == {
        0: (6, 1, 15, 0),
        1: (6, 1, 9, 0),
        26: (0, 0, 5, 0),
        60: (0, 0, 1, 0),
    }


def test_a14_no_two_tasks_have_the_same_text_and_one_is_below_the_last_heading() -> None:
    page, *_, last = rollups(seed("000"))
    assert (page.same_text, last.line, four(last)) == (0, 60, (0, 0, 1, 0))


def test_b8_nothing_is_done_below_the_two_headings_of_the_agenda() -> None:
    rows = [(r.heading, r.level, r.line, four(r)) for r in rollups(seed("001"))]
    assert rows == [
        (None, 0, 1, (0, 0, 0, 12)),
        ("Agenda", 2, 1, (0, 0, 0, 12)),
        ("Agenda - Week 4", 3, 27, (0, 0, 0, 12)),
    ]


def test_c8_there_is_no_progress_at_all_without_tasks() -> None:
    assert rollups(seed("002")) == rollups(seed("003")) == ()


def test_e6_the_tables_are_counted_per_section_and_page() -> None:
    rows = rollups(seed("004"))
    assert {r.line if r.heading else 0: (r.counts.done, r.counts.total) for r in rows} == {
        0: (11, 39),
        6: (10, 37),
        8: (9, 17),
        11: (2, 4),
        20: (0, 2),
        27: (7, 11),
        49: (1, 20),
        76: (0, 1),
        83: (1, 2),
        85: (1, 2),
    }
    assert rows[0].remark == "2 tasks have the same text"


def test_a_long_real_log_has_the_counts_of_its_rows() -> None:
    rows = rollups(real_log("amitness-learning.md"))
    assert four(rows[0]) == (420, 5, 0, 104)
    by_name = {r.heading: four(r) for r in rows}
    assert by_name["System Design"] == (11, 0, 0, 4)
    assert by_name["Data Structures and Algorithms"] == (4, 1, 0, 0)
    assert sum(r.counts.total for r in rows if r.level == 2) == 529
