"""Below a heading stand the counts of its tasks and the posts of its week."""

from __future__ import annotations

from bs4 import BeautifulSoup

from studylog import read_log
from studylog.dialect import read_document
from studylog.log import StudyLog
from studylog.pages.below import below_headings
from studylog.sources import Sources
from studylog.tasks import states_of

PLAN = """\
# Plan

- [x] begin

## Week 1

- [x] read
- [ ] write

## Week 1

- [ ] again
"""
POST = "---\ntitle: First week\ndate: 2025-05-20\nweek: 1\n---\n\nText.\n"


def log(**files: str) -> StudyLog:
    return read_log(
        Sources({name.replace("__", "/"): text.encode() for name, text in files.items()})
    )


def below(text: str, *, converted: str | None = None, post: str = "") -> dict[int, str]:
    """By line, the texts below the headings of docs/plan.md; `converted` is what other
    extensions have made of it."""
    files = {"docs/plan.md": text, **({"posts/2025-05-20-first.md": post} if post else {})}
    document = read_document(converted or text)
    made = below_headings(log(**files))("plan.md", document, states_of(document))
    return {
        line: BeautifulSoup(html, "html.parser").text.split("  ")[0] for line, html in made.items()
    }


def test_the_page_has_its_sum_and_each_heading_its_own() -> None:
    shown = below(PLAN)
    assert shown[0].startswith("2 of 4 done")
    assert (shown[5].strip(), shown[10].strip()) == ("1 of 2 done", "0 of 1 done")
    assert 1 not in shown  # the title's are the page's


def test_the_rule_of_the_count_stands_with_the_page() -> None:
    made = below_headings(log(**{"docs/plan.md": PLAN}))
    document = read_document(PLAN)
    html = made("plan.md", document, states_of(document))
    assert "counts once" in html[0] and "counts once" not in html[5]


def test_a_heading_that_holds_all_tasks_says_it_once() -> None:
    assert list(below("Text.\n\n## Only\n\n- [x] a\n")) == [3]


def test_a_page_without_tasks_shows_nothing() -> None:
    assert below("# Plan\n\n- a\n- b?\n") == {}


def test_a_week_leads_to_its_post_wherever_other_extensions_have_moved_it() -> None:
    moved = PLAN.replace("# Plan\n", "# Plan\n\nA snippet.\n")
    shown = below(PLAN, converted=moved, post=POST)
    assert "First week" in shown[7] and "First week" in shown[12]


def test_a_page_that_is_none_of_the_log_has_nothing_below_its_headings() -> None:
    document = read_document(PLAN)
    assert below_headings(log())("posts/a.md", document, states_of(document)) == {}
