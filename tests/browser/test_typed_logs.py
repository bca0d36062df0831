"""Logs as people type them, in a browser: narrow and wide, in both palettes, and on paper."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_pages import _ratio
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
    handler = functools.partial(_Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{kind}|"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def address(site: str, path: str) -> str:
    host, _, kind = site.rstrip("|").rpartition("/")
    return f"{host}/{ADDRESSES[kind] if path == 'post' else path}"


def colours(found: Locator) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The text's colour of each, and that of the ground it stands on."""
    script = """es => es.map(e => {
        let ground = e
        while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
            ground = ground.parentElement
        return [getComputedStyle(e).color, getComputedStyle(ground).backgroundColor]
    })"""
    return [(_colour(text), _colour(ground)) for text, ground in found.evaluate_all(script)]


def _colour(css: str) -> tuple[int, ...]:
    return tuple(int(n) for n in css[css.index("(") + 1 : -1].split(",")[:3])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_e13_no_page_scrolls_sideways_and_axe_finds_no_fault(
    visit: Visit, typed_site: str, path: str, scheme: str, width: int
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    visit.page.set_viewport_size({"width": width, "height": 850})
    page = visit.open(address(typed_site, path))
    assert visit.faults == []
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    said = [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found.response["violations"]]
    assert said == []


@pytest.mark.parametrize("width", [390, 1280])
def test_e12_long_notes_can_be_read_without_scrolling_sideways(
    visit: Visit, typed_site: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 850})
    page = visit.open(address(typed_site, "checklist/"))
    script = """cells => cells.filter(c => c.textContent.length > 150).map(c => {
        const range = document.createRange(), style = getComputedStyle(c)
        range.selectNodeContents(c)
        const box = range.getBoundingClientRect()
        return [c.textContent.length * parseFloat(style.lineHeight) / box.height,
                box.right, parseFloat(style.fontSize)]
    })"""
    cells = page.locator("tr.task td:last-child").evaluate_all(script)
    assert len(cells) == 4
    for in_a_line, right, size in cells:
        assert in_a_line >= 18
        assert right <= width
        assert size >= 12


@pytest.mark.parametrize("width", [390, 1280])
def test_each_state_is_a_sign_and_a_word_on_the_line_of_its_text(
    visit: Visit, typed_site: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 850})
    seen = set()
    for path in ("phases/", "agenda/"):
        page = visit.open(address(typed_site, path))
        for task in page.locator("li.task").all():
            state = str(task.get_attribute("data-state"))
            shown = task.locator("> .task-state, > p > .task-state").first
            assert shown.inner_text().split() == [WORDS[state], state]
            assert shown.locator("[aria-hidden=true]").inner_text() == WORDS[state]
            box, item = shown.bounding_box(), task.bounding_box()
            assert box and item
            assert item["y"] - 1 <= box["y"] <= item["y"] + 16
            assert box["x"] >= 0
            seen.add(state)
    assert seen == set(WORDS)


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


def test_a_cell_has_its_state_as_one_sign_and_a_word(visit: Visit, typed_site: str) -> None:
    page = visit.open(address(typed_site, "checklist/"))
    rows = page.locator("tr.task")
    assert rows.count() == 39
    for row in rows.all():
        state = str(row.get_attribute("data-state"))
        shown = row.locator("td:nth-child(2) .task-state")
        assert shown.inner_text().split() == [WORDS[state], state]
        typed = row.locator("td:nth-child(2) .task-typed").bounding_box()
        assert typed and typed["width"] <= 1  # the typed sign says the same


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_states_and_their_sums_stand_out_from_the_ground(
    visit: Visit, typed_site: str, scheme: str
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    for path in ("phases/", "agenda/", "checklist/"):
        page = visit.open(address(typed_site, path))
        for selector in (".task-state", ".task-glyph", ".progress", ".progress-note"):
            for text, ground in colours(page.locator(f"article {selector}")):
                assert _ratio(text, ground) >= 4.5, (path, selector)


def test_the_outline_of_the_sixth_level_has_room_on_a_narrow_screen(
    visit: Visit, typed_site: str
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 850})
    page = visit.open(address(typed_site, "phases/"))
    deep = page.locator("li li li li li li")
    assert deep.count() == 3
    for item in deep.all():
        box = item.bounding_box()
        assert box and box["width"] >= 150 and box["x"] + box["width"] <= 390


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
    topics = page.locator("li.topic[id]").all()
    assert len(topics) == 98 and all(topic.is_visible() for topic in topics)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["phases/", "agenda/", "checklist/"])
def test_on_paper_stand_the_lists_with_their_states_and_nothing_around_them(
    visit: Visit, typed_site: str, tmp_path: Path, path: str, scheme: str
) -> None:
    visit.page.emulate_media(media="print", color_scheme=scheme)
    visit.page.set_viewport_size({"width": 720, "height": 1000})  # A4 within its margins
    page = visit.open(address(typed_site, path))
    for around in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".headerlink"):
        assert not any(e.is_visible() for e in page.locator(around).all()), around
    tasks = page.locator("article .task").all()
    assert tasks and all(task.locator(".task-state").first.is_visible() for task in tasks)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert _stays_whole(page)
    (tmp_path / "page.pdf").write_bytes(page.pdf())
    assert (tmp_path / "page.pdf").stat().st_size > 10_000


def _stays_whole(page: Page) -> bool:
    """Whether no leaf of a list is parted by the end of a sheet."""
    leaves = page.locator("article li.task:not(:has(li))")
    script = "es => es.every(e => getComputedStyle(e).breakInside.startsWith('avoid'))"
    return bool(leaves.evaluate_all(script))
