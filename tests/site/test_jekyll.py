"""Posts from Jekyll, unedited, become posts of the site: real builds with `--strict`."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag

from tests.logs import REPOSITORY, build, listing, make_log
from tests.samples import samples

FIXTURES = REPOSITORY / "tests" / "jekyll"
PATTERN = "/:categories/:year/:month/:day/:title.html"
SLUG = "a-march-in-progress"


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def article(page: Path) -> Tag:
    found = soup(page).article
    assert found
    return found


def settings(pattern: str = PATTERN) -> str:
    own = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    return own.replace("    topics: topics.md", f'    permalink: "{pattern}"')


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def own_posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own Jekyll posts."""
    files: dict[str, str | bytes] = {f"posts/{p.name}": p.read_bytes() for p in FIXTURES.iterdir()}
    files |= {
        "mkdocs.yml": settings(),
        "docs/assets/plot.png": png(),
        "docs/assets/data.csv": "a\n",
    }
    files["posts/README.md"] = "# How to write a post\n"
    root = make_log(tmp_path_factory.mktemp("jekyll"), files=files)
    result = build(root, SITE_URL="https://example.org/some/repo/")
    titled = "2018-04-01-notes-on-tools.markdown"
    said = re.findall(r"(?:WARNING|ERROR) +- +(.*)", result.stdout)
    assert [line for line in said if titled not in line] == [], result.stdout
    assert len(said) == 1, result.stdout  # its title with a colon
    return root / "site"


