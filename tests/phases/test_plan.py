"""The plan of a log: years and starts as front matter and git give them."""

from __future__ import annotations

import pytest

from studylog import StudyLog, read_log
from studylog.history import History
from studylog.phases import Year, pages_without_year
from studylog.sources import Sources

UNDATED = "# Plan\n\n## A: 20 May to 1 June\n"


def log(text: str, history: History | None = None) -> StudyLog:
    return read_log(Sources({"docs/p.md": text.encode()}), history=history)


def test_the_year_of_the_front_matter_counts_before_the_first_commit() -> None:
    read = log(f"---\nyear: 2024\n---\n{UNDATED}", History({"docs/p.md": 2025}))
    assert read.phases["docs/p.md"].year == Year(2024, "front matter")
    assert read.phases["docs/p.md"].phases[0].spans[0].first == "2024-05-20"
    assert read.problems == ()


def test_the_year_of_the_first_commit_counts_where_none_is_written() -> None:
    read = log(UNDATED, History({"docs/p.md": 2025}))
    assert read.phases["docs/p.md"].year == Year(2025, "first commit")
    assert [(p.line, p.level) for p in read.problems] == [(3, "note")]


def test_why_git_can_not_tell_is_said() -> None:
    read = log(UNDATED, History(missing="the clone is shallow"))
    assert [str(p) for p in read.problems] == [
        "docs/p.md:3: the year of 'A' is not known, and git can't tell it: the clone is shallow "
        "(write it behind the date, or 'year:' with the number in the front matter)"
    ]


@pytest.mark.parametrize("year", ["soon", "25", "[2024, 2025]", "{a: b}", "2024/25", "true"])
def test_a_year_that_is_none_is_a_problem_where_one_is_needed(year: str) -> None:
    read = log(f"---\nyear: {year}\n---\n{UNDATED}")
    (problem,) = [p for p in read.problems if p.level == "warning"]
    assert problem.message.startswith("the front matter has 'year: ")
    assert problem.hint == "write the number alone, as in 'year: 2025'"
    assert log(f"---\nyear: {year}\n---\n# A: 2025-05-20 to 2025-06-01\n").problems == ()


@pytest.mark.parametrize("start", ["monday", "2025-02-30", "2025", "[1, 2]", "2025-5-19"])
def test_a_start_that_is_no_day_is_a_problem_where_there_are_weeks(start: str) -> None:
    (problem,) = log(f"---\nstart: {start}\n---\n# Week 1\n").problems
    assert (problem.path, problem.level) == ("docs/p.md", "warning")
    assert problem.hint == "write the first day of week 1, as in 'start: 2025-05-19'"
    assert log(f"---\nstart: {start}\n---\n# Notes\n").problems == ()


@pytest.mark.parametrize("key", ["year: soon", "'start': monday", "start : monday"])
def test_a_fault_of_the_front_matter_names_the_line_of_its_key(key: str) -> None:
    text = f"---\ntitle: Plan\ntags: [a]\n{key}\n---\n# Week 1\n\n## A: 20 May to 1 June\n"
    (problem,) = [p for p in log(text).problems if p.level == "warning"]
    assert problem.line == 4


def test_only_pages_whose_dates_have_no_year_are_asked_about() -> None:
    files = {
        "docs/a.md": UNDATED,
        "docs/b.md": "## A: 2025-05-20 to 2025-06-01\n",
        "docs/c.md": "20 May to 1 June\n----------------\n",
        "docs/d.md": "20 May to 1 June in prose.\n",
        "notebooks/e.md": "# Jully 3 to 5\n",
        "posts/2025-01-01-f.md": UNDATED,
    }
    sources = Sources({name: text.encode() for name, text in files.items()})
    assert pages_without_year(sources) == ("docs/a.md", "docs/c.md", "notebooks/e.md")


def test_what_looks_like_a_phase_of_a_page_is_in_the_log() -> None:
    read = log("---\ntitle: Plan\n---\n# Plan\n\n## Exam 05/06/2025\n")
    assert [(u.line, u.heading) for u in read.phases["docs/p.md"].unread] == [
        (6, "Exam 05/06/2025")
    ]
    assert read.phases["docs/p.md"].phases == ()
    assert [(p.line, p.level) for p in read.problems] == [(6, "note")]
