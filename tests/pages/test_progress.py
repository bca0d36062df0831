"""Counts are shown as words with a bar, for a page, a heading, or the whole log."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog import StudyLog, read_log
from studylog.blocks import blocks_of
from studylog.markdown.blocks import BlockHtml, Place
from studylog.pages import render_progress_json, render_rollup, render_tasks
from studylog.pages.progress import RULE
from studylog.sources import Sources
from studylog.tasks import STATES, Counts
from tests.samples import samples

PLAN = """# Plan

## Part *one* {#first}

- [x] A
- [/] B

## Twice

- [ ] C

## Twice

- [ ] C

## Nothing
"""
FILES = {
    "docs/plan.md": PLAN.encode(),
    "docs/deep/more.md": b"---\ntitle: More\n---\n\n## Week 1 (done)\n\ntext\n",
    "docs/none.md": b"# None\n\n- A\n",
    "docs/off.md": b"---\ntasks: false\n---\n# Off\n\n- [x] A\n",
    "docs/draft.md": b"---\ndraft: true\n---\n- [x] A\n",
    "notebooks/lab.md": b"- [ ] D\n",
    "posts/2024-01-02-p.md": b"# P\n\n- [ ] E\n",
}


@pytest.fixture(scope="module")
def log() -> StudyLog:
    return read_log(Sources(FILES))


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_a_rollup_has_its_counts_words_and_a_bar_of_the_parts_that_are_not_empty() -> None:
    (shown,) = soup(render_rollup(Counts(6, 1, 9, 0))).find_all(class_="progress")
    assert {s: shown[f"data-{s}"] for s in STATES} == {
        "done": "6",
        "partly": "1",
        "maybe": "9",
        "open": "0",
    }
    assert shown.get_text().strip() == "6 of 16 done, 1 partly, 9 maybe"
    bar = shown.select_one(".progress-bar")
    assert bar and bar["aria-hidden"] == "true"
    assert [(p["class"][-1], p["style"]) for p in bar.select(".progress-part")] == [
        ("progress-done", "flex-grow:6"),
        ("progress-partly", "flex-grow:1"),
        ("progress-maybe", "flex-grow:9"),
    ]
    assert "%" not in shown.get_text()


def test_the_rule_and_the_remark_stand_beside_it_in_the_same_line() -> None:
    html = render_rollup(Counts(1, 0, 0, 1), rule=True, remark="2 tasks have the same text")
    assert "\n" not in html
    notes = [note.get_text() for note in soup(html).select(".progress-note")]
    assert notes == ["2 tasks have the same text", RULE]


def test_without_tasks_there_is_nothing_and_never_a_zero() -> None:
    assert render_rollup(Counts(), rule=True) == ""
    assert render_tasks(StudyLog(), "progress/") == ""
    assert render_progress_json(StudyLog()) == "[]\n"


def test_no_span_stands_inside_the_one_that_the_search_leaves_out() -> None:
    html = render_rollup(Counts(1, 1, 1, 1), rule=True, remark="x")
    assert html.count("<span") == 1


def test_the_log_holds_the_rollups_of_pages_with_tasks(log: StudyLog) -> None:
    assert list(log.rollups) == ["docs/deep/more.md", "docs/plan.md", "notebooks/lab.md"]
    assert {t.page for t in log.tasks} == set(log.rollups)
    assert set(log.documents) == set(log.states) == {p.path for p in log.pages}


def test_a_page_is_read_once_for_its_content() -> None:
    first, again = (read_log(Sources(FILES)) for _ in range(2))
    assert all(again.documents[path] is document for path, document in first.documents.items())


def test_the_progress_page_lists_all_pages_and_their_headings(log: StudyLog) -> None:
    page = soup(render_tasks(log, "progress/"))
    assert page.h2 and page.h2["id"] == "tasks"
    outer = page.select(".progress-frame > ul > li")
    assert [li.a["href"] for li in outer] == ["../deep/more/", "../plan/", "../notebooks/lab/"]
    assert [li.a.get_text() for li in outer] == ["More", "Plan", "Lab"]
    assert [a["href"] for a in outer[1].select("details a")] == [
        "../plan/#plan",
        "../plan/#first",
        "../plan/#twice",
        "../plan/#twice_1",
    ]
    assert "2 tasks have the same text" in outer[1].get_text()
    assert page.select_one('a[href="../progress.json"]')
    assert RULE in page.get_text()


def test_the_json_has_the_same_rows_in_the_order_of_the_pages(log: StudyLog) -> None:
    rows = json.loads(render_progress_json(log))
    assert rows[0] == {
        "page": "docs/deep/more.md",
        "heading": None,
        "level": 0,
        "line": 1,
        "done": 1,
        "partly": 0,
        "maybe": 0,
        "open": 0,
    }
    assert [(r["page"], r["heading"], r["level"], r["line"]) for r in rows[1:]] == [
        ("docs/deep/more.md", "Week 1 (done)", 2, 5),
        ("docs/plan.md", None, 0, 1),
        ("docs/plan.md", "Plan", 1, 1),
        ("docs/plan.md", "Part one", 2, 3),
        ("docs/plan.md", "Twice", 2, 8),
        ("docs/plan.md", "Twice", 2, 12),
        ("notebooks/lab.md", None, 0, 1),
    ]


def block(log: StudyLog, text: str, source: str = "index.md") -> BlockHtml:
    return blocks_of(log, {})["progress"](text, Place("", source, "progress-1"))


def lines(made: BlockHtml) -> list[tuple[str, str]]:
    return [(a["href"], a.get_text()) for a in soup(made.html).find_all("a")]


def test_a_block_without_options_has_a_line_for_each_page(log: StudyLog) -> None:
    made = block(log, "")
    assert made.faults == ()
    assert lines(made) == [("deep/more/", "More"), ("plan/", "Plan"), ("notebooks/lab/", "Lab")]


@pytest.mark.parametrize("file", ["plan.md", "docs/plan.md", "./plan.md"])
def test_a_block_may_name_a_page(log: StudyLog, file: str) -> None:
    made = block(log, f"file: {file}")
    assert (made.faults, lines(made)) == ((), [("plan/", "Plan")])
    assert "1 of 4 done, 1 partly" in made.html and RULE in made.html


@pytest.mark.parametrize("heading", ["Part one", "Part *one*", "part  ONE"])
def test_a_block_may_name_a_heading(log: StudyLog, heading: str) -> None:
    made = block(log, f"file: plan.md\nheading: {heading}")
    assert (made.faults, lines(made)) == ((), [("plan/#first", "Part one")])
    assert "1 of 2 done, 1 partly" in made.html


def test_a_heading_alone_is_one_of_the_page_it_stands_on(log: StudyLog) -> None:
    made = block(log, "heading: Week 1", source="deep/more.md")
    assert lines(made) == [("deep/more/#week-1-done", "Week 1 (done)")]
    assert block(log, "heading: Week 1", source="").faults == ()


@pytest.mark.parametrize(
    "text", ["file: none.md", "file: off.md", "file: plan.md\nheading: Nothing"]
)
def test_where_there_are_no_tasks_a_sentence_says_so(log: StudyLog, text: str) -> None:
    made = block(log, text)
    assert made.faults == ()
    assert "There are no tasks here yet." in made.html


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("fiel: plan.md", ("there is no option 'fiel'", "did you mean 'file'?")),
        ("colour: red", ("there is no option 'colour'", "known are file, heading")),
        ("file: plam.md", ("there is no page 'plam.md'", "did you mean 'plan.md'?")),
        (
            "file: plan.md\nheading: Twise",
            ("docs/plan.md has no heading 'Twise'", "did you mean 'Twice'?"),
        ),
        (
            "file: plan.md\nheading: Something else",
            ("docs/plan.md has no heading 'Something else'", "write it as it stands there"),
        ),
        ("file: [a, b]", ("'file' is no text", "write one in a line")),
        ("plan.md", ("the block holds no options", "write one such as 'file: roadmap.md'")),
        ("heading: X", ("the block names no file", "write one, such as 'file: roadmap.md'")),
    ],
)
def test_what_is_not_understood_is_a_fault(
    log: StudyLog, text: str, fault: tuple[str, str]
) -> None:
    assert block(log, text, source="no-such-page.md").faults == (fault,)


@given(st.text())
def test_any_text_makes_a_block(text: str) -> None:
    made = block(read_log(Sources({"docs/a.md": b"- [ ] A\n"})), text)
    assert "<" in made.html


PALETTES = re.compile(r'\[data-md-color-scheme="(\w+)"\] \{(.*?)\}', re.S)
ASSETS = Path(__file__).parents[2] / "hooks" / "theme" / "assets"


def test_every_part_of_the_bar_stands_out_from_the_ground_in_both_palettes() -> None:
    css = (ASSETS / "studylog.css").read_text("utf-8")
    parts = re.findall(r"--part: var\((--[\w-]+)\)", (ASSETS / "progress.css").read_text("utf-8"))
    assert len(parts) == 4
    for name in ("default", "slate"):
        colours: dict[str, str] = {}
        for scheme, body in PALETTES.findall(css):
            if scheme == name:
                colours |= dict(re.findall(r"(--[\w-]+): (#\w+);", body))
        for part in parts:
            for ground in ("--paper", "--raised", "--sunken"):
                assert contrast(colours[part], colours[ground]) >= 3, (name, part, ground)


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    shares = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_real_logs_have_the_rows_that_were_counted_by_hand() -> None:
    files = {
        f"docs/{path.name[:3]}.md": path.read_bytes()
        for path in sorted((samples() / "seeds").iterdir())
        if not path.name.startswith("003")
    }
    rows = json.loads(render_progress_json(read_log(Sources(files))))
    assert [(r["page"][5:8], r["line"], [r[s] for s in STATES]) for r in rows] == [
        ("000", 1, [6, 1, 15, 0]),
        ("000", 1, [6, 1, 9, 0]),
        ("000", 26, [0, 0, 5, 0]),
        ("000", 60, [0, 0, 1, 0]),
        ("001", 1, [0, 0, 0, 12]),
        ("001", 1, [0, 0, 0, 12]),
        ("001", 27, [0, 0, 0, 12]),
        ("004", 1, [11, 0, 0, 28]),
        ("004", 6, [10, 0, 0, 27]),
        ("004", 8, [9, 0, 0, 8]),
        ("004", 11, [2, 0, 0, 2]),
        ("004", 20, [0, 0, 0, 2]),
        ("004", 27, [7, 0, 0, 4]),
        ("004", 49, [1, 0, 0, 19]),
        ("004", 76, [0, 0, 0, 1]),
        ("004", 83, [1, 0, 0, 1]),
        ("004", 85, [1, 0, 0, 1]),
    ]