@pytest.fixture(scope="module")
def real_post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a post as its author typed it."""
    post = next((samples() / "seeds").glob("003_*")).read_bytes()
    files = {"mkdocs.yml": settings(), f"posts/2020-04-24-{SLUG}.md": post}
    root = make_log(tmp_path_factory.mktemp("real"), files=files)
    result = build(root, SITE_URL="https://example.org/some/repo/")
    assert result.returncode == 0, result.stdout
    assert "WARNING" not in result.stdout
    return root / "site"


def page_of(site: Path) -> Path:
    return site / "blog/2020/04/24" / SLUG / "index.html"


def test_d1_the_title_is_the_quoted_one(real_post: Path) -> None:
    assert [h.text for h in soup(page_of(real_post)).select("h1")] == ["A march in progress"]


def test_d2_the_day_is_that_of_the_written_offset(real_post: Path) -> None:
    time = article(page_of(real_post)).select_one("time")
    assert time and time["datetime"].startswith("2020-04-24")
    assert not (real_post / "blog/2020/04/23").exists()


def test_d3_a_word_as_categories_is_one_category(real_post: Path) -> None:
    assert [p.name for p in (real_post / "blog/category").iterdir()] == ["progress"]


def test_d4_comments_load_nothing(real_post: Path) -> None:
    page = soup(page_of(real_post))
    assert page.select_one("#__comments") is None
    loaded = [
        e.get("src") or e.get("href") for e in page.select("script[src], link[rel=stylesheet]")
    ]
    assert not [url for url in loaded if "//" in str(url)]


def test_d5_unknown_keys_never_abort(tmp_path: Path) -> None:
    keys = "layout: post\nauthor: {a: [b]}\nheader-img: x\ntoc: true\nmood: 3\nsitemap: false\n"
    more = "image: {path: /x.png}\nclasses: wide\nsidebar: [a]\nlang: en\n"
    files = {"posts/2020-04-24-x.md": f"---\n{keys}{more}---\nText.\n"}
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    assert "Text." in article(tmp_path / "site/blog/2020/04/24/x/index.html").text


def test_d6_the_excerpt_ends_at_the_marker_which_is_nowhere(real_post: Path) -> None:
    shown = soup(real_post / "blog/index.html").select_one("article.post-excerpt")
    assert shown and "A week of math and ~mayhem" in shown.text
    assert "I picked two courses" not in shown.text
    for name, content in listing(real_post).items():
        if name.endswith((".html", ".xml", ".json")):
            assert b"more--" not in content and b"more --" not in content, name
            assert b"excerpt-end" not in content, name


def test_d7_a_single_tilde_is_text(real_post: Path) -> None:
    page = article(page_of(real_post))
    assert "~mayhem" in page.text
    assert not page.select("del, sub")


def test_d8_long_paragraphs_are_verbatim(real_post: Path) -> None:
    source = next((samples() / "seeds").glob("003_*")).read_text("utf-8").partition("comments:")[2]
    page = [p.text.strip() for p in article(page_of(real_post)).select("p")]
    written = [line.strip() for line in source.split("\n")[2:] if line.strip()]
    assert [w for w in written if w not in page] == ["<!--more-->"]


def test_d9_one_heading_from_the_front_matter(real_post: Path) -> None:
    assert [h.text for h in soup(page_of(real_post)).select("h1")] == ["A march in progress"]


def test_d10_the_old_address_leads_to_the_new_one(real_post: Path) -> None:
    old = real_post / "progress/2020/04/24" / f"{SLUG}.html"
    page = soup(old)
    refresh, link = page.select_one("meta[http-equiv=refresh]"), page.a
    assert refresh and link
    assert refresh["content"] == f"0; url={link['href']}"
    assert (old.parent / str(link["href"]) / "index.html").resolve() == page_of(real_post).resolve()
    assert page.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]
    canonical = page.select_one("link[rel=canonical]")
    assert canonical and str(canonical["href"]).endswith(f"/some/repo/blog/2020/04/24/{SLUG}/")


def test_d11_what_has_no_link_stays_text(real_post: Path) -> None:
    page = article(page_of(real_post))
    assert "Deepbayes" in page.text
    assert not [a for a in page.select("p a") if "Deepbayes" in a.text]


def test_d12_week_category_and_full_date(real_post: Path) -> None:
    assert "week 17 of 2020" in article(page_of(real_post)).text
    category = soup(real_post / "blog/category/progress/index.html")
    assert "A march in progress" in category.text
    entry = feedparser.parse((real_post / "feed.xml").read_text("utf-8")).entries[0]
    assert entry.published == "2020-04-24T01:03:29+02:00"
    assert [t.term for t in entry.tags] == ["progress"]


def test_real_posts_of_other_blogs_build(tmp_path: Path) -> None:
    found = sorted(p for p in (samples() / "corpus/posts").iterdir() if p.suffix != ".txt")
    files: dict[str, str | bytes] = {f"posts/{p.name}": p.read_bytes() for p in found}
    files |= {"mkdocs.yml": settings(), "docs/images/logo.png": png()}
    files |= {f"docs/{n}": png() for n in IMAGES}
    files |= {"docs/css/shCore.css": "", "docs/css/shThemeDefault.css": ""}
    result = build(make_log(tmp_path, files=files))
    assert "Traceback" not in result.stdout, result.stdout
    assert result.returncode == 0, result.stdout
    pages = list((tmp_path / "site/blog").glob("[0-9]*/[0-9]*/[0-9]*/*/index.html"))
    assert len(pages) == len(found)
    for page in pages:
        text = without_code(article(page))
        assert "{%" not in text and "{{" not in text, page


IMAGES = [
    f"img/{n}"
    for n in ("sigmoid.png", "sigmoid-deriv-2.png", "toy_network_deriv.png",
              "toy_network_batch.png", "rcnn.png", "margritti-this-is-not-a-pipe.jpg")
]  # fmt: skip


def without_code(page: Tag) -> str:
    for element in page.select("code, pre, math"):
        element.extract()
    return page.text


POSTS = {
    "backprop": "2018/03/05/backprop-by-hand",
    "tools": "2018/04/01/notes-on-tools",
    "figures": "2019/01/20/figures-and-films",
    "bare": "2019/02/10/no-front-matter",
    "dots": "2019/05/06/dots-at-the-end",
    "review": "2020/12/31/a-year-in-review",
}


def own(site: Path, name: str) -> Tag:
    return article(site / "blog" / POSTS[name] / "index.html")


@pytest.mark.parametrize("name", POSTS)
def test_nothing_of_jekyll_is_shown_raw(own_posts: Path, name: str) -> None:
    page = own(own_posts, name)
    assert "secretword" not in page.text
    text = without_code(page).replace("{{ site.title }}", "", 1)  # which is between raw tags
    assert not re.search(r"\{%|%\}|\{\{|\}\}|\{:|\$\$", text)


def test_every_image_and_link_of_the_site_leads_somewhere(own_posts: Path) -> None:
    pages = [own_posts / "blog" / p / "index.html" for p in POSTS.values()]
    for page in [*pages, own_posts / "blog/index.html"]:
        for element in article_or_main(page).select("a[href], img[src]"):
            link = str(element.get("href") or element.get("src")).partition("#")[0]
            if link and "//" not in link:
                target = page.parent / link
                assert target.is_file() or (target / "index.html").is_file(), (page, link)


def article_or_main(page: Path) -> Tag:
    found = soup(page).select_one("main")
    assert found
    return found


def test_formulas_are_set_within_the_line_and_alone(own_posts: Path) -> None:
    page = own(own_posts, "backprop")
    assert not page.select(".maths-fault")
    assert len(page.select("math[display=block]")) == 1
    assert len(page.select("p math")) >= 4
    assert len(page.select("#symbols.table table math")) == 2
    assert own(own_posts, "dots").select_one("math[display=block]")


def test_attributes_reach_their_blocks(own_posts: Path) -> None:
    page = own(own_posts, "tools")
    assert page.select_one("p.note").text.split() == [
        "Attributes",
        "before",
        "a",
        "paragraph",
        "of",
        "two",
        "lines.",
    ]  # type: ignore[union-attr]
    assert page.select_one("blockquote.prompt-tip")
    assert page.select_one("ul#short-list.tight")
    assert own(own_posts, "backprop").select_one("h2#chain")
    assert own(own_posts, "backprop").select_one("p.lead")
    done = own(own_posts, "review").select_one("li.done")
    assert done and done.text.strip() == "read 12 papers"
    centred = own(own_posts, "dots").select_one("p[style]")
    assert centred and centred.img


def test_code_is_code(own_posts: Path) -> None:
    page = own(own_posts, "tools")
    assert page.select_one("li .language-bash")
    assert "<p>{{ name }}</p>" in page.text
    assert "{{ user }}" in page.text and "{{ page }}" in page.text and "let x = `1`" in page.text
    assert page.select_one(".language-ruby")
    assert "{{ not liquid }}" in own(own_posts, "backprop").text
    assert own(own_posts, "backprop").select_one(".linenos")


def test_includes_are_figures_and_links(own_posts: Path) -> None:
    page = own(own_posts, "figures")
    figures = page.select("figure")
    assert len(figures) == 3
    assert figures[0].img["alt"] == "A plot of *loss*"  # type: ignore[index]
    assert figures[0].figcaption.text == "Loss < 0.1 & falling"  # type: ignore[union-attr]
    links = [str(a["href"]) for a in page.select("a[href*='//']")]
    assert "https://www.youtube.com/watch?v=aircAruvnKk" in links
    assert "https://vimeo.com/123456" in links
    assert "https://gist.github.com/someone/0123456789abcdef" in links
    assert "https://pictures.example/x.png" in links
    assert not page.select("iframe, script, img[src*='//']")
    assert "Text between tags stays." in page.text
    assert "Posted 20 January 2019 as Figures & films, at /blog/2019/01/20/figures-and-films/." in (
        " ".join(page.text.split())
    )


def test_a_post_with_nothing_but_a_name_has_title_and_date(own_posts: Path) -> None:
    assert [h.text for h in own(own_posts, "bare").select("h1")] == ["No front matter at all"]
    assert own(own_posts, "dots").h1.text == "Dots at the end"  # type: ignore[union-attr]
    assert own(own_posts, "review").h1.text == '2020: a "year" in review'  # type: ignore[union-attr]
    assert not (own_posts / "posts").exists() or not list((own_posts / "posts").rglob("*.html"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2018/03/backprop.html", "backprop"),
        ("notes/backprop/index.html", "backprop"),
        ("maths/notes/2018/03/05/backprop-by-hand.html", "backprop"),
        ("tools.html", "tools"),
        ("tools & tricks/2018/04/01/notes-on-tools.html", "tools"),
        ("year-in-review/index.html", "review"),
        ("2019/05/06/dots-at-the-end.html", "dots"),
    ],
)
def test_old_addresses_lead_to_the_posts(own_posts: Path, old: str, new: str) -> None:
    link = soup(own_posts / old).a
    assert link
    target = ((own_posts / old).parent / str(link["href"])).resolve()
    assert target == (own_posts / "blog" / POSTS[new]).resolve()


def test_a_post_that_cant_be_read_costs_only_itself(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "posts/2020-01-01-good.md": "Good.\n",
        "posts/undated.md": "---\ntitle: x\n---\nNo date.\n",
        "posts/2020-01-02-bytes.md": b"\xff\xfe\x00\xd8{% \x00\n",
        "posts/2020-01-03-open.md": "a\n\n{% comment %} never closed\n\nsecretword\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert "Traceback" not in result.stdout
    assert "posts/undated.md:1: the post has no date; it is not published" in result.stdout
    assert (
        "posts/2020-01-03-open.md:3: the comment '{% comment %}' is never closed" in result.stdout
    )
    assert (tmp_path / "site/blog/2020/01/01/good/index.html").is_file()
    assert not [n for n, c in listing(tmp_path / "site").items() if b"secretword" in c]


def test_an_old_address_never_takes_a_pages_place(tmp_path: Path) -> None:
    given = [
        "/blog/",
        "/about/",
        "/404.html",
        "/../x",
        "https://a.example/x",
        "/about/index.html/x",
    ]
    head = "---\nredirect_from:\n" + "".join(f"  - {one}\n" for one in given) + "---\nText.\n"
    files = {"posts/2020-01-01-x.md": head, "docs/about.md": "# About me\n"}
    result = build(make_log(tmp_path, files=files))
    assert "Traceback" not in result.stdout
    assert result.stdout.count("posts/2020-01-01-x.md: the old address") == len(given)
    assert "About me" in (tmp_path / "site/about/index.html").read_text("utf-8")
    assert not (tmp_path / "x").exists()
