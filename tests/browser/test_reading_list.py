"""The reading list as a reader filters, sorts, links to and prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from studylog.bib import Entry, read_bibliography
from studylog.pages import render_reading_list
from studylog.pages.list_options import Options
from studylog.pages.reading_list import render_list_block
from tests.browser.conftest import Visit
from tests.browser.looks import axe_faults
from tests.logs import REPOSITORY

ASSETS = REPOSITORY / "hooks/theme/assets"


@pytest.fixture
def papers(visit: Visit, served: str) -> Iterator[Page]:
    page = visit.open(f"{served}papers/")
    yield page
    # What was on its way when a test left the page is no fault of it.
    assert [fault for fault in visit.faults if not fault.startswith("given up: ")] == []


def shown(page: Page) -> list[str]:
    """The keys of the rows that a reader can see, in their order."""
    visible = "rows => rows.filter(r => r.checkVisibility()).map(r => r.dataset.key)"
    keys: list[str] = page.locator("tr[data-key]").evaluate_all(visible)
    return keys


def filter_box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Filter")


def says(page: Page, words: str) -> None:
    expect(page.locator(".reading-list-filter").get_by_role("status")).to_have_text(words)


def test_words_in_any_order_and_case_and_without_accents_find_rows(papers: Page) -> None:
    says(papers, "54 entries")
    filter_box(papers).fill("FERNANDEZ  connectionist")
    says(papers, "1 of 54 entries")
    assert shown(papers) == ["graves2006connectionist"]
    expect(papers.locator("#to-read")).to_contain_text("To read 1 of 32")
    assert papers.locator("h2:visible").count() == 1  # a section without a match is no news
    papers.get_by_role("button", name="Clear").last.click()
    says(papers, "54 entries")
    expect(filter_box(papers)).to_be_focused()
    assert len(shown(papers)) == 54


def test_where_nothing_matches_one_sentence_says_so(papers: Page) -> None:
    expect(papers.get_by_text("No entry matches.")).to_be_hidden()
    filter_box(papers).fill("zzzz")
    says(papers, "0 of 54 entries")
    expect(papers.get_by_text("No entry matches.")).to_be_visible()
    assert papers.locator("h2:visible").count() == 0
    papers.get_by_role("button", name="Clear").last.click()
    expect(papers.get_by_text("No entry matches.")).to_be_hidden()
    assert papers.locator("h2:visible").count() == 5


def test_an_author_whom_the_row_only_counts_is_found(papers: Page) -> None:
    filter_box(papers).fill("polosukhin")
    assert shown(papers) == ["vaswani2017attention"]


def test_statuses_topics_and_years_narrow_the_list_together(papers: Page) -> None:
    papers.get_by_label("Status", exact=True).select_option("read")
    says(papers, "17 of 54 entries")
    assert papers.locator("h2:visible").count() == 1
    papers.get_by_label("Topic").select_option("optimization")
    keys = shown(papers)
    assert 0 < len(keys) < 17
    papers.get_by_label("Year").select_option("2018")
    assert 0 < len(shown(papers)) < len(keys)


def test_the_state_stands_in_the_address_and_outlives_reload_and_back(papers: Page) -> None:
    filter_box(papers).fill("learning")
    papers.get_by_label("Status", exact=True).select_option("read")
    papers.locator("#read ~ table").get_by_role("button", name="Year").click()
    expect(papers).to_have_url(re.compile(r"\?filter=learning&status=read&sort=year$"))
    before = shown(papers)
    papers.reload()
    assert shown(papers) == before
    papers.locator("tr[data-key]:visible a").first.click()
    papers.wait_for_url("**/papers/*/")
    papers.go_back()
    expect(filter_box(papers)).to_have_value("learning")
    assert shown(papers) == before


def test_what_an_address_asks_for_and_the_list_has_not_is_passed_over(
    papers: Page, served: str
) -> None:
    papers.goto(f"{served}papers/?status=lost&topic=<b>&year=1&sort=colour&filter=%20#read")
    says(papers, "54 entries")
    assert len(shown(papers)) == 54
    expect(papers.locator("#read")).to_be_in_viewport()


def test_a_topic_in_a_row_leads_to_the_list_of_that_topic(papers: Page) -> None:
    papers.locator("td.cell-topics").get_by_role("link", name="attention", exact=True).first.click()
    expect(papers.get_by_label("Topic")).to_have_value("attention")
    says(papers, "4 of 54 entries")


def test_a_header_sorts_up_then_down_then_as_before_by_keyboard(papers: Page) -> None:
    table = papers.locator("#to-read ~ table")
    before = shown(papers)
    years = table.locator("td.cell-year")
    header = table.get_by_role("columnheader", name="Year")
    header.get_by_role("button").focus()
    for turn, order in ((1, "ascending"), (-1, "descending")):
        papers.keyboard.press("Enter")
        expect(header).to_have_attribute("aria-sort", order)
        found = [text for text in years.all_inner_texts() if text]
        assert found == sorted(found, reverse=turn < 0)
        assert not years.last.inner_text()
    papers.keyboard.press("Enter")
    expect(header).not_to_have_attribute("aria-sort", re.compile("."))
    assert shown(papers) == before


def test_rows_are_cards_on_a_phone_and_can_be_sorted_there(papers: Page) -> None:
    papers.set_viewport_size({"width": 390, "height": 850})
    papers.get_by_label("Order").select_option("title")
    expect(papers.locator("thead").first).to_be_hidden()
    titles = papers.locator("#read ~ table tbody .cell-title a").all_inner_texts()
    assert [t.casefold()[:1] for t in titles] == sorted(t.casefold()[:1] for t in titles)
    assert papers.evaluate("document.documentElement.scrollWidth") == 390


def test_a_filtered_list_has_no_fault_that_axe_finds(papers: Page) -> None:
    filter_box(papers).fill("zzz")
    says(papers, "0 of 54 entries")
    papers.get_by_text("No entry matches.").hover()
    assert axe_faults(papers) == []


def test_without_javascript_the_list_is_whole_and_has_no_controls(
    scriptless: Page, served: str
) -> None:
    scriptless.goto(f"{served}papers/")
    assert scriptless.locator("tr[data-key]").count() == 54
    expect(scriptless.locator("tr[data-key]").last).to_be_visible()
    expect(scriptless.locator(".reading-list-filter")).to_be_hidden()
    assert scriptless.locator("thead button").count() == 0


def test_on_paper_every_row_stands_with_its_links_and_no_control(papers: Page) -> None:
    papers.emulate_media(media="print")
    assert len(shown(papers)) == 54
    expect(papers.locator(".reading-list-filter")).to_be_hidden()
    link = papers.locator("td.cell-links a").first
    after = link.evaluate("a => getComputedStyle(a, '::after').content")
    assert str(link.get_attribute("href")) in after


EVIL = '</td><script>alert(1)</script> {{7*7}} | ` " onmouseover="alert(1)'


def hostile(count: int) -> tuple[Entry, ...]:
    bib = "".join(
        f"@misc{{k{n}, title={{{n} {EVIL}}}, year={1950 + n % 70}, keywords={{{EVIL}}}, "
        f"status={{{'read' if n % 2 else 'to-read'}}}}}\n"
        for n in range(count)
    )
    return read_bibliography(bib.encode()).entries


def page_of(html: str, folder: Path) -> str:
    """The address of a page with nothing but the fragment and the list's style and script."""
    style = (ASSETS / "reading-list.css").read_text("utf-8")
    script = (ASSETS / "reading-list.js").read_text("utf-8")
    file = folder / "index.html"
    file.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>'
        f'<article class="md-typeset">{html}</article><script>{script}</script></html>',
        "utf-8",
    )
    return file.as_uri()


