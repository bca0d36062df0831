"""What an untrusted .bib file holds is text on every page and in every file of the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from studylog.bib import Entry, public_bib, read_bibliography
from studylog.pages import Site as FeedSite
from studylog.pages import render_papers_feed
from tests.browser.hostile import FIELDS, TAME, make, odd_key
from tests.browser.looks import settle
from tests.browser.payloads import PAYLOADS
from tests.browser.serving import served_from
from tests.logs import build, make_log

LISTS = ("", "lists/", "papers/")
PAGES = (*LISTS, "cited/", "tasks/", "progress/", "blog/", "blog/2026/01/01/post/",
         "blog/2026/01/03/post/")  # fmt: skip
#: In these TeX has no say: what was typed is what is shown.
PLAIN = [p for p in PAYLOADS if not set(p) & set("\\{}$~") and not re.search(r"--|``|''", p)]
#: What an entry or a page is made of, MathML apart: names of elements with those of attributes.
SKELETON = """root => [...root.querySelectorAll("*")]
  .filter(e => e.namespaceURI !== "http://www.w3.org/1998/Math/MathML")
  .map(e => [e.localName, ...[...e.attributes].map(a => a.name).sort()].join(" "))"""
#: An author who is only counted, a formula that can't be typeset, the posts before and after.
SELDOM = {"span title", "code class title", "a href rel"}
ADDRESSES = """root => ["href", "src", "srcset", "action", "formaction", "data", "poster", "ping",
  "xlink:href", "cite", "background"].flatMap(name => [...root.querySelectorAll("*")]
  .filter(e => e.hasAttribute(name)).map(e => [name, e.getAttribute(name).slice(0, 2000)]))"""
MATHS = """root => [...root.querySelectorAll("math, math *")].map(e => [e.namespaceURI,
  e.localName, ...[...e.attributes].map(a => a.name)])"""
ROWS = """table => [table.tHead.rows[0].cells.length,
  [...table.tBodies].flatMap(b => [...b.rows]).map(r => r.cells.length)]"""


@dataclass
class Site:
    """A built log, served at `url`."""

    root: Path
    url: str

    def text(self, name: str) -> str:
        return (self.root / "site" / name).read_text("utf-8")

    def json(self, name: str) -> Any:
        return json.loads(self.text(name))


@dataclass
class Window:
    """A browser window that keeps what a payload would do: dialogs, faults, addresses asked."""

    page: Page
    faults: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def open(self, url: str, *, wait: bool = True) -> Page:
        self.page.goto(url)
        if wait:
            settle(self.page)
        return self.page


def built(root: Path, payloads: tuple[str, ...]) -> Iterator[Site]:
    result = build(make(root, payloads), SITE_URL="http://127.0.0.1:1/")
    assert "Traceback" not in result.stdout
    with served_from(root / "site") as address:
        yield Site(root, address)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from built(tmp_path_factory.mktemp("hostile"), PAYLOADS)


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from built(tmp_path_factory.mktemp("tame"), TAME)


@pytest.fixture
def window(chromium: Browser) -> Iterator[Window]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    window = Window(context.new_page())
    page, faults = window.page, window.faults
    page.on("dialog", lambda d: (faults.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("console", lambda m: m.type == "error" and faults.append(f"console: {m.text}"))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("response", lambda r: r.status >= 400 and faults.append(f"{r.status}: {r.url}"))
    page.on("popup", lambda popup: faults.append(f"window: {popup.url}"))
    context.on("request", lambda request: window.asked.add(request.url))
    yield window
    context.close()


def nothing_ran(window: Window, site: Site) -> None:
    assert window.faults == []
    assert window.page.evaluate("window.pwned") is None
    strange = [u for u in window.asked if not u.startswith((site.url, "data:image/", "blob:"))]
    assert strange == []
    assert [u for u in window.asked if re.search("pwned|evil|alert", urlsplit(u).path)] == []


def is_safe(name: str, value: str) -> bool:
    bare = re.sub(r"[\x00-\x20]", "", value).lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", bare)
    return scheme[0] in ("http:", "https:", "mailto:") if scheme else not bare.startswith("//")


@pytest.fixture(scope="module")
def shapes(chromium: Browser, tame: Site) -> set[str]:
    """All that the pages of a harmless log are made of."""
    page = chromium.new_page()
    found = set(SELDOM)
    for path in PAGES[:-1]:
        page.goto(tame.url + path)
        settle(page)
        found |= set(page.evaluate(f"({SKELETON})(document)"))
    page.close()
    return found


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_made_of_what_a_harmless_log_s_are(
    window: Window, hostile: Site, shapes: set[str], path: str
) -> None:
    page = window.open(hostile.url + path)
    assert set(page.evaluate(f"({SKELETON})(document)")) - shapes == set()
    addresses = page.evaluate(f"({ADDRESSES})(document)")
    assert [a for a in addresses if not is_safe(*a)] == []
    maths = page.evaluate(f"({MATHS})(document)")
    assert {namespace for namespace, *_ in maths} <= {"http://www.w3.org/1998/Math/MathML"}
    names = {name for _, _, *attributes in maths for name in attributes}
    assert [name for name in names if name.startswith("on") or "href" in name] == []
    for link in page.locator("article a[title], article .cell-authors span").all()[:8]:
        link.hover()
    nothing_ran(window, hostile)


def test_every_row_has_its_columns_and_its_words(window: Window, hostile: Site) -> None:
    facts = {row["key"]: row for row in hostile.json("papers.json")}
    assert len(facts) == 2 * len(PAYLOADS)
    for path in LISTS:
        page = window.open(hostile.url + path)
        for table in page.locator("table.reading-list").all():
            columns, rows = table.evaluate(ROWS)
            assert set(rows) == {columns}
        rows = page.locator("tr[data-key]").evaluate_all(
            "rows => rows.map(r => [r.dataset.key, r.querySelector('.cell-title a').textContent])"
        )
        assert {key for key, _ in rows} == facts.keys()
        for key, title in rows:
            if "$" not in facts[key]["title"]:
                assert words(title) == words(facts[key]["title"])
    nothing_ran(window, hostile)


def words(text: str) -> str:
    """Without what HTML takes for white space, and controls that no document may hold."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]", "", text).split())


