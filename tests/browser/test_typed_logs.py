"""Logs as people type them, in a browser: narrow and wide, in both palettes, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.colours import ratio, text_and_ground
from tests.browser.conftest import Visit
from tests.browser.looks import WIDTHS, faults_in_every_look, settle
from tests.browser.serving import served_from
from tests.fixtures import ADDRESSES, KINDS, build_typed

PAGES = ("phases/", "agenda/", "roadmap/", "checklist/", "post", "topics/", "progress/")
WORDS = {"done": "✓", "partly": "◐", "maybe": "?", "open": "○"}


@pytest.fixture(scope="session", params=KINDS)
def typed_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the five logs' site; the real ones only where the samples are."""
    kind = str(request.param)
    root = build_typed(tmp_path_factory.mktemp(f"shown-{kind}"), kind)
    with served_from(root / "site") as address:
        yield f"{address}{kind}|"


def address(site: str, path: str) -> str:
    host, _, kind = site.rstrip("|").rpartition("/")
    return f"{host}/{ADDRESSES[kind] if path == 'post' else path}"


def at(visit: Visit, width: int) -> Page:
    """The page that is open, drawn at the width."""
    visit.page.set_viewport_size({"width": width, "height": 850})
    settle(visit.page)
    return visit.page


def visible(found: Locator, within: str = "") -> list[bool]:
    """Whether a reader sees each of them, or the first of that selector within each."""
    script = """(es, within) => es.map(e => {
        const shown = within ? e.querySelector(within) : e
        const box = shown.getBoundingClientRect()
        return box.width > 0 && box.height > 0 && shown.checkVisibility({visibilityProperty: true})
    })"""
    seen: list[bool] = found.evaluate_all(script, within)
    return seen


@pytest.mark.parametrize("path", PAGES)
def test_e13_no_page_scrolls_sideways_and_axe_finds_no_fault(
    visit: Visit, typed_site: str, path: str
) -> None:
    assert faults_in_every_look(visit, address(typed_site, path)) == []
    assert visit.faults == []


#: Of each long note: the letters in a line, its right edge, the size of its letters.
NOTES = """cells => cells.filter(c => c.textContent.length > 150).map(c => {
    const range = document.createRange(), style = getComputedStyle(c)
    range.selectNodeContents(c)
    const box = range.getBoundingClientRect()
    return [c.textContent.length * parseFloat(style.lineHeight) / box.height,
            box.right, parseFloat(style.fontSize)]
})"""


def test_e12_long_notes_can_be_read_without_scrolling_sideways(
    visit: Visit, typed_site: str
) -> None:
    visit.open(address(typed_site, "checklist/"))
    for width in WIDTHS:
        cells = at(visit, width).locator("tr.task td:last-child").evaluate_all(NOTES)
        assert len(cells) == 4
        for in_a_line, right, size in cells:
            assert in_a_line >= 18
            assert right <= width
            assert size >= 12


#: Of each task: its state, the words and the sign that show it, where both begin.
STATES = """tasks => tasks.map(task => {
    const shown = task.querySelector(':scope > .task-state, :scope > p > .task-state')
    const box = shown.getBoundingClientRect()
    return [task.dataset.state, shown.innerText,
            shown.querySelector('[aria-hidden=true]').innerText,
            box.left, box.top - task.getBoundingClientRect().top]
})"""


def test_each_state_is_a_sign_and_a_word_on_the_line_of_its_text(
    visit: Visit, typed_site: str
) -> None:
    seen = set()
    for path in ("phases/", "agenda/"):
        visit.open(address(typed_site, path))
        for width in WIDTHS:
            tasks = at(visit, width).locator("li.task").evaluate_all(STATES)
            for state, words, sign, left, down in tasks:
                assert (words.split(), sign) == ([WORDS[state], state], WORDS[state])
                assert -1 <= down <= 16
                assert left >= 0
                seen.add((width, state))
    assert seen == {(width, state) for width in WIDTHS for state in WORDS}


