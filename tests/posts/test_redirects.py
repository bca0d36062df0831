"""Old addresses of posts become files that lead on, and never leave the site."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.pages.redirect import render_redirect
from studylog.posts import read_posts
from studylog.posts.redirects import Redirect, file_of, free_redirects, read_redirects
from studylog.problem import Problem
from studylog.settings import Settings

DATED = "2020-04-04 09:05:07 +0200"


def redirects(pattern: str = "", **posts: str) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Of posts with these lines in their front matter."""
    files = [
        (f"posts/{name}.md", f"---\ndate: {DATED}\n{head}\n---\nText.\n".encode())
        for name, head in posts.items()
    ]
    return read_redirects(read_posts(files)[0], Settings(permalink=pattern))


@pytest.mark.parametrize(
    ("pattern", "file"),
    [
        ("/:categories/:year/:month/:day/:title.html", "ml/deep nets/2020/04/04/A_Title.html"),
        ("date", "ml/deep nets/2020/04/04/A_Title.html"),
        ("pretty", "ml/deep nets/2020/04/04/A_Title/index.html"),
        ("ordinal", "ml/deep nets/2020/095/A_Title.html"),
        ("weekdate", "ml/deep nets/2020/W14/Sat/A_Title.html"),
        ("none", "ml/deep nets/A_Title.html"),
        ("/:short_year/:i_month/:i_day/:slug", "20/4/4/a-title/index.html"),
        ("/:y_day/:title:output_ext", "095/A_Title.html"),
        ("blog/:title/", "blog/A_Title/index.html"),
        (":hour.:minute.:second/:short_month/:long_month/", "09.05.07/Apr/April/index.html"),
        ("/:slugified_categories/:title_x.html", "ml/deep-nets/A_Title_x.html"),
    ],
)
def test_a_pattern_gives_the_old_address(pattern: str, file: str) -> None:
    found, problems = redirects(pattern, **{"A_Title": "categories: [ML, Deep Nets]"})
    assert [(r.file, r.url) for r in found] == [(file, "blog/2020/04/04/a-title/")]
    assert problems == ()


def test_without_categories_no_slash_is_doubled() -> None:
    found, _ = redirects("/:categories/:year/:title.html", x="")
    assert [r.file for r in found] == ["2020/x.html"]


def test_a_name_that_no_post_has_is_said_once() -> None:
    found, problems = redirects("/:mood/:title/", x="", y="")
    assert [r.file for r in found] == ["x/index.html", "y/index.html"]
    assert [str(p).split(" (")[0] for p in problems] == [
        "mkdocs.yml: extra.studylog.permalink has ':mood', which no post has"
    ]


def test_front_matter_may_hold_one_address_a_list_or_a_pattern() -> None:
    found, problems = redirects(
        a="redirect_from: /old/a", b="redirect_from: [/b.html, '/b/', /caf%C3%A9/]",
        c="permalink: /c/:title.html", d="permalink: none", e="permalink: /blog/2020/04/04/e/",
        f="redirect_from:", g="redirect_from: [1, {x: y}, null]", h="draft: true\npermalink: /h/",
    )  # fmt: skip
    assert [r.file for r in found] == [
        "1/index.html", "b.html", "b/index.html", "c/c.html", "café/index.html", "d.html",
        "old/a/index.html",
    ]  # fmt: skip
    assert problems == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x", "//a.example/x",
        "javascript:alert(1)", "/../x", "/a/%2e%2e/%2e%2e/x",
        "..", "/a\\\\..\\\\x", "C:/x", "/a%00b", "/a%0Ab", "/?p=12", "/a#b", "/" + "a" * 300,
    ],
)  # fmt: skip
def test_an_address_that_leaves_the_site_is_refused(address: str) -> None:
    found, problems = redirects(x=f'redirect_from: "{address}"', y="redirect_from: /fine/")
    assert [r.path for r in found] == ["posts/y.md"]
    assert [(p.path, p.level) for p in problems] == [("posts/x.md", "warning")]


def test_two_posts_with_one_old_address_are_said() -> None:
    found, problems = redirects(
        a="permalink: /x/", b="permalink: /x/index.html", c="permalink: /x/"
    )
    assert [r.path for r in found] == ["posts/a.md"]
    assert [p.path for p in problems] == ["posts/b.md", "posts/c.md"]
    assert "is that of posts/a.md" in problems[0].message


def test_no_address_is_a_file_and_a_folder_at_once() -> None:
    found, problems = redirects(a="permalink: /x.html", b="permalink: /x.html/y/")
    assert [r.file for r in found] == ["x.html"]
    assert len(problems) == 1
    found, problems = redirects(a="permalink: /x.html/y/", b="permalink: /x.html")
    assert [r.path for r in found] == ["posts/a.md"]
    assert len(problems) == 1


def test_the_address_of_another_post_stays_its_own() -> None:
    found, problems = redirects(a="permalink: /blog/2020/04/04/b/", b="")
    assert found == ()
    assert "is that of posts/b.md" in problems[0].message


def test_pages_of_the_site_stay() -> None:
    given, _ = redirects(a="redirect_from: [/about/, /x.html, /papers.html/y/, /fine/]")
    found, problems = free_redirects(given, {"about/index.html", "x.html/a", "papers.html"})
    assert [r.file for r in found] == ["fine/index.html"]
    assert len(problems) == 3


@given(st.text())
def test_no_address_raises_and_none_leaves_the_site(address: str) -> None:
    file, fault = file_of(address)
    assert bool(file) != bool(fault)
    if file:
        assert not file.startswith("/") and ".." not in file.split("/")
        assert file.lower().endswith((".html", ".htm"))


@given(st.text(), st.text())
def test_no_pattern_raises(pattern: str, category: str) -> None:
    posts, _ = read_posts([("posts/2020-01-01-x.md", b"")])
    read_redirects(posts, Settings(permalink=pattern))


@pytest.mark.parametrize(
    ("file", "way"),
    [
        ("a/b/x.html", "../../blog/x/"),
        ("a/index.html", "../blog/x/"),
        ("x.html", "blog/x/"),
        ("blog/2020/x.html", "../x/"),
    ],
)
def test_the_page_leads_on_with_relative_links(file: str, way: str) -> None:
    page = BeautifulSoup(
        render_redirect(Redirect(file, "blog/x/", "posts/x.md", '<b> & "c"')), "html.parser"
    )
    refresh, canonical, robots = page.meta, page.link, page.select_one("meta[name=robots]")
    assert page.a and (page.a["href"], page.a.text) == (way, '<b> & "c"')
    assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={way}"  # type: ignore[index]
    assert canonical and canonical["href"] == way
    assert refresh and robots and robots["content"] == "noindex"