def test_plain_payloads_read_as_they_were_typed(hostile: Site) -> None:
    facts = {row["key"]: row for row in hostile.json("papers.json")}
    bib = read_bibliography((hostile.root / "papers.bib").read_bytes(), publish=("annote",))
    assert len(PLAIN) >= 100
    for number, payload in enumerate(PAYLOADS):
        if payload not in PLAIN:
            continue
        row, among = facts[f"k{number:04}"], facts[odd_key(number, payload)]
        assert words(row["title"]) == words(f"{payload.strip()}: {payload}")
        assert words(among["title"]) == words(f"zebra {payload} zebra")
        # What only names arXiv's number is no venue.
        assert row["venue"] in (None, "arXiv") or words(row["venue"]) == words(payload)
        entry = bib.by_key[f"k{number:04}"]
        assert words(str(entry.note)) == words(str(entry.abstract)) == words(payload)


READ_PAGES = """async ([paths, shape, found]) => {
  const read = async path => {
    const response = await fetch(path);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const text = selector => page.querySelector(selector)?.textContent ?? null;
    return [response.status, eval(shape)(page), eval(found)(page), text("h1"), text("title"),
      page.querySelector("header.entry").dataset.key];
  };
  return Promise.all(paths.map(read));
}"""


def read_entry_pages(page: Page, site: Site) -> list[tuple[dict[str, Any], list[Any]]]:
    """The facts of each entry, and what stands on its page: no script of the page has run."""
    page.goto(site.url)
    facts = site.json("papers.json")
    paths = [urlsplit(row["page"]).path for row in facts]
    return list(zip(facts, page.evaluate(READ_PAGES, [paths, SKELETON, ADDRESSES]), strict=True))


def test_entries_pages_hold_what_a_harmless_entry_s_do(
    window: Window, hostile: Site, tame: Site
) -> None:
    harmless = read_entry_pages(window.page, tame)
    known = {shape for _, (_, shapes, *_) in harmless for shape in shapes}
    for row, (status, found, addresses, h1, title, key) in read_entry_pages(window.page, hostile):
        assert status == 200
        assert set(found) - known - SELDOM == set(), row["key"]
        assert [a for a in addresses if not is_safe(*a)] == []
        assert key.replace("\ufffd", "\0") == row["key"]
        if "$" not in row["title"]:
            assert words(h1) == words(row["title"])
            assert words(title).startswith(words(row["title"])[:40].strip())
    assert window.faults == []


def test_an_entry_s_page_runs_nothing_when_it_is_opened(window: Window, hostile: Site) -> None:
    """Some of them: what all are made of is looked at above."""
    window.page.route("**/assets/**", lambda route: route.abort())
    for row in hostile.json("papers.json")[::16]:
        window.open(hostile.url.rstrip("/") + urlsplit(row["page"]).path, wait=False)
        assert window.page.evaluate("window.pwned") is None
    window.faults = [f for f in window.faults if "net::ERR_FAILED" not in f]
    nothing_ran(window, hostile)


def test_what_is_typed_into_the_filter_and_the_search_stays_text(
    window: Window, hostile: Site
) -> None:
    page = window.open(f"{hostile.url}papers/")
    box = page.get_by_role("searchbox", name="Filter")
    for payload in (
        "<script>alert(1)",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "{{7*7}}",
    ):
        box.fill(payload)
        expect(page.locator(".reading-list-filter [type=reset]")).to_be_visible()
    box.fill("")
    page.get_by_role("button", name="Title").first.click()
    for control in ("Topic", "Status"):
        options = page.get_by_label(control, exact=True).locator("option")
        assert options.count() > 100
        page.get_by_label(control, exact=True).select_option(index=100)
    page.reload()
    page.goto(f"{hostile.url}papers/?filter=<img src=x onerror=alert(1)>&topic=<b>#<script>")
    page.keyboard.press("/")
    search = page.get_by_role("textbox", name="Search")
    expect(search).to_be_focused()
    for query in ("zebra", "script alert", "onerror", "<img src=/pwned.png onerror=alert(1)>"):
        search.fill("")
        search.press_sequentially(query)  # Material listens to keys
        result = page.locator(".md-search-result__item")
        expect(result.first).to_be_visible()
        result.first.hover()
    search.fill("")
    search.press_sequentially("zebra")
    expect(page.locator(".md-search-result__item h1").first).to_be_visible()
    inside = page.locator(".md-search-result__list").evaluate(SKELETON)
    tags = {shape.split()[0] for shape in inside}
    assert tags <= {"li", "a", "article", "h1", "h2", "p", "mark", "nav", "ul", "div", "details",
                    "summary", "span", "ol", "code", "small", "b"}  # fmt: skip
    assert [s for s in inside if re.search(r" (on|style|src)", s)] == []
    nothing_ran(window, hostile)


