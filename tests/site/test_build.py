"""Real builds of real logs: what comes out, what stays untouched, what is said."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.logs import OWN, REPOSITORY, build, listing, make_log


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def test_every_post_note_notebook_and_entry_has_its_page(own_site: Path) -> None:
    root = own_site.parent
    rows = json.loads((own_site / "papers.json").read_text(encoding="utf-8"))
    assert len(rows) >= 45
    for row in rows:
        assert (own_site / "papers" / row["key"] / "index.html").is_file()
    for notebook in (root / "notebooks").glob("*.ipynb"):
        assert (own_site / "notebooks" / notebook.stem / "index.html").is_file()
        assert (own_site / "notebooks" / notebook.stem / notebook.name).is_file()
    for post in (root / "posts").glob("*.md"):
        year, month, day, slug = post.stem.split("-", 3)
        assert (own_site / "blog" / year / month / day / slug / "index.html").is_file()


def test_the_reading_list_has_a_table_per_status_with_its_count(own_site: Path) -> None:
    page = soup(own_site / "papers/index.html")
    rows = json.loads((own_site / "papers.json").read_text(encoding="utf-8"))
    assert len(page.select("table.reading-list tr[data-key]")) == len(rows)
    for status in ("reading", "to-read", "skimmed", "read", "dropped"):
        heading = page.select_one(f"h2#{status}")
        keys = {r["key"] for r in rows if r["status"] == status}
        assert heading and heading.select_one(".count").text == str(len(keys))
        shown = page.select(f"table.reading-list tr[data-status={status}]")
        assert {row["data-key"] for row in shown} == keys


def test_a_note_stands_on_the_page_of_its_entry(own_site: Path) -> None:
    page = soup(own_site / "papers/he2016deep/index.html")
    assert [h.text for h in page.select("h1")] == ["Deep Residual Learning for Image Recognition"]
    assert page.select_one(".entry-note h2#what-it-says")
    assert page.select_one("article a[href='https://arxiv.org/abs/1512.03385']")


def test_citations_lead_to_entries_and_entries_to_what_cites_them(own_site: Path) -> None:
    rows = {r["key"]: r for r in json.loads((own_site / "papers.json").read_text("utf-8"))}
    cited = {key for key, row in rows.items() if row["cited_in"]}
    assert len(cited) >= 10
    citing_page = functools.cache(soup)
    for key in cited:
        page = soup(own_site / "papers" / key / "index.html")
        links = {a["href"] for a in page.select(".entry-cited li a")}
        assert len(links) == len(rows[key]["cited_in"])
        for citing in rows[key]["cited_in"]:
            path = citing["url"].split("/some/repo/", 1)[1]
            found = citing_page(own_site / path / "index.html")
            assert found.select(f"a.citation[data-key='{key}']")


def test_the_feed_lists_the_posts_with_absolute_links_and_full_dates(own_site: Path) -> None:
    feed = feedparser.parse((own_site / "feed.xml").read_bytes())
    posts = sorted((own_site.parent / "posts").glob("*.md"), reverse=True)
    assert feed.bozo == 0
    assert len(feed.entries) == len(posts)
    for entry in feed.entries:
        assert entry.link.startswith("http://127.0.0.1:1/some/repo/blog/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", entry.published)
        assert "headerlink" not in entry.content[0].value
    assert feed.entries[0].link.split("/")[-2] == posts[0].stem.split("-", 3)[3]


def test_the_log_itself_is_not_touched_by_a_build(tmp_path: Path) -> None:
    root = make_log(tmp_path, *OWN)
    before = listing(root)
    assert build(root).returncode == 0
    made = ("site/", ".cache/studylog/")
    after = {name: c for name, c in listing(root).items() if not name.startswith(made)}
    assert {n for n in after if "__pycache__" not in n} == set(before)
    assert all(after[name] == content for name, content in before.items())


def test_two_clones_give_the_same_bytes(tmp_path: Path, own_site: Path) -> None:
    other = make_log(tmp_path / "a longer path" / "log", *OWN)
    zone = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LANG": "C"}
    assert build(other, SITE_URL="http://127.0.0.1:1/some/repo/", **zone).returncode == 0
    mine, theirs = listing(own_site), listing(other / "site")
    assert set(mine) == set(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_no_path_of_the_machine_is_in_the_site(own_site: Path) -> None:
    for name, content in listing(own_site).items():
        assert str(own_site.parent).encode() not in content, name


def test_a_log_without_any_content_builds(tmp_path: Path) -> None:
    result = build(make_log(tmp_path))
    assert result.returncode == 0, result.stdout
    for page in ("", "blog/", "papers/", "notebooks/"):
        assert (tmp_path / "site" / page / "index.html").is_file()
    assert json.loads((tmp_path / "site/papers.json").read_text("utf-8")) == []
    assert not (tmp_path / "docs").exists()


def test_a_log_of_empty_folders_builds(tmp_path: Path) -> None:
    make_log(tmp_path, files={"papers.bib": ""})
    for folder in ("docs", "posts", "notebooks"):
        (tmp_path / folder).mkdir()
    result = build(tmp_path)
    assert result.returncode == 0, result.stdout
    assert [list((tmp_path / f).iterdir()) for f in ("docs", "posts", "notebooks")] == [[], [], []]


LINKS = {
    "docs/index.md": "# Home\n\n[post](../posts/2024-01-05-one.md), [run](../notebooks/a.ipynb)\n",
    "docs/papers/he2016deep.md": "See [run](../../notebooks/a.ipynb).\n",
    "docs/notes/deep.md": "# Deep\n\n[home](../index.md), [post](../../posts/2024-01-05-one.md)\n",
    "posts/2024-01-05-one.md": "[note](../docs/papers/he2016deep.md) ![](img/plot.png)\n",
    "posts/img/plot.png": b"\x89PNG\r\n\x1a\n",
    "notebooks/a.ipynb": json.dumps(
        {
            "cells": [
                {
                    "cell_type": "markdown",
                    "metadata": {},
                    "source": "# Run\n\n[post](../posts/2024-01-05-one.md) "
                    "[note](../docs/notes/deep.md)",
                }
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 4,
        }
    ),
    "papers.bib": "@article{he2016deep, title={Deep}, status={read}}\n",
}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of pages that link to each other, whose sources lie at an address."""
    root = make_log(tmp_path_factory.mktemp("linked"), files=LINKS)
    result = build(root, REPO_URL="https://github.com/me/log")
    assert result.returncode == 0, result.stdout
    return root / "site"


