"""The built site below a sub-path, as a reader sees and uses it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.colours import ratio
from tests.browser.conftest import Visit
from tests.browser.looks import faults_in_every_look

PAGES = (
    "",
    "blog/",
    "blog/2026/10/09/learning-rate-range-test/",
    "papers/",
    "papers/he2016deep/",
    "notebooks/",
    "notebooks/lr-range-test/",
    "agenda/",
    "roadmap/",
    "topics/",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_without_a_fault_fit_the_screen_and_axe_finds_no_fault(
    visit: Visit, served: str, path: str
) -> None:
    assert faults_in_every_look(visit, served + path, axe_at=(1280,)) == []
    assert visit.faults == []


def test_the_home_page_shows_what_is_read_written_run_and_next(visit: Visit, served: str) -> None:
    page = visit.open(served)
    for name in ("Now reading", "Latest posts", "Next tasks", "Latest experiments"):
        section = page.get_by_role("region", name=name)
        expect(section).to_be_visible()
        assert section.get_by_role("link").count() >= 2


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Very Deep Convolutional", "papers/simonyan2015very/"),
        ("guessing learning rates", "blog/2026/10/09/learning-rate-range-test/"),
        ("usable learning rate for the price", "notebooks/lr-range-test/"),
    ],
)
def test_search_finds_papers_posts_and_notebooks(
    visit: Visit, served: str, words: str, target: str
) -> None:
    page = visit.open(served)
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type(words, delay=10)
    result = page.locator(f".md-search-result__link[href*='{target}']").first
    expect(result).to_be_visible()
    assert visit.faults == []


def test_the_palette_is_switched_and_kept(visit: Visit, served: str) -> None:
    page = visit.open(served)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[title='Switch to the dark palette']").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    visit.open(served + "papers/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plots_are_there_and_stand_out_from_the_ground(
    visit: Visit, served: str, scheme: str
) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    page = visit.open(served + "notebooks/lr-range-test/")
    figures = page.locator("img.figure")
    assert figures.count() >= 1
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        assert figure.get_attribute("alt")
        assert page.evaluate("e => e.decode().then(() => e.naturalWidth)", figure.element_handle())
        assert _contrast(figure.screenshot()) >= 3


def _contrast(png: bytes) -> float:
    """The highest ratio of any colour of the picture to its most common one, by WCAG 2."""
    import io

    from PIL import Image

    colours = Image.open(io.BytesIO(png)).convert("RGB").getcolors(1 << 24) or []
    ground = max(colours)[1]
    return max(ratio(ground, colour) for count, colour in colours if count > 20)


def test_maths_is_typeset_in_its_own_font_everywhere(visit: Visit, served: str) -> None:
    for path in ("papers/he2016deep/", "blog/2026/10/09/learning-rate-range-test/",
                 "notebooks/lr-range-test/"):  # fmt: skip
        page = visit.open(served + path)
        assert page.locator("article math").count() >= 1
        loaded = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
        assert any("Studylog Math" in family for family in page.evaluate(loaded))
        prose = page.locator("article p").all_inner_texts()
        assert not [text for text in prose if "$" in text]


def test_every_internal_address_answers(own_site: Path, served: str, visit: Visit) -> None:
    host = f"http://{urlsplit(served).netloc}/"
    addresses: set[str] = set()
    ids: dict[str, set[str]] = {}
    for page in own_site.rglob("*.html"):
        here = served + page.relative_to(own_site).as_posix().removesuffix("index.html")
        parsed = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        ids[here] = {str(e["id"]) for e in parsed.select("[id]")}
        for element in parsed.select("[href],[src]"):
            target = urljoin(here, str(element.get("href") or element.get("src")))
            if page.name == "404.html":
                target = target.replace("http://127.0.0.1:1/", host)
            if target.startswith(host):
                addresses.add(target)
    assert len(addresses) > 100
    assert [a for a in addresses if not a.startswith(served)] == []
    whole = sorted({a.partition("#")[0] for a in addresses})
    assert [a for a in whole if visit.context.request.get(a).status != 200] == []
    parts = [a.partition("#") for a in addresses if "#" in a and a.partition("#")[2]]
    assert [
        page + mark + part for page, mark, part in parts if unquote(part) not in ids[page]
    ] == []


def test_machines_find_the_same_facts_below_the_sub_path(served: str, visit: Visit) -> None:
    rows = json.loads(visit.context.request.get(served + "papers.json").text())
    for row in rows[:3]:
        assert row["page"].startswith("http://127.0.0.1:1/some/repo/papers/")


def test_a_missing_page_is_answered_with_the_site_s_own(visit: Visit, served: str) -> None:
    visit.page.goto(served + "no/such/page/")
    assert "404" in visit.page.locator("h1").inner_text()
    style = visit.page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Source Serif" in style


def test_the_site_is_complete_without_javascript(scriptless: Page, served: str) -> None:
    scriptless.goto(served + "papers/")
    assert scriptless.locator("table.reading-list tr[data-key]").count() >= 45
    scriptless.goto(served)
    expect(scriptless.get_by_role("region", name="Now reading")).to_be_visible()


def test_everything_can_be_reached_by_keyboard_from_the_top(visit: Visit, served: str) -> None:
    page = visit.open(served + "papers/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    assert "md-skip" in skip
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
