"""`studylog undo` brings the bytes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_import import LOG, own
from tests.logs import studylog

BIB = b"\xef\xbb\xbf@misc{a,\r\n\ttitle = {A}\r\n}"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "learning.md").write_text(LOG, encoding="utf-8")
    (tmp_path / "2020-04-24-a.md").write_text("post")
    (tmp_path / "papers.bib").write_bytes(BIB)
    return tmp_path


def test_one_command_is_one_step(log: Path) -> None:
    before = own(log)
    assert studylog(log, "import", "learning.md", "2020-04-24-a.md").returncode == 0
    assert own(log)["papers.bib"].startswith(BIB)
    result = studylog(log, "undo")
    assert (result.returncode, result.stdout) == (
        0,
        "papers.bib is as it was before `studylog import`.\n"
        "posts/2020-04-24-a.md is as it was before `studylog import`.\n",
    )
    assert own(log) == before
    again = studylog(log, "undo")
    assert again.returncode == 1
    assert "there is no change to take back" in again.stderr


def test_a_file_that_was_edited_since_is_left_as_it_is(log: Path) -> None:
    studylog(log, "import", "learning.md")
    with (log / "papers.bib").open("ab") as file:
        file.write(b"% mine\n")
    edited = own(log)
    result = studylog(log, "undo")
    assert result.returncode == 1
    assert "papers.bib: the file was changed since 'studylog import'" in result.stderr
    assert own(log) == edited


def test_a_page_built_meanwhile_does_not_matter(log: Path) -> None:
    studylog(log, "import", "learning.md")
    (log / "docs").mkdir()
    (log / "docs/new.md").write_text("new")
    assert studylog(log, "undo").returncode == 0
    assert own(log)["docs/new.md"] == b"new"
    assert own(log)["papers.bib"] == BIB