def test_links_between_the_folders_are_as_on_disk_and_lead_there_on_the_site(linked: Path) -> None:
    site = linked
    for page in ("", "papers/he2016deep", "notes/deep", "blog/2024/01/05/one", "notebooks/a"):
        for link in soup(site / page / "index.html").select("article [href], article [src]"):
            target = str(link.get("href") or link.get("src"))
            if not target.startswith(("http", "#", "mailto")):
                found = (site / page / target.split("#", maxsplit=1)[0]).resolve()
                assert found.is_file() or (found / "index.html").is_file(), f"{page}: {target}"


FAULTS = {
    "papers.bib": "@article{good1, title={One}, status={read}}\n"
    "@article{bad, title={Broken {brace}, year={2020}\n\n"
    "@article{good2, title={Two}, status={redaing}}\n",
    "docs/broken.md": "---\ntitle: a: b\n---\nThe text stays [@good3].\n",
    "posts/2024-01-05-one.md": "---\ncategories: a b\ndate: 2024-01-05 01:00:00 +0200\n---\nA\n",
    "posts/nodate.md": "No date anywhere.\n",
    "notebooks/broken.ipynb": '{"cells": [',
    "docs/maths.md": "A formula $\\frobnicate$ here.\n",
}


def test_each_fault_is_said_with_place_and_cure_and_all_else_is_built(tmp_path: Path) -> None:
    result = build(make_log(tmp_path, files=FAULTS))
    assert result.returncode == 1
    assert "Traceback" not in result.stdout
    for said in (
        "papers.bib:2: the field 'title' of entry 'bad' is never closed",
        "papers.bib:4: entry 'good2' has status 'redaing' (did you mean 'reading'?)",
        "docs/broken.md:2: the front matter: the YAML can't be read",
        "docs/broken.md:4: the citation '@good3' has no entry (did you mean 'good1' or 'good2'?)",
        "posts/nodate.md:1: the post has no date; it is not published",
        "notebooks/broken.ipynb:1: the notebook is no JSON",
        "docs/maths.md:1: the formula '\\frobnicate' can't be typeset",
    ):
        assert said in result.stdout, said
    site = tmp_path / "site"
    keys = [r["key"] for r in json.loads((site / "papers.json").read_text("utf-8"))]
    assert keys == ["good1", "bad", "good2"]
    assert "The text stays" in soup(site / "broken/index.html").text
    assert "title: a: b" not in soup(site / "broken/index.html").article.text
    assert (site / "blog/2024/01/05/one/index.html").is_file()
    assert "no JSON" in soup(site / "notebooks/broken/index.html").text


