"""Links lead from any page to any other, wherever the site stands."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.page import Page
from studylog.pages.urls import page_url, relative

URLS = st.lists(st.sampled_from(["a", "b", "c-d", "2024"]), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@given(URLS, URLS, st.sampled_from(["", "#here"]))
def test_a_relative_link_leads_where_it_should(url: str, page: str, anchor: str) -> None:
    for root in ("https://e.org/", "https://e.org/some/repo/"):
        assert urljoin(root + page, relative(url + anchor, page)) == root + url + anchor


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("a.md", "a/"),
        ("a/index.md", "a/"),
        ("a/b.c.md", "a/b.c/"),
    ],
)
def test_a_page_stands_where_mkdocs_puts_it(uri: str, url: str) -> None:
    assert page_url(Page(f"docs/{uri}", uri)) == url