def entries_of(hostile: Site) -> tuple[Entry, ...]:
    return read_bibliography((hostile.root / "papers.bib").read_bytes()).entries


def test_the_feeds_are_xml_and_hold_no_markup_of_an_entry(hostile: Site) -> None:
    entries = [e for e in entries_of(hostile) if e.status == "read"]
    assert len(entries) == len(PAYLOADS)
    feeds = [hostile.text("papers/feed.xml"), hostile.text("feed.xml")]
    for at in range(0, len(entries), 30):
        addresses = {e.slug: f"papers/{e.slug}/" for e in entries}
        feeds.append(
            render_papers_feed(
                entries[at : at + 30], {}, addresses, FeedSite("x", "https://e.org/")
            )
        )
    read = 0
    for text in feeds:
        ElementTree.fromstring(text)
        feed = feedparser.parse(text.encode(), sanitize_html=False)
        assert feed.bozo == 0
        for item in feed.entries:
            read += 1
            soup = BeautifulSoup(item.content[0].value, "html.parser")
            for math in soup.find_all("math"):
                math.decompose()
            shapes = {(e.name, *e.attrs) for e in soup.find_all(True)}
            assert {name for name, *_ in shapes} <= {"p", "cite", "a", "span", "code"}
            assert {a for _, *given in shapes for a in given} <= {
                "href", "class", "data-key", "title",
            }  # fmt: skip
            assert all(is_safe("href", a["href"]) for a in soup.find_all("a"))
    assert read > len(PAYLOADS)


def test_json_is_whole_and_the_index_of_the_search_holds_no_markup_of_an_entry(
    hostile: Site, tame: Site
) -> None:
    assert len(hostile.json("papers.json")) == 2 * len(PAYLOADS)
    tags = [
        {
            element.name
            for found in site.json("search/search_index.json")["docs"]
            for element in BeautifulSoup(found["title"] + found["text"], "html.parser").find_all(
                True
            )
        }
        for site in (hostile, tame)
    ]
    assert tags[0] <= tags[1] | {"code", "math"}
    rows = hostile.json("papers.json")
    assert all(is_safe("href", row["url"]) for row in rows if row["url"])


def test_the_published_bib_reads_the_same_again(hostile: Site) -> None:
    content = (hostile.root / "papers.bib").read_bytes()
    published = hostile.text("papers.bib")
    assert published == public_bib(content, ("annote",))
    first = read_bibliography(content, publish=("annote",)).entries
    again = read_bibliography(published.encode(), publish=("annote",)).entries
    assert [e.key for e in again] == [e.key for e in first]
    for one, other in zip(first, again, strict=True):
        for name in ("title", "authors", "venue", "note", "abstract", "links", "details"):
            assert getattr(one, name) == getattr(other, name), (one.key, name)


def test_every_field_that_is_published_was_tried() -> None:
    from studylog.bib.published import PUBLISHED

    fixed = {"status", "finished", "crossref", "booksubtitle", "journaltitle", "eprintclass"}
    assert PUBLISHED - fixed <= set(FIELDS) and len(PAYLOADS) >= 200


def test_a_status_in_another_script_leaves_the_filter_as_it_is(
    window: Window, tmp_path: Path
) -> None:
    bib = "@misc{one, title={One}, status={已读}}\n@misc{two, title={Two}, status={прочитано}}\n"
    root = make_log(tmp_path, files={"papers.bib": bib})
    build(root)
    with served_from(root / "site") as address:
        page = window.open(f"{address}papers/")
        page.get_by_role("searchbox", name="Filter").fill("two")
        expect(page.locator("tr[data-key]:visible")).to_have_count(1)
        assert window.faults == []


def test_marks_that_markdown_uses_itself_are_no_marks_in_a_bib_file(tmp_path: Path) -> None:
    mark = "\x02wzxhzdk:0\x03"
    files = {
        "papers.bib": f"@misc{{one, title={{One {mark}}}, author={{Doe {mark}, Jane}}}}\n",
        "docs/x.md": "# X\n\n```reading-list\n```\n\nAs [@one] says.\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert "Traceback" not in result.stdout
    page = BeautifulSoup((tmp_path / "site/x/index.html").read_text("utf-8"), "html.parser")
    assert len(page.select("table.reading-list")) == 1
    assert page.select_one("tr[data-key=one] .cell-title").text.startswith("One")
