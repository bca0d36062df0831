"""An entry pasted from wherever people find papers stands on the site as one would write it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from studylog.bib import read_bibliography
from tests.logs import build, make_log
from tests.site.pasted import PASTED


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bib = "".join(pasted.bibtex for pasted in PASTED.values())
    root = make_log(tmp_path_factory.mktemp("pasted"), files={"papers.bib": bib})
    result = build(root)
    assert result.returncode == 0, result.stdout
    return root / "site"


@pytest.mark.parametrize("source", PASTED)
def test_what_was_pasted_is_told_as_its_reader_would(site: Path, source: str) -> None:
    pasted = PASTED[source]
    rows = json.loads((site / "papers.json").read_text("utf-8"))
    row = next(row for row in rows if row["key"] == pasted.key)
    assert row["title"] == pasted.title
    assert (row["authors"][0], len(row["authors"])) == (pasted.first, pasted.authors)
    assert row["year"] == pasted.year
    assert row["venue"] == pasted.venue
    assert row["status"] == pasted.status
    assert tuple(row["topics"]) == pasted.topics
    assert {name: row[name] for name in pasted.facts} == pasted.facts


@pytest.mark.parametrize("source", PASTED)
def test_its_page_links_each_place_once_and_its_row_stands_below_its_status(
    site: Path, source: str
) -> None:
    pasted = PASTED[source]
    listed = BeautifulSoup((site / "papers/index.html").read_text("utf-8"), "html.parser")
    row = listed.select_one(f'tr[data-key="{pasted.key}"]')
    assert row and row["data-status"] == pasted.status
    page = site / "papers" / row.select_one(".cell-title a")["href"] / "index.html"
    entry = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    links = tuple(str(a["href"]) for a in entry.select(".entry-links a"))
    assert links == pasted.buttons
    assert entry.select_one(".entry-kind").text.endswith(pasted.word)
    assert "Read_Status" not in page.read_text("utf-8")


@pytest.mark.parametrize("source", PASTED)
def test_nothing_is_said_against_it(source: str) -> None:
    problems = read_bibliography(PASTED[source].bibtex.encode()).problems
    assert [p for p in problems if p.level != "note"] == []
