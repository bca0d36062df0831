"""`studylog check` on real folders."""

from __future__ import annotations

import json
from pathlib import Path

from tests.logs import OWN, make_log, studylog

FAULTS: dict[str, str | bytes] = {
    "papers.bib": "@article{a, title={A}, status={redaing}}\n@article{b, title={B {x}\n",
    "docs/index.md": "# Home\n\nSee [@aa] and `[@code]`.\n",
    "mkdocs.yml": "site_name: X\nextra:\n  studylog:\n    timezon: UTC\n",
}


def test_our_own_log_has_no_problems(tmp_path: Path) -> None:
    result = studylog(make_log(tmp_path, *OWN), "check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "No problems.\n")


def test_every_problem_is_a_line_with_place_fact_and_cure(tmp_path: Path) -> None:
    result = studylog(make_log(tmp_path, files=FAULTS), "check")
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "warning docs/index.md:3: the citation '@aa' has no entry (did you mean 'a'?)",
        "warning mkdocs.yml: extra.studylog has no setting 'timezon' (did you mean 'timezone'?)",
        "warning papers.bib:1: entry 'a' has status 'redaing' (did you mean 'reading'?)",
        "error   papers.bib:2: the field 'title' of entry 'b' is never closed "
        "(balance its braces and quotes; all other entries were read)",
    ]
    assert result.stderr == "1 error, 3 warnings.\n"


def test_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    result = studylog(make_log(tmp_path, files=FAULTS), "check", "--json")
    problems = json.loads(result.stdout)
    assert result.stderr == ""
    assert {p["level"] for p in problems} == {"error", "warning"}
    assert set(problems[0]) == {"path", "line", "level", "message", "hint"}


def test_warnings_alone_do_not_fail(tmp_path: Path) -> None:
    log = make_log(tmp_path, files={"papers.bib": "@misc{a, title={A}, status={redaing}}"})
    assert studylog(log, "check").returncode == 0


def test_in_an_empty_folder_one_sentence_says_what_is_missing(tmp_path: Path) -> None:
    for command in ("check", "list"):
        result = studylog(tmp_path, command)
        assert result.returncode == 2
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert "no mkdocs.yml in this folder or above it" in result.stderr


def test_the_log_is_found_from_a_folder_inside_it_or_named(tmp_path: Path) -> None:
    log = make_log(tmp_path / "log", files=FAULTS)
    (tmp_path / "elsewhere").mkdir()
    expected = studylog(log, "check").stdout
    assert studylog(log / "docs", "check").stdout == expected
    assert studylog(tmp_path / "elsewhere", "--root", "../log", "check").stdout == expected
    assert studylog(tmp_path / "elsewhere", "check", "--root", "../log").stdout == expected


def test_any_folder_can_be_checked_also_without_a_configuration(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@misc{a, title={A}}\n")
    assert studylog(tmp_path, "--root", ".", "check").returncode == 0


def test_files_that_can_not_be_read_are_errors_wherever_they_lie(tmp_path: Path) -> None:
    log = make_log(tmp_path, files={"posts/2021-01-07-y.md": b"\xff\xfe\0\1\2", "docs/a.md": "A"})
    for path in ("posts/2021-01-06-x.md", "docs/b.md"):
        (log / path).symlink_to("gone")
    result = studylog(log, "check")
    errors = [line for line in result.stdout.splitlines() if line.startswith("error")]
    assert (result.returncode, errors) == (1, [
        "error   docs/b.md: the file can't be read (is it a broken link?)",
        "error   posts/2021-01-06-x.md: the file can't be read (is it a broken link?)",
        "error   posts/2021-01-07-y.md: the file is no text; it is not published "
        "(save the file as UTF-8)",
    ])  # fmt: skip
