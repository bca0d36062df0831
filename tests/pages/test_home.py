"""The home page shows what there is, and nothing where there is nothing."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup

from studylog import StudyLog, read_log
from studylog.pages import entry_url, render_home
from studylog.sources import Sources

#: The ids of the one page with tasks.
ANCHORS = {"plan.md": frozenset({"plan", "part-one", "twice", "twice_1"})}


def panels(log: StudyLog, page: str = "") -> BeautifulSoup:
    addresses = {e.slug: entry_url(e) for e in log.bibliography.entries}
    return BeautifulSoup(render_home(log, {}, addresses, ANCHORS, page), "html.parser")


def test_an_empty_log_has_panels_that_say_how_to_begin() -> None:
    soup = panels(StudyLog())
    names = [s["aria-labelledby"] for s in soup.find_all("section")]
    assert names == ["now-reading", "latest-posts"]
    assert "status = {reading}" in soup.get_text()
    assert "posts/2026-01-31-first-week.md" in soup.get_text()


def test_each_kind_of_content_has_a_panel_with_links_that_lead_there() -> None:
    notebook = {
        "nbformat": 4,
        "metadata": {"studylog": {"date": "2024-01-01"}},
        "cells": [
            {
                "cell_type": "markdown",
                "metadata": {},
                "source": "# N\n\nA *summary* with [a link](x.md).",
            }
        ],
    }
    log = read_log(
        Sources(
            {
                "papers.bib": b"@misc{a, title={A}, status={reading}}\n@misc{b, status={odd}}",
                "posts/2024-01-02-p.md": b"# P\n\nFirst *words*.\n\nMore.",
                "posts/2024-01-03-d.md": b"---\ndraft: true\n---\nHidden.",
                "docs/plan.md": b"# Plan\n## Part *one*\n- [x] done\n- [ ] next `code`\n",
                "notebooks/n.ipynb": json.dumps(notebook).encode(),
            }
        )
    )
    soup = panels(log)
    assert [s["aria-labelledby"] for s in soup.find_all("section")] == [
        "now-reading",
        "next-tasks",
        "latest-posts",
        "latest-experiments",
    ]
    links = [a["href"] for a in soup.find_all("a")]
    for url in (
        "papers/a/",
        "papers/#reading",
        "blog/2024/01/02/p/",
        "plan/#part-one",
        "notebooks/n/",
    ):
        assert url in links
    assert "Hidden" not in soup.get_text()
    assert soup.select_one(".home-posts p:not(.day)").decode_contents() == "First <em>words</em>."
    progress = soup.select_one(".progress")
    assert (progress["data-done"], progress["data-open"]) == ("1", "1")


def test_next_are_the_tasks_after_the_last_one_begun() -> None:
    body = "- [ ] passed over\n- [x] done\n- [ ] first\n- [ ] second\n"
    soup = panels(read_log(Sources({"docs/plan.md": body.encode()})))
    tasks = [t.get_text(" ", strip=True).split(" Plan")[0] for t in soup.select("li.task")]
    assert tasks == ["first", "second", "passed over"]


def test_links_lead_back_to_the_root_from_a_page_further_down() -> None:
    log = read_log(Sources({"papers.bib": b"@misc{a, title={A}, status={reading}}"}))
    assert panels(log, "some/where/").find("a")["href"] == "../../papers/a/"


def test_a_task_links_to_its_heading_only_where_that_is_certain() -> None:
    body = "## Part one\n- [ ] a\n## Twice\n- [ ] b\n## Gone {#own}\n- [ ] c\n"
    soup = panels(read_log(Sources({"docs/plan.md": body.encode()})))
    links = [a["href"] for a in soup.select("li.task a")]
    assert links == ["plan/#part-one", "plan/", "plan/"]