def test_a_long_hostile_list_is_filtered_sorted_and_reached_by_its_anchors(
    chromium: Browser, tmp_path: Path
) -> None:
    address = page_of(render_reading_list(hostile(2000), "papers/", {}), tmp_path)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}#read")
    page.wait_for_function("document.querySelector('#read').getBoundingClientRect().top < 90")
    expect(page.locator("#read")).to_be_in_viewport()
    assert page.locator("tr[data-key]").count() == 2000
    filter_box(page).fill("<script> k199")
    says(page, "11 of 2000 entries")
    page.get_by_role("button", name="Title").first.click()
    assert shown(page)[:5] == ["k1990", "k1992", "k1994", "k1996", "k1998"]
    assert page.locator("tr[data-key] > *").count() == 2000 * 6
    assert page.locator("article script, [onmouseover]").count() == 0
    assert said == []
    context.close()


def test_the_table_of_a_block_sorts_alone_and_leaves_the_address(
    chromium: Browser, tmp_path: Path
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    options = Options(columns=("key", "year", "status"))
    block = render_list_block(hostile(4), options, "x/", {})
    address = page_of(block + block, tmp_path)
    page.goto(address)
    page.get_by_role("button", name="Status").first.click()
    page.get_by_role("button", name="Year").first.click()
    assert shown(page) == ["k0", "k1", "k2", "k3", "k2", "k0", "k3", "k1"]
    page.wait_for_timeout(300)
    assert page.url == address
    context.close()
