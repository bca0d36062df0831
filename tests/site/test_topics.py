"""Real builds: /topics/ from the page that holds the tree, and a page for each topic touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.logs import REPOSITORY, build, make_log
from tests.topics.trees import ROADMAP, seed

BIB = """@article{one, title={One}, status={read}, keywords={PCA, stray}}
@article{two, title={Two}, keywords={sampling methods}}
"""
POST = "---\ntags: [hmm, stray]\n---\nA post.\n"
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"studylog": {"tags": ["Gibbs"]}},
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Gibbs runs"}],
    }
)
FILES: dict[str, str | bytes] = {
    "papers.bib": BIB,
    "posts/2024-01-05-post.md": POST,
    "notebooks/gibbs.ipynb": NOTEBOOK,
    "docs/index.md": "# Home\n\n```reading-list\ntopic: principal component\n```\n",
}
TREE = ROADMAP.replace("## Basics", "Words of *mine*.\n\n## Basics")


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def built(root: Path, files: dict[str, str | bytes], topics: str = "topics.md") -> Path:
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("topics: topics.md", f"topics: {topics}")
    result = build(make_log(root, files={**FILES, **files, "mkdocs.yml": settings}))
    assert result.returncode == 0, result.stdout
    return root / "site"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The author's docs/topics.md, and a page on one of the topics."""
    files: dict[str, str | bytes] = {
        "docs/topics.md": TREE,
        "docs/topics/gibbs.md": "# Gibbs sampling\n\nWhat I think.\n",
    }
    return built(tmp_path_factory.mktemp("own"), files)


def test_the_author_s_page_has_the_tree_in_the_place_of_its_lists(own: Path) -> None:
    article = soup(own / "topics/index.html").article
    assert [h.text.rstrip("#") for h in article.select("h1")] == ["Plan"]
    assert len(article.select("li.topic[id]")) == 15
    links = [str(a["href"]) for a in article.select(".topic-head .topic-map a")]
    assert len(links) == 3 and all(article.find(id=link[1:]) for link in links)
    head = article.select_one(".topic-head").extract()
    assert head.text.strip().startswith("6 of 15 topics touched")
    text = " ".join(article.get_text().split())
    order = ["Plan", "Projects", "Digits", "Words of mine", "Basics", "Gibbs", "Strange stuff",
             "Annealing", "Not in the tree", "stray"]  # fmt: skip
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_every_link_of_the_tree_leads_to_a_page_and_back(own: Path) -> None:
    tree = soup(own / "topics/index.html")
    links = tree.select("a.topic-name, .topic-part-sum a")
    pages = [p for p in (own / "topics").iterdir() if p.is_dir()]
    assert {str(a["href"]).strip("/") for a in links if "?" not in str(a["href"])} == {
        p.name for p in pages
    }
    for page in pages:
        (back, *_) = soup(page / "index.html").select("nav[aria-label=Path] a")
        anchor = str(back["href"]).partition("#")[2]
        assert tree.find(id=anchor), anchor


@pytest.mark.parametrize(
    ("page", "selector", "topics"),
    [
        ("papers/one", ".topics a", ["principal-components", None]),
        ("", "table.reading-list .cell-topics a", ["principal-components", None]),
        ("blog/2024/01/05/post", ".md-tags a", ["hidden-markov-models-in-speech"]),
        ("notebooks/gibbs", ".md-tags a", ["gibbs"]),
    ],
)
def test_tags_and_keywords_lead_to_the_topic_s_page(
    own: Path, page: str, selector: str, topics: list[str | None]
) -> None:
    links = [str(a["href"]) for a in soup(own / page / "index.html").select(selector)]
    assert len(links) == len(topics)
    for link, topic in zip(links, topics, strict=True):
        if topic:
            assert (own / page / link).resolve() == (own / "topics" / topic).resolve()
        else:
            assert link.endswith("../?topic=stray") or link.endswith("papers/?topic=stray")


def test_a_topic_s_page_joins_what_the_author_wrote_on_it(own: Path) -> None:
    page = soup(own / "topics/gibbs/index.html")
    assert [h.text.rstrip("#") for h in page.article.select("h1")] == ["Gibbs sampling"]
    text = page.article.get_text(" ")
    assert text.index("What I think.") < text.index("Gibbs runs")
    assert (
        "Hidden Markov" in soup(own / "topics/hidden-markov-models-in-speech/index.html").title.text
    )


def test_a_named_page_stays_and_the_tree_stands_at_topics(tmp_path: Path) -> None:
    site = built(tmp_path, {"docs/plan.md": TREE}, "plan.md")
    assert not soup(site / "plan/index.html").select(".topic-list")
    page = soup(site / "topics/index.html")
    assert page.select_one(".topic-about a")["href"] == "../plan/"
    assert [h["id"] for h in page.article.select("h2")][:3] == [
        "topic:projects", "topic:basics", "topic:strange-stuff",
    ]  # fmt: skip
    assert page.article.h1.text.rstrip("#") == "Topics"
    tabs = [a.text.strip() for a in page.select(".md-tabs a")]
    assert tabs[:6] == ["Home", "Blog", "Papers", "Experiments", "Progress", "Topics"]


def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("topics: topics.md", "topics: pln.md")
    files = {**FILES, "docs/plan.md": TREE, "mkdocs.yml": settings}
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 1
    assert "extra.studylog.topics is 'pln.md', and there is no such page (did you mean" in (
        result.stdout
    )


def test_without_a_tree_the_tags_are_listed(tmp_path: Path) -> None:
    page = soup(built(tmp_path, {}) / "topics/index.html")
    names = [e.text for e in page.select(".topic-others > .topic-list > li .topic-name")]
    assert sorted(names) == ["Gibbs", "PCA", "hmm", "sampling methods", "stray"]


def test_an_empty_log_has_its_page_of_topics(tmp_path: Path) -> None:
    root = make_log(tmp_path)
    assert build(root).returncode == 0
    assert "No topic yet" in soup(root / "site/topics/index.html").article.text


def test_lists_that_show_states_stay_and_the_tree_stands_below(tmp_path: Path) -> None:
    tree = "# Topics\n\n- [x] PCA\n- [ ] HMM\n"
    article = soup(built(tmp_path, {"docs/topics.md": tree}) / "topics/index.html").article
    assert len(article.select("input[type=checkbox], .task")) >= 2
    assert [li.find(class_="topic-name").text for li in article.select("li.topic[id]")] == [
        "PCA", "HMM",
    ]  # fmt: skip


def test_002_as_the_tree_builds_as_its_author_typed_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/roadmap.md": seed(),
        "papers.bib": "@misc{a, title={A}, keywords={GAN, generative models, cnn}}",
    }
    site = built(tmp_path, files, "roadmap.md")
    page = soup(site / "topics/index.html")
    assert len(page.select("li.topic[id]")) == 98
    sums = [p.get_text(strip=True) for p in page.select(".topic-part-sum")]
    assert sums == ["0 of 2 topics touched", "4 of 51 topics touched", "2 of 45 topics touched"]
    assert (site / "topics/generative-models-fancy-stuff/index.html").is_file()
    assert (site / "topics/convolutional-neural-networks/index.html").is_file()