def test_the_lines_of_a_task_begin_at_one_place(visit: Visit, typed_site: str) -> None:
    """Text that goes on below begins where it began beside the state."""
    visit.page.set_viewport_size({"width": 390, "height": 850})
    page = visit.open(address(typed_site, "phases/"))
    script = """items => items.map(item => {
        const text = [...item.childNodes].find(n => n.nodeType === 3 && n.data.trim())
        const range = document.createRange()
        range.setStart(text, text.data.search(/\\S/))
        range.setEnd(text, text.data.trimEnd().length)
        return [...range.getClientRects()].map(r => r.left)
    })"""
    lines = page.locator("li.task").evaluate_all(script)
    assert max(len(lefts) for lefts in lines) > 1
    for lefts in lines:
        assert max(lefts) - min(lefts) <= 1.5


#: Of each row: its state, the words of its cell, the room that its typed sign takes.
CELLS = """rows => rows.map(row => {
    const cell = row.querySelector('td:nth-child(2)')
    return [row.dataset.state, cell.querySelector('.task-state').innerText,
            cell.querySelector('.task-typed').getBoundingClientRect().width]
})"""


def test_a_cell_has_its_state_as_one_sign_and_a_word(visit: Visit, typed_site: str) -> None:
    page = visit.open(address(typed_site, "checklist/"))
    rows = page.locator("tr.task").evaluate_all(CELLS)
    assert len(rows) == 39
    for state, words, typed_width in rows:
        assert words.split() == [WORDS[state], state]
        assert typed_width <= 1  # the typed sign says the same


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_states_and_their_sums_stand_out_from_the_ground(
    visit: Visit, typed_site: str, scheme: str
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    for path in ("phases/", "agenda/", "checklist/"):
        page = visit.open(address(typed_site, path))
        for selector in (".task-state", ".task-glyph", ".progress", ".progress-note"):
            for text, ground in text_and_ground(page.locator(f"article {selector}")):
                assert ratio(text, ground) >= 4.5, (path, selector)


def test_the_outline_of_the_sixth_level_has_room_on_a_narrow_screen(
    visit: Visit, typed_site: str
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 850})
    page = visit.open(address(typed_site, "phases/"))
    script = "es => es.map(e => e.getBoundingClientRect()).map(b => [b.width, b.right])"
    deep = page.locator("li li li li li li").evaluate_all(script)
    assert len(deep) == 3
    assert all(width >= 150 and right <= 390 for width, right in deep)


def test_a1_a_page_without_a_title_of_its_own_has_its_headings_in_the_contents(
    visit: Visit, typed_site: str
) -> None:
    page = visit.open(address(typed_site, "phases/"))
    contents = page.get_by_role("navigation", name="Table of contents")
    assert contents.first.locator("a").count() == 3


def test_c11_a_branch_is_folded_by_the_keyboard_and_the_tree_is_printed_whole(
    visit: Visit, typed_site: str
) -> None:
    page = visit.open(address(typed_site, "topics/"))
    branch = page.locator("li.topic:has(li.topic)").first
    leaf = branch.locator("li.topic").first
    expect(leaf).to_be_visible()
    branch.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(leaf).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(leaf).to_be_visible()
    assert visible(page.locator("li.topic[id]")) == [True] * 98


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["phases/", "agenda/", "checklist/"])
def test_on_paper_stand_the_lists_with_their_states_and_nothing_around_them(
    visit: Visit, typed_site: str, tmp_path: Path, path: str, scheme: str
) -> None:
    visit.page.emulate_media(media="print", color_scheme=scheme)
    visit.page.set_viewport_size({"width": 720, "height": 1000})  # A4 within its margins
    page = visit.open(address(typed_site, path))
    for around in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".headerlink"):
        assert not any(visible(page.locator(around))), around
    tasks = page.locator("article .task")
    assert tasks.count() and all(visible(tasks, ".task-state"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert _stays_whole(page)
    (tmp_path / "page.pdf").write_bytes(page.pdf())
    assert (tmp_path / "page.pdf").stat().st_size > 10_000


def _stays_whole(page: Page) -> bool:
    """Whether no leaf of a list is parted by the end of a sheet."""
    leaves = page.locator("article li.task:not(:has(li))")
    script = "es => es.every(e => getComputedStyle(e).breakInside.startsWith('avoid'))"
    return bool(leaves.evaluate_all(script))
