"""`studylog progress` on a log and on any Markdown file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studylog.cli.progress import _bar
from studylog.pages.progress import RULE
from studylog.tasks import STATES, Counts
from tests.logs import make_log, studylog
from tests.samples import samples

PLAN = "# Plan\n\n## One\n\n- [x] A\n- B (wip)\n- chess?\n\n## Two\n\n- [ ] A\n- [x] C (todo)\n"
FILES: dict[str, str | bytes] = {
    "docs/plan.md": PLAN,
    "docs/none.md": "# None\n",
    "notebooks/lab.md": "- [ ] D\n",
    "posts/2024-01-02-p.md": "# P\n\n- [ ] E\n",
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return make_log(tmp_path, files=FILES)


def test_without_a_file_it_is_every_page_of_the_log(log: Path) -> None:
    result = studylog(log, "progress")
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "docs/plan.md              2 of 5 done, 1 partly, 1 maybe; 2 tasks have the same text",
        "  Plan                    2 of 5 done, 1 partly, 1 maybe",
        "    One                   1 of 3 done, 1 partly, 1 maybe",
        "    Two                   1 of 2 done",
        "notebooks/lab.md          0 of 1 done",
        RULE,
    ]
    assert result.stderr == (
        "note: docs/plan.md:12: '[x]' says done and '(todo)' says open; counted as done "
        "(keep one of the two)\n"
    )


def test_json_is_one_list_in_the_order_of_the_pages(log: Path) -> None:
    rows = json.loads(studylog(log, "progress", "--json").stdout)
    assert [(r["page"], r["heading"], r["level"], r["line"]) for r in rows] == [
        ("docs/plan.md", None, 0, 1),
        ("docs/plan.md", "Plan", 1, 1),
        ("docs/plan.md", "One", 2, 3),
        ("docs/plan.md", "Two", 2, 9),
        ("notebooks/lab.md", None, 0, 1),
    ]
    assert [rows[0][state] for state in STATES] == [2, 1, 1, 1]


def test_any_markdown_file_is_counted_outside_a_log(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\ntitle: A post\ndraft: true\n---\n- [x] A\n\n# B ✅\n")
    (tmp_path / "a.txt").write_text("- [ ] A\n")
    result = studylog(tmp_path, "progress", "b.md", "a.txt", "--json")
    rows = json.loads(result.stdout)
    assert result.returncode == 0
    assert [(r["page"], r["line"], r["done"], r["open"]) for r in rows] == [
        ("b.md", 1, 2, 0),
        ("b.md", 7, 1, 0),
        ("a.txt", 1, 0, 1),
    ]


def test_a_file_without_tasks_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntasks: false\n---\n- [x] A\n")
    assert studylog(tmp_path, "progress", "a.md").stdout == "No tasks.\n"
    assert studylog(tmp_path, "progress", "a.md", "--json").stdout == "[]\n"


def test_an_error_in_the_file_is_exit_code_1_and_the_rest_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("- [x] A\n\n<!-- never closed\n\n- [ ] B\n")
    result = studylog(tmp_path, "progress", "a.md", "--json")
    assert result.returncode == 1
    assert [r["done"] for r in json.loads(result.stdout)] == [1]
    assert result.stderr.startswith("error: a.md:3: ")


@pytest.mark.parametrize("arguments", [["no.md"], ["."], ["--jason"], []])
def test_used_wrongly_is_exit_code_2(tmp_path: Path, arguments: list[str]) -> None:
    result = studylog(tmp_path, "progress", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# A\x1b[31mB\n\n- [x] C\n\n|A|Done|\n|-|-|\n|x|\x1b[2J|\n|y|x|\n"
    )
    result = studylog(tmp_path, "progress", "a.md")
    assert "\x1b" not in result.stdout + result.stderr
    assert "A[31mB" in result.stdout


def test_it_has_help_with_an_example(tmp_path: Path) -> None:
    said = studylog(tmp_path, "progress", "--help").stdout
    assert "Example:\n    studylog progress" in said


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(1, 1, 1, 1), "█████▓▓▓▓▓░░░░░·····"),
        (Counts(999, 1, 1, 1), "█████████████████▓░·"),
        (Counts(0, 0, 0, 3), "·" * 20),
        (Counts(1, 0, 0, 999), "█" + "·" * 19),
    ],
)
def test_the_bar_has_at_least_one_character_for_what_there_is(
    counts: Counts, expected: str
) -> None:
    import click

    assert click.unstyle(_bar(counts)) == expected


def test_the_real_logs_are_counted_from_where_they_lie(tmp_path: Path) -> None:
    seeds = sorted((samples() / "seeds").iterdir())
    long = samples() / "corpus/logs/amitness-learning.md"
    result = studylog(tmp_path, "progress", "--json", *map(str, [*seeds, long]))
    assert result.returncode == 0
    pages = [[r[s] for s in STATES] for r in json.loads(result.stdout) if r["heading"] is None]
    assert pages == [[6, 1, 15, 0], [0, 0, 0, 12], [11, 0, 0, 28], [420, 5, 0, 104]]
