"""A task's element says its state once, in a sign and a word, beside what was typed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.extension.converter import convert


def element(markdown: str, selector: str = ".task") -> Tag:
    found = BeautifulSoup(convert(markdown), "html.parser").select_one(selector)
    assert found
    return found


@pytest.mark.parametrize(
    ("typed", "state"),
    [("[x] a", "done"), ("✅ a", "done"), ("a (done, mostly)", "partly"), ("~~a~~", "done"),
     ("❌ a", "open"), ("[?] a", "maybe"), (":white_check_mark: a", "done")],
)  # fmt: skip
def test_an_item_says_its_state_in_a_word_before_its_text(typed: str, state: str) -> None:
    item = element(f"- {typed}\n")
    chip = item.select_one(".task-state")
    assert item["data-state"] == state and chip and chip.text.split()[-1] == state
    glyph = chip.select_one("[aria-hidden]")
    assert glyph and glyph.text.strip()


def test_a_typed_box_is_what_it_stands_for_and_a_typed_sign_is_still_there() -> None:
    assert "[x]" not in element("- [x] a\n").text
    typed = element("- ✅ a\n").select_one(".task-typed")
    assert typed and typed.text == "✅" and typed["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("✅", "✓ done ✅"), ("⬜ ", "○ open ⬜"), ("", "○ open"), ("Done", "✓ Done"),
     ("[x]", "✓ done [x]"), ("done, mostly", "◐ partly done, mostly"), ("3/8", "◐ partly 3/8")],
)  # fmt: skip
def test_a_row_says_its_state_in_the_cell_of_its_progress(typed: str, said: str) -> None:
    row = element(
        f"|T|Progress|\n|-|-|\n|a|✅|\n|b|✅|\n|c|✅|\n|d|{typed}|\n", "tbody tr:last-child"
    )
    assert "task" in row["class"]
    assert " ".join(row.select("td")[1].text.split()) == said


def test_a_heading_that_is_a_task_says_it() -> None:
    assert element("## a (done)\n\ntext\n", "h2.task")["data-state"] == "done"


def test_a_loose_item_says_it_within_its_paragraph() -> None:
    item = element("- [x] a\n\n- [ ] b\n")
    assert [child.name for child in item.find_all(recursive=False)] == ["p"]
    assert " ".join(item.text.split()) == "✓ done a"


def test_a_box_of_a_page_without_tasks_is_a_box_all_the_same() -> None:
    html = convert("- [-] a\n- b\n")
    assert 'class="task"' not in html and "a" in html


def test_a_box_with_nothing_behind_it_is_a_box_and_no_task() -> None:
    html = convert("- [ ] \n- [x] \n- [x] a\n")
    page = BeautifulSoup(html, "html.parser")
    assert [" ".join(li.text.split()) for li in page("li")] == ["○ open", "✓ done", "✓ done a"]
    assert len(page.select(".task")) == 1