def test_drafts_are_neither_built_nor_listed(tmp_path: Path) -> None:
    files = {
        "docs/README.md": "---\ndraft: true\n---\n# Secretpage home\n",
        "docs/tasks.md": '---\ndraft: "true"\n---\n# Secretpage\n\n- [ ] Secretpage task\n',
        "docs/papers/he2016deep.md": "---\npublished: false\n---\nSecretpage note.\n",
        "papers.bib": "@article{he2016deep, title={Deep}, status={read}}\n",
        "docs/secret.md": "---\ndraft: true\n---\n# Secretpage\n",
        "posts/2024-01-05-a.md": "---\ndraft: true\ntitle: Secretpost\n---\nx\n",
        "posts/2024-01-06-b.md": "---\npublished: false\ntitle: Secretjekyll\n---\nx\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    for name, content in listing(tmp_path / "site").items():
        assert b"ecretp" not in content and b"ecretj" not in content, name
    assert soup(tmp_path / "site/papers/he2016deep/index.html").h1.text == "Deep"
    assert (tmp_path / "site/index.html").is_file()


def test_a_page_called_posts_is_a_page(tmp_path: Path) -> None:
    result = build(make_log(tmp_path, files={"docs/posts.md": "# All my posts\n"}))
    assert result.returncode == 0, result.stdout
    assert "All my posts" in soup(tmp_path / "site/posts/index.html").text


def test_edit_links_lead_to_the_real_sources(linked: Path) -> None:
    base = "https://github.com/me/log/edit/main/"
    for page, source in {
        "": "docs/index.md",
        "papers/he2016deep": "docs/papers/he2016deep.md",
        "blog/2024/01/05/one": "posts/2024-01-05-one.md",
        "notebooks/a": "notebooks/a.ipynb",
    }.items():
        link = soup(linked / page / "index.html").select_one("a[rel=edit]")
        assert link and link["href"] == base + source


def test_a_first_line_that_looks_like_metadata_stays_on_the_page(tmp_path: Path) -> None:
    names = {"a": "Purpose: learn machine learning", "b": "Key: value\nOther: value"}
    files = {f"docs/{page}.md": f"{name}\n\nText.\n" for page, name in names.items()}
    build(make_log(tmp_path, files=dict(files)))
    for page, name in names.items():
        text = soup(tmp_path / "site" / page / "index.html").article.text
        assert all(line in text for line in name.split("\n"))


def test_a_long_blog_is_paged(tmp_path: Path) -> None:
    posts = {f"posts/2024-01-{d:02}-p{d}.md": f"# Post {d}\n\nText.\n" for d in range(1, 25)}
    result = build(make_log(tmp_path, files=posts))
    assert result.returncode == 0, result.stdout
    assert len(soup(tmp_path / "site/blog/index.html").select("article.post-excerpt")) == 10
    assert len(soup(tmp_path / "site/blog/page/3/index.html").select("article.post-excerpt")) == 4


def test_a_readme_is_the_index_of_its_section(tmp_path: Path) -> None:
    names = ("", "blog/", "papers/", "notebooks/")
    files = {f"docs/{name}README.md": f"# Words of {name}x\n" for name in names}
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    for name in names:
        assert soup(tmp_path / "site" / name / "index.html").h1.text.startswith(f"Words of {name}x")


def test_a_readme_beside_the_notebooks_introduces_them(tmp_path: Path) -> None:
    files = {
        "notebooks/README.md": "# My runs\n\nAll on one laptop.\n",
        "notebooks/data/about.md": "# The data\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    page = soup(tmp_path / "site/notebooks/index.html")
    assert page.h1.text.startswith("My runs")
    assert "All on one laptop." in page.article.text
    assert (tmp_path / "site/notebooks/data/about/index.html").is_file()


def test_names_with_any_letter_are_linked(tmp_path: Path) -> None:
    cell = '{"cell_type": "markdown", "metadata": {}, "source": "# Run"}'
    notebook = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 4}}'
    files = {f"notebooks/{name}.ipynb": notebook for name in ("a b", "Ünï #2?", "sub/c%20d")}
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    index = tmp_path / "site/notebooks/index.html"
    links = [unquote(str(a["href"])) for a in soup(index).select("a.experiment-title")]
    assert sorted(links) == ["a b/", "sub/c%20d/", "Ünï #2?/"]
    assert all((index.parent / link / "index.html").is_file() for link in links)


