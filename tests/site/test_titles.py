"""Titles and names of categories with signs in them, in every place of a real site; old dates."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from tests.logs import build, make_log

TITLE = 'List<int> & "Vector<T>"'
CATEGORIES = ["C++", "C#", "C", "c", "<b>", "..", "Machine learning"]
POST = f"""---
title: '{TITLE}'
categories: {json.dumps(CATEGORIES)}
tags: ["<i>"]
---
Text [@he].

<!--more-->

Rest.
"""
FILES: dict[str, str | bytes] = {
    "papers.bib": "@article{he, title={Deep}, author={He, K}, year={2016}}\n",
    "posts/2020-01-02-a.md": POST,
    "posts/2020-01-03-b.md": "---\ntitle: 'Why $x_1 < x_2$ [@he]'\n---\nText.\n",
    "posts/2020-01-04-c.md": "# Why *so* `<b>`\n\nText.\n",
    "docs/p.md": f"---\ntitle: '{TITLE}'\n---\nText [@he].\n\n- [x] one\n- [ ] two\n",
    "docs/folder/q.md": f"---\ntitle: '{TITLE}'\n---\nText.\n",
}
PAGE = "blog/2020/01/02/a/index.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_log(tmp_path_factory.mktemp("titles"), files=FILES)
    result = build(root, SITE_URL="https://example.org/")
    assert result.returncode == 0, result.stdout
    return root / "site"


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_text("utf-8"), "html.parser")


def text(found: Tag | None) -> str:
    assert found
    for link in found.select(".headerlink"):
        link.extract()
    return " ".join(found.text.split())


@pytest.mark.parametrize("page", [PAGE, "p/index.html", "folder/q/index.html"])
def test_a_title_with_signs_is_shown_on_its_page_as_typed(site: Path, page: str) -> None:
    made = soup(site, page)
    assert text(made.title) == f"{TITLE} · Study log"
    assert text(made.h1) == TITLE
    assert text(made.select(".md-header__topic")[1]) == TITLE


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("blog/index.html", "h2 a[href='2020/01/02/a/']"),
        ("blog/archive/2020/index.html", "h2 a[href='../../2020/01/02/a/']"),
        ("blog/category/c-sharp/index.html", "h2 a[href='../../2020/01/02/a/']"),
        ("blog/2020/01/03/b/index.html", ".post-nav a[rel=prev]"),
        ("index.html", ".md-nav--primary a[href='p/']"),
        ("index.html", "article a[href='p/']"),
        ("progress/index.html", "article a[href='../p/']"),
        ("papers/he/index.html", ".entry-cited a[href='../../p/']"),
        ("papers/he/index.html", ".entry-cited a[href='../../blog/2020/01/02/a/']"),
    ],
)
def test_a_title_with_signs_is_a_link_as_typed(site: Path, page: str, links: str) -> None:
    found = soup(site, page).select(links)
    assert found
    assert {text(link).removeprefix("Earlier ") for link in found} == {TITLE}


def test_a_title_with_signs_is_typed_so_in_labels_feed_and_search(site: Path) -> None:
    more = soup(site, "blog/index.html").select_one("a[aria-label*='List']")
    assert more and more["aria-label"] == f"Read on: {TITLE}"
    feed = ElementTree.fromstring((site / "feed.xml").read_text("utf-8"))
    titles = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[-1] == TITLE
    docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {d["location"]: BeautifulSoup(d["title"], "html.parser").text for d in docs}
    assert found["p/"] == found["blog/2020/01/02/a/"] == TITLE


def test_maths_and_citations_in_a_title_are_set_in_the_list_of_posts(site: Path) -> None:
    assert text(soup(site, "blog/2020/01/03/b/index.html").h1) == "Why $x_1 < x_2$ [@he]"
    card = soup(site, "blog/index.html").select_one("h2 a[href='2020/01/03/b/']")
    assert card and card.select_one("msub")
    assert "He, 2016" in text(card.parent)


def test_a_heading_as_title_is_shown_without_its_markup(site: Path) -> None:
    assert text(soup(site, "blog/2020/01/04/c/index.html").h1) == "Why so <b>"
    card = soup(site, "blog/index.html").select_one("h2 a[href='2020/01/04/c/']")
    assert text(card) == "Why so <b>"


def test_every_category_has_its_name_and_an_address_of_its_own(site: Path) -> None:
    links = soup(site, PAGE).select("article .post-meta a[href*='/category/']")
    assert [text(link) for link in links] == CATEGORIES
    slugs = [str(link["href"]).split("/")[-2] for link in links]
    assert slugs == ["c-plus-plus", "c-sharp", "c", "c-2", "b", "category", "machine-learning"]
    for name, slug in zip(CATEGORIES, slugs, strict=True):
        page = soup(site, f"blog/category/{slug}/index.html")
        assert (text(page.h1), text(page.title)) == (name, f"{name} · Study log")
        assert name in [text(link) for link in page.select(".md-nav--primary a[href='./']")]


def test_a_tag_is_shown_as_typed(site: Path) -> None:
    assert [text(tag) for tag in soup(site, PAGE).select(".md-tags li")] == ["<i>"]


DAYS = ("0001-01-01", "1900-01-01", "1969-12-31", "2106-03-01", "9999-12-31")


def test_a_post_of_any_day_is_published(tmp_path: Path) -> None:
    posts = {f"posts/on-{day}.md": f"---\ndate: {day}\n---\nText.\n" for day in DAYS}
    result = build(make_log(tmp_path, files=dict(posts)), SITE_URL="https://example.org/")
    assert result.returncode == 0, result.stdout
    site = tmp_path / "site"
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    for day in DAYS:
        page = f"blog/{day.replace('-', '/')}/on-{day}/"
        time = soup(site, f"{page}index.html").select_one("article time")
        assert time and time["datetime"] == day
        of_page = sitemap.partition(f"/{page}</loc>")[2].partition("</url>")[0]
        assert f"<lastmod>{day}</lastmod>" in of_page
    assert (site / "sitemap.xml.gz").is_file()
