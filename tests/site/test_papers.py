"""Real builds: what a site makes of papers.bib beside the pages of the entries."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from studylog.bib import read_bibliography
from tests.logs import build, listing, make_log

BIB = """@article{one, title={One}, author={Doe, Jane}, readstatus={read}, finished={2024-05-06},
  pages={1--9}, pdf={one.pdf}, file={:/home/jane/secret.pdf:PDF}, annote={secret}}
@inproceedings{two, title={Two}, crossref={vol}, status={to-read}, keywords={nlp}}
@proceedings{vol, title={The Volume}, year={2020}}
"""
PAGES = {
    "papers.bib": BIB,
    "docs/assets/one.pdf": b"%PDF-1.4",
    "docs/index.md": "# Home\n\n```reading-list\nstatus: read\n```\n",
    "docs/deep/page.md": "# Page\n\n```reading-list\ncolumns: title\n```\n\n"
    "```chart\nkind: finished\n```\n",
    "posts/2024-01-05-post.md": "```reading-list\ntopic: nlp\n```\n\n<!-- more -->\n\nRest\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_log(tmp_path_factory.mktemp("papers"), files=PAGES)
    result = build(root)
    assert result.returncode == 0, result.stdout
    return root / "site"


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize("page", ["", "deep/page", "blog", "blog/2024/01/05/post"])
def test_the_rows_of_a_block_lead_to_the_entries_from_wherever_it_is_shown(
    site: Path, page: str
) -> None:
    html = soup(site / page / "index.html")
    links = html.select("article table.reading-list .cell-title a, .md-post table .cell-title a")
    assert links
    for link in links:
        assert (site / page / str(link["href"]) / "index.html").resolve().is_file()


def test_an_entry_has_its_volume_its_file_and_its_source_to_copy(site: Path) -> None:
    two = soup(site / "papers/two/index.html")
    assert two.select_one(".entry-venue").text.startswith("The Volume, 2020")
    one = soup(site / "papers/one/index.html")
    (pdf,) = [a for a in one.select(".entry-links a") if a.text == "PDF"]
    assert (site / "papers/one" / str(pdf["href"])).resolve() == site.resolve() / "assets/one.pdf"
    source = one.select_one(".entry-bibtex code").text
    assert source.startswith("@article{one, title={One}")
    assert "secret" not in source


def test_the_public_file_reads_as_the_own_one(site: Path) -> None:
    own, public = read_bibliography(BIB.encode()), (site / "papers.bib").read_bytes()
    assert b"secret" not in public
    facts = [(e.key, e.title, e.venue, e.status, e.finished, e.topics) for e in own.entries]
    again = read_bibliography(public).entries
    assert [(e.key, e.title, e.venue, e.status, e.finished, e.topics) for e in again] == facts


def test_the_feed_of_papers_lists_what_was_finished(site: Path) -> None:
    feed = feedparser.parse((site / "papers/feed.xml").read_text("utf-8"))
    assert (feed.bozo, [e.title for e in feed.entries]) == (False, ["Read: One"])
    head = soup(site / "index.html").head
    assert len(head.select("link[type='application/atom+xml']")) == 2


def test_progress_has_a_chart_with_its_numbers_under_each_heading(site: Path) -> None:
    page = soup(site / "progress/index.html")
    assert [h["id"] for h in page.select("article h2")] == [
        "finished", "topics", "queue", "activity",
    ]  # fmt: skip
    assert page.select("figure.chart svg[role=img]")
    assert page.select("figure.chart details table th[scope]")


def test_on_its_own_page_a_block_without_a_choice_is_the_list(tmp_path: Path) -> None:
    index = (
        "# Papers\n\nBefore.\n\n```reading-list\ncolumns: title, year\nsort: title\n```\n\nAfter.\n"
    )
    root = make_log(tmp_path, files={**PAGES, "docs/papers/index.md": index})
    result = build(root)
    assert result.returncode == 0, result.stdout
    page = soup(root / "site/papers/index.html")
    assert len(page.select(".reading-list-page")) == 1
    assert page.select_one("h2#to-read") and page.select_one("tr[data-key=two]")
    assert {len(row.find_all(["td", "th"])) for row in page.select("tr[data-key]")} == {2}
    text = page.article.get_text()
    assert text.index("Before.") < text.index("One") < text.index("After.")


def test_the_fault_of_a_block_is_said_with_its_line(tmp_path: Path) -> None:
    page = "---\ntitle: x\n---\n\nText\n\n```reading-list\nlimt: 3\n```\n"
    result = build(make_log(tmp_path, files={"docs/a.md": page}))
    assert result.returncode == 1
    said = (
        "docs/a.md:7: the block 'reading-list': there is no option 'limt' (did you mean 'limit'?)"
    )
    assert said in result.stdout


def test_a_long_list_is_kept_and_gives_the_same_bytes(tmp_path: Path) -> None:
    entries = [
        f"@article{{k{n}, title={{Title {n}}}, status={{read}}, abstract={{{'words ' * 60}}}}}"
        for n in range(600)
    ]
    bib = "\n".join(entries)
    config = (make_log(tmp_path / "one") / "mkdocs.yml").read_text("utf-8")
    config = config.replace("    topics: topics.md", "    entry_pages: false")
    files = {"mkdocs.yml": config, "papers.bib": bib}
    root = make_log(tmp_path / "two", files=files)
    assert build(root).returncode == 0
    assert (root / ".cache/studylog/papers").is_file()
    (root / "papers.bib").write_text(bib.replace("{Title 7}", "{Changed}"), encoding="utf-8")
    assert build(root).returncode == 0
    fresh = make_log(
        tmp_path / "three", files={**files, "papers.bib": bib.replace("{Title 7}", "{Changed}")}
    )
    assert build(fresh).returncode == 0
    assert listing(root / "site") == listing(fresh / "site")
    rows = json.loads((root / "site/papers.json").read_text("utf-8"))
    assert [r["title"] for r in rows][7] == "Changed"


def test_a_damaged_shelf_costs_nothing_but_time(tmp_path: Path) -> None:
    bib = "\n".join(f"@misc{{k{n}, title={{{'T' * 400}}}}}" for n in range(600))
    files = {"papers.bib": bib, ".cache/studylog/papers": b"\x85nothing of ours"}
    config = (make_log(tmp_path / "one") / "mkdocs.yml").read_text("utf-8")
    files["mkdocs.yml"] = config.replace("    topics: topics.md", "    entry_pages: false")
    result = build(make_log(tmp_path / "two", files=files))
    assert result.returncode == 0, result.stdout
