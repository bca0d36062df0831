"""A timeline is complete as it stands: names, dates, lengths, bars; the browser adds today."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from studylog import StudyLog, read_log
from studylog.blocks import blocks_of
from studylog.check import check
from studylog.history import History
from studylog.markdown.blocks import BlockHtml, Place
from studylog.pages import render_all_timelines
from studylog.pages.timeline import Subject, render_timeline
from studylog.phases import Year
from studylog.sources import Sources
from studylog.tasks import Counts
from tests.pages.logs import EVIL, unsafe
from tests.phases.pages import IN_2025, page, phases, seed

PLAN = """# Plan

## Theory: 20 May to 1 June 2025 (13 days)
- [x] one
- [ ] two

## Practice: 20-30 June and 5 July to 10 July 2025
"""


def log(files: dict[str, str], history: History | None = None) -> StudyLog:
    return read_log(Sources({n: t.encode() for n, t in files.items()}), history=history)


def block(read: StudyLog, text: str = "", source: str = "plan.md") -> BlockHtml:
    return blocks_of(read, {})["timeline"](text, Place("plan/", source, "plan-timeline-1"))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def drawn(
    *headings: str, year: Year | None = IN_2025, counts: Counts | None = None
) -> BeautifulSoup:
    subject = Subject("Plan", counts={1: counts} if counts else {})
    return soup(render_timeline(phases(*headings, year=year), subject, "plan/"))


def words(row: Tag, name: str) -> str:
    found = row.select_one(f".timeline-{name}")
    return " ".join(found.get_text().split()) if found else ""


def test_each_phase_has_its_name_dates_length_and_counts() -> None:
    html, faults = block(log({"docs/plan.md": PLAN}))
    theory, practice = soup(html).select("ol > li")
    assert faults == ()
    assert (words(theory, "name"), words(theory, "dates"), words(theory, "length")) == (
        "Theory",
        "20 May to 1 June 2025 (13 days)",
        "",
    )
    assert words(theory, "counts") == "1 of 2 done" and words(practice, "counts") == ""
    assert words(practice, "dates") == (
        "20 June to 30 June 2025 (11 days) and 5 July to 10 July 2025 (6 days)"
    )
    assert [t["datetime"] for t in practice.select("time")] == [
        "2025-06-20", "2025-06-30", "2025-07-05", "2025-07-10",
    ]  # fmt: skip


def test_a_name_links_to_its_heading() -> None:
    html, _ = block(log({"docs/plan.md": PLAN, "docs/b.md": "# B\n"}), "file: plan.md", "b.md")
    links = [a["href"] for a in soup(html).select("a.timeline-name")]
    assert links[0] == "./#theory-20-may-to-1-june-2025-13-days"


def test_bars_stand_on_one_scale_of_months() -> None:
    drawing = drawn("A: 1 May to 31 May", "B: 1-30 June")
    assert [(r["x"], r["width"]) for r in drawing.select("rect")] == [
        ("0%", "50.82%"), ("50.82%", "49.18%"),
    ]  # fmt: skip
    assert [t.get_text() for t in drawing.select("text")] == ["May", "2025", "Jun"]
    assert all(svg.find_parent(attrs={"aria-hidden": "true"}) or svg["aria-hidden"] == "true"
               for svg in drawing.select("svg"))  # fmt: skip


@pytest.mark.parametrize(("last", "most"), [("Dec 2025", 14), ("Dec 2028", 20), ("Dec 2080", 20)])
def test_a_long_scale_has_few_labels(last: str, most: int) -> None:
    labels = drawn(f"A: Jan 2025 to {last}").select("text")
    assert 2 <= len(labels) <= most
    assert all(0 <= float(label["x"].rstrip("%")) <= 100 for label in labels)


def test_the_source_of_a_year_is_said() -> None:
    assert "Year from the page’s front matter: 2025." in drawn("A: 1-3 May").get_text()
    committed = drawn("A: 1-3 May", year=Year(2019, "first commit"))
    assert "Year from the page’s first commit: 2019." in committed.get_text()
    assert "Year from" not in drawn("A: 1-3 May 2025").get_text()


def test_a_phase_without_a_year_is_listed_without_a_bar_and_says_so() -> None:
    drawing = drawn("A: 1-3 May", "B: 1-3 June 2025", year=None)
    undated, dated = drawing.select("li")
    assert words(undated, "dates") == "1-3 May (3 days)"
    assert words(undated, "length") == "the year is not known, so there is no bar"
    assert not undated.select("svg") and not undated.has_attr("data-spans")
    assert dated.select("svg") and dated["data-spans"] == "2025-06-01/2025-06-03"
    assert not drawn("A: 1-3 May", year=None).select("svg")


def test_a_timeline_without_bars_says_how_to_get_them() -> None:
    for headings in (["A: 1-3 May"], ["A: 1-3 May", "B: 1-3 June 2025"]):
        notes = drawn(*headings, year=None).select("p.timeline-note")
        assert "write the year behind them, or a line such as year: 2025" in notes[0].get_text()
    assert "have no bar" not in drawn("A: 1-3 May").get_text()


@pytest.mark.parametrize(
    ("heading", "length"),
    [
        ("A: 1-3 May (3 days)", ""),
        ("A: 1 May to 1 May (1 day)", ""),
        ("A: 1-3 May (2 days)", "in the heading: 2 days"),
        ("A: 1-3 May (~3 days)", "in the heading: ~3 days"),
        ("A: 1-7 May (1 week)", "in the heading: 1 week"),
        ("A: 1-3 May and 5-6 May (5 days)", "in the heading: 5 days"),
    ],
)
def test_a_length_that_the_dates_have_is_not_said_twice(heading: str, length: str) -> None:
    assert words(drawn(heading).select("li")[0], "length") == length


def test_headings_with_dates_that_can_t_be_read_are_named_with_their_lines() -> None:
    text = PLAN + "\n## Talks: 5 June to 3\n"
    html, faults = block(log({"docs/plan.md": text}))
    (note,) = soup(html).select(".timeline-unread")
    assert (faults, len(soup(html).select("li"))) == ((), 2)
    assert note.get_text() == (
        "1 heading has dates that can’t be read: Talks: 5 June to 3 (line 9: "
        "write the range as '20 May to 1 June' or '2025-05-20 to 2025-06-01')."
    )
    assert [a["href"] for a in note("a")] == ["./#talks-5-june-to-3"]
    more, _ = block(
        log({"docs/plan.md": text + "\n## 31 June to 3 July\n\n## A: 1-3 Jully 2025\n"})
    )
    (note,) = soup(more).select(".timeline-unread")
    assert note.get_text().startswith("2 headings have dates") and "(line 11: correct the" in str(
        note
    )
    assert not soup(block(log({"docs/plan.md": PLAN}))[0]).select(".timeline-unread")


def test_a_page_whose_dates_can_not_be_read_says_so_in_place_of_a_timeline() -> None:
    read = log({"docs/plan.md": "# Plan\n\n## Talks: 5 June to 3\n"})
    html, ((said, hint),) = block(read)
    assert said == "the dates of no heading of 'plan.md' can be read"
    assert hint.startswith("write the range as") and "(line 3: write the range" in html
    assert render_all_timelines(read, "progress/") == ""


def test_a3_the_seed_s_timeline_has_its_dates_and_its_length_as_typed() -> None:
    from studylog.phases import read_phases

    read = read_phases(seed("000"), "a.md", Year(2025, "first commit"))
    theory, practice = soup(render_timeline(read, Subject("A"), "a/")).select("li")
    assert (
        words(theory, "dates").count("(13 days)") == words(theory, "dates").count("(10 days)") == 1
    )
    assert words(theory, "length") == "in the heading: ~20 days"
    assert words(practice, "dates") == "20 June to 20 July 2025 (31 days)"
    assert words(practice, "length") == "in the heading: 30 days"


def test_nothing_of_today_is_in_it() -> None:
    drawing = drawn("A: 1-3 May", counts=Counts(done=1, open=2))
    assert not drawing.select(".timeline-now-line")
    assert all(e.get_text() == "" for e in drawing.select("[hidden]"))
    assert words(drawing, "counts") == "1 of 3 done"


def test_the_file_is_a_path_from_the_page_or_from_docs() -> None:
    read = log({"docs/plan.md": PLAN, "docs/a/plan.md": "# A\n\n## X: 1-3 May 2024\n"})
    for file, source, first in (
        ("plan.md", "index.md", "Theory"),
        ("plan.md", "a/index.md", "X"),
        ("../plan.md", "a/index.md", "Theory"),
        ("docs/plan.md", "index.md", "Theory"),
        ("a/plan.md", "a/index.md", "X"),
        ("plan.md", "posts/2025-01-01-x.md", "Theory"),
    ):
        html, faults = block(read, f"file: {file}", source)
        assert (faults, words(soup(html).select("li")[0], "name")) == ((), first)


@pytest.mark.parametrize(
    ("text", "source", "said", "hint"),
    [
        ("file: plna.md", "b.md", "there is no page 'plna.md'", "did you mean 'plan.md'?"),
        ("file: b.md", "b.md", "no heading of 'b.md' has a range of dates", "write one such as"),
        ("", "b.md", "no heading of 'b.md' has a range of dates", "write one such as"),
        (
            "",
            "posts/x.md",
            "this page is no place for phases",
            "name one, as in 'file: roadmap.md'",
        ),
        ("flie: plan.md", "plan.md", "there is no option 'flie'", "did you mean 'file'?"),
        ("file: [a]", "plan.md", "'file' is no text", "write one such as 'file: roadmap.md'"),
        ("- plan.md", "plan.md", "the block holds no options", "write one such as"),
        ("file: 'x", "plan.md", "the YAML can't be read", ""),
    ],
)
def test_a_fault_says_what_is_wrong_and_the_cure(
    text: str, source: str, said: str, hint: str
) -> None:
    html, faults = block(log({"docs/plan.md": PLAN, "docs/b.md": "# B\n"}), text, source)
    assert [(f[0].startswith(said), f[1].startswith(hint)) for f in faults] == [(True, True)]
    assert html


def test_checking_says_what_the_build_would() -> None:
    files = {
        "docs/plan.md": PLAN + "\n```timeline\n```\n",
        "docs/a/b.md": "```timeline\nfile: ../plan.md\n```\n\n```timeline\nfile: no.md\n```\n",
    }
    problems = check(Sources({n: t.encode() for n, t in files.items()}), "site_name: X\n")
    assert [str(p) for p in problems] == [
        "docs/a/b.md:5: the block 'timeline': there is no page 'no.md' (write its path from docs/)"
    ]


def test_the_progress_page_has_a_timeline_of_every_page_with_phases() -> None:
    read = log(
        {
            "docs/plan.md": PLAN,
            "docs/b.md": "# B\n",
            "docs/c.md": "---\ndraft: true\n---\n# C\n\n## X: 1-3 May 2024\n",
            "docs/d.md": "# D: 1-3 May 2024\n",
        }
    )
    page = soup(render_all_timelines(read, "progress/"))
    assert [h.get_text() for h in page.select("h3")] == ["D: 1-3 May 2024", "Plan"]
    assert [a["href"] for a in page.select("h3 a")] == ["../d/", "../plan/"]
    assert len(page.select("figure")) == 2
    assert render_all_timelines(log({"docs/b.md": "# B\n"}), "progress/") == ""


def test_hostile_names_are_text() -> None:
    html, _ = block(log({"docs/plan.md": f"# P\n\n## `{EVIL}`: 1-3 May 2024 (3 days)\n"}))
    assert unsafe(html) == []
    ElementTree.fromstring(html)


@given(st.lists(st.text(), max_size=4), st.dates(), st.integers(0, 40_000))
def test_any_page_gives_a_well_formed_timeline(names: list[str], first: object, days: int) -> None:
    lines = [f"## {' '.join(n.split())}: {first} to 9999-12-31 (~{days} days)" for n in names]
    from studylog.phases import read_phases

    html = render_timeline(read_phases(page(*lines), "p.md"), Subject("P"), "p/")
    bare = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", html)
    for bar in ElementTree.fromstring(bare).iter("rect"):
        assert 0 <= float(str(bar.get("x")).rstrip("%")) <= 100
