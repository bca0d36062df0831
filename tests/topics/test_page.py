"""Which page holds the topic tree."""

from __future__ import annotations

import pytest

from studylog import read_log
from studylog.check import check
from studylog.settings import Settings
from studylog.sources import Sources
from studylog.topics import read_coverage, tree_page

ROADMAP = {"docs/roadmap.md": b"- a\n"}


def found(named: str, files: dict[str, bytes]) -> tuple[str | None, list[str]]:
    page, problems = tree_page(read_log(Sources(files)), Settings(topics=named))
    return page and page.path, [f"{p.level}: {p}" for p in problems]


@pytest.mark.parametrize("named", ["roadmap.md", "docs/roadmap.md", "./roadmap.md"])
def test_the_settings_name_the_page(named: str) -> None:
    files = {**ROADMAP, "docs/topics.md": b"- b\n"}
    assert found(named, files) == ("docs/roadmap.md", [])


@pytest.mark.parametrize("own", ["topics.md", "topics/index.md", "topics/README.md"])
def test_without_a_name_it_is_the_page_at_topics(own: str) -> None:
    assert found("", {**ROADMAP, f"docs/{own}": b"- b\n"}) == (f"docs/{own}", [])
    assert found("", ROADMAP) == (None, [])


def test_a_named_page_that_is_not_there_is_a_problem_with_the_nearest_name() -> None:
    said = (
        "warning: mkdocs.yml: extra.studylog.topics is 'raodmap.md', and there is no such page "
        "(did you mean 'roadmap.md'?)"
    )
    assert found("raodmap.md", ROADMAP) == (None, [said])
    config = "site_name: x\nextra: {studylog: {topics: raodmap.md}}\n"
    assert said.removeprefix("warning: ") in [str(p) for p in check(Sources(ROADMAP), config)]


def test_a_draft_is_not_used() -> None:
    page, (said,) = found("roadmap.md", {"docs/roadmap.md": b"---\ndraft: true\n---\n- a\n"})
    assert page is None and "is a draft" in said


def test_the_usual_name_is_only_noted_so_that_any_log_builds() -> None:
    page, (said,) = found("topics.md", ROADMAP)
    assert page is None and said.startswith("note: ")
    assert found("topics.md", {"docs/topics/index.md": b"- b"}) == ("docs/topics/index.md", [])


def test_the_topics_have_the_lines_of_the_file() -> None:
    files = {"docs/topics.md": b"---\ntitle: x\n---\n\n- a\n"}
    _, coverage = read_coverage(read_log(Sources(files)), Settings())
    assert [t.line for t in coverage.topics] == [5]
