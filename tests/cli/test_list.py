"""`studylog list` on real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.logs import make_log, studylog
from tests.samples import samples

BIB = """@article{one, title={One {\\"o}}, author={Doe, Jane}, year=2020, status={done},
  keywords={Deep Learning}}
@book{two, title={Two}, status={reading}}
@misc{three, title={Three}}
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return make_log(tmp_path, files={"papers.bib": BIB})


def test_entries_stand_under_their_status(log: Path) -> None:
    result = studylog(log, "list")
    assert result.returncode == 0
    assert result.stdout == (
        "Reading (1)\n  two  Two\n"
        "Read (1)\n  one  One ö  (Doe, 2020)\n"
        "No status (1)\n  three  Three\n"
    )


def test_entries_are_chosen_by_status_in_any_spelling_and_by_topic(log: Path) -> None:
    for arguments, keys in (
        (("--status", "finished"), ["one"]),
        (("--status", "none"), ["three"]),
        (("--topic", "deep-learning"), ["one"]),
        (("--topic", "biology"), []),
    ):
        rows = json.loads(studylog(log, "list", "--json", *arguments).stdout)
        assert [row["key"] for row in rows] == keys


def test_an_unknown_status_is_used_wrongly_and_the_nearest_named(log: Path) -> None:
    result = studylog(log, "list", "--status", "redaing")
    assert result.returncode == 2
    assert "did you mean 'reading'?" in result.stderr


def test_any_bib_file_can_be_listed_outside_a_log(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(BIB)
    result = studylog(tmp_path, "list", "--bib", "x.bib", "--json")
    assert [row["key"] for row in json.loads(result.stdout)] == ["one", "two", "three"]


def test_a_fault_goes_to_the_other_output_and_the_rest_is_listed(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(BIB + "@misc{four, title={F\n")
    result = studylog(tmp_path, "list", "--bib", "x.bib", "--json")
    assert result.returncode == 1
    assert len(json.loads(result.stdout)) == 4
    assert "x.bib:5: the field 'title' of entry 'four' is never closed" in result.stderr


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("@misc{a\x1b[31mb, title={T}}\n", encoding="utf-8")
    result = studylog(tmp_path, "list", "--bib", "x.bib")
    assert "\x1b" not in result.stdout + result.stderr
    assert "T" in result.stdout


def test_every_command_has_help_with_an_example(log: Path) -> None:
    listed = studylog(log, "--help").stdout
    for command in ("check", "list"):
        assert command in listed
        assert "Example:\n    studylog" in studylog(log, command, "--help").stdout


def test_a_real_file_of_another_program_is_listed(tmp_path: Path) -> None:
    path = max((samples() / "corpus/bib").iterdir(), key=lambda p: p.stat().st_size)
    result = studylog(tmp_path, "list", "--json", "--bib", str(path))
    assert result.returncode in (0, 1)
    assert json.loads(result.stdout)
    assert "Traceback" not in result.stderr


def test_a_topic_of_the_tree_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    bib = "@misc{a, title={A}, keywords={CNN}} @misc{b, title={B}, keywords={RNN}}"
    files = {"papers.bib": bib, "docs/topics.md": "- Convolutional Networks (CNNs)\n"}
    result = studylog(make_log(tmp_path, files=files), "list", "--topic", "convolutional network")
    assert (result.returncode, result.stdout) == (0, "No status (1)\n  a  A\n")