def test_without_entry_pages_only_notes_have_one(tmp_path: Path) -> None:
    settings = (
        (REPOSITORY / "mkdocs.yml").read_text().replace("topics: topics.md", "entry_pages: false")
    )
    files = {
        "mkdocs.yml": settings,
        "papers.bib": "@misc{a, title={A}, status={reading}}\n@misc{b, title={B}}\n",
        "docs/papers/b.md": "My note.\n",
        "docs/x.md": "# X\n\n[@a] and [@b]\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    site = tmp_path / "site"
    assert not (site / "papers/a").exists()
    rows = json.loads((site / "papers.json").read_text("utf-8"))
    assert [bool(row["page"]) for row in rows] == [False, True]
    listed = soup(site / "papers/index.html")
    assert listed.select_one("tr#entry-a") and not listed.select_one("tr#entry-a a")
    assert listed.select_one('tr[data-key=b] a[href="b/"]')
    links = [a["href"] for a in soup(site / "x/index.html").select("a.citation")]
    assert links == ["../papers/#entry-a", "../papers/b/"]
    assert not soup(site / "index.html").select('a[href="papers/a/"]')


def test_an_entry_is_not_cited_by_its_own_note(tmp_path: Path) -> None:
    files = {"papers.bib": "@misc{a, title={A}}\n", "docs/papers/a.md": "As [@a] says.\n"}
    assert build(make_log(tmp_path, files=files)).returncode == 0
    rows = json.loads((tmp_path / "site/papers.json").read_text("utf-8"))
    assert rows[0]["cited_in"] == []
    assert "No page of this log cites it yet" in soup(tmp_path / "site/papers/a/index.html").text


def test_a_page_in_another_encoding_does_not_end_the_build(tmp_path: Path) -> None:
    latin = {
        "docs/README.md": "# Müller\n".encode("latin-1"),
        "docs/a.md": "# B\xe4r\n".encode("latin-1"),
    }
    result = build(make_log(tmp_path, files=latin))
    assert result.returncode == 1
    assert "docs/README.md: the byte at offset 3 is not UTF-8" in result.stdout
    assert "Traceback" not in result.stdout
    assert soup(tmp_path / "site/index.html").h1.text.startswith("Müller")


def test_a_page_named_like_a_section_is_its_index(tmp_path: Path) -> None:
    names = ("blog", "papers", "notebooks")
    files = {f"docs/{name}.md": f"# Mine\n\nMy own words on {name}.\n" for name in names}
    result = build(make_log(tmp_path, files=dict(files)))
    assert result.returncode == 0, result.stdout
    for name in names:
        page = soup(tmp_path / "site" / name / "index.html")
        assert f"My own words on {name}." in page.text
        assert page.h1.text.startswith("Mine")


def test_a_second_note_in_other_case_does_not_take_the_entrys_page(tmp_path: Path) -> None:
    files = {
        "papers.bib": "@misc{Mixed2021, title={The Entry}, status={read}}\n",
        "docs/papers/Mixed2021.md": "The real note.\n",
        "docs/papers/mixed2021.md": "A stray.\n",
    }
    result = build(make_log(tmp_path, files=files))
    assert "docs/papers/mixed2021.md: the note is for entry 'Mixed2021'" in result.stdout
    page = soup(tmp_path / "site/papers/mixed2021/index.html")
    assert page.h1.text == "The Entry"
    assert "The real note." in page.text


def test_front_matter_that_the_theme_cant_use_is_said(tmp_path: Path) -> None:
    lines = ("icon: nope/nope", "hide: 5", "search: yes", "template: nope.html", "template: [1]")
    files = {f"docs/{n}.md": f"---\n{line}\n---\nText stays.\n" for n, line in enumerate(lines)}
    result = build(make_log(tmp_path, files=dict(files)))
    assert "Traceback" not in result.stdout
    for n, line in enumerate(lines):
        said = f"docs/{n}.md: the front matter has '{line.partition(':')[0]}"
        assert said in result.stdout
        assert "Text stays." in soup(tmp_path / "site" / str(n) / "index.html").text


def test_what_cant_be_read_is_said_and_the_rest_is_built(tmp_path: Path) -> None:
    make_log(tmp_path, files={"docs/a.md": "# A\n", "docs/run.ipynb": "{}"})
    (tmp_path / "docs/gone.md").symlink_to("nowhere.md")
    (tmp_path / "posts").mkdir(exist_ok=True)
    (tmp_path / "posts/2021-01-06-x.md").symlink_to("nowhere.md")
    result = build(tmp_path)
    assert result.stdout.count("docs/gone.md: the file can't be read") == 1
    assert result.stdout.count("posts/2021-01-06-x.md: the file can't be read") == 1
    assert (
        "docs/run.ipynb: a notebook in docs/ is not shown (move it to notebooks/)" in result.stdout
    )
    assert "Traceback" not in result.stdout
    assert (tmp_path / "site/a/index.html").is_file()


def test_settings_that_would_break_every_address_are_said(tmp_path: Path) -> None:
    settings = (REPOSITORY / "mkdocs.yml").read_text() + "\nuse_directory_urls: false\n"
    settings = settings.replace("blog_dir: blog", "blog_dir: journal")
    result = build(make_log(tmp_path, files={"mkdocs.yml": settings}))
    assert "use_directory_urls is false" in result.stdout
    assert "the posts have no blog at /blog/" in result.stdout
    assert "Traceback" not in result.stdout


def test_many_pages_share_a_tab(tmp_path: Path) -> None:
    pages = {f"docs/page-{n:02}.md": f"# Page {n}\n" for n in range(12)}
    result = build(make_log(tmp_path, files=pages))
    assert result.returncode == 0, result.stdout
    tabs = [a.text.strip() for a in soup(tmp_path / "site/index.html").select(".md-tabs a")]
    assert tabs == ["Home", "Blog", "Papers", "Experiments", "Progress", "Topics", "Pages"]


def test_an_address_that_cant_be_parted_does_not_end_the_build(tmp_path: Path) -> None:
    text = "[x](http://[y/) and ![z](http://[i/p.png)\n"
    files = {"docs/a.md": text, "posts/2024-01-05-p.md": f"{text}\n<!-- more -->\n\n{text}"}
    result = build(make_log(tmp_path, files=files))
    assert "Traceback" not in result.stdout
    assert (tmp_path / "site/feed.xml").is_file()
    assert soup(tmp_path / "site/a/index.html").select_one("article p a").text == "x"
