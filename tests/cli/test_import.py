"""`studylog import` on the files of a log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.logs import listing, studylog
from tests.samples import samples

LOG = """# Papers

|Resource|Progress|Notes|
|---|---|---|
|[Attention is all you need](https://arxiv.org/abs/1706.03762)|✅|100% worth it|
|[Deep Learning](https://www.deeplearningbook.org/)|⬜||

- [x] sleep
"""
ACCOUNT = """learning.md:5 imported attentionallyou article read
learning.md:6 imported deeplearning book to-read
learning.md:8 not a resource: no link
3 rows: 2 imported (1 read, 1 to-read), 1 not a resource (1 no link).
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    (root / "mkdocs.yml").write_text("site_name: x\n")
    (root / "learning.md").write_text(LOG, encoding="utf-8")
    return root


def own(root: Path) -> dict[str, bytes]:
    return {name: b for name, b in listing(root).items() if not name.startswith(".cache/")}


def test_a_study_log_becomes_entries_with_a_line_for_each_row(log: Path) -> None:
    result = studylog(log, "import", "learning.md")
    assert (result.returncode, result.stdout) == (0, ACCOUNT)
    assert result.stderr == "Written: papers.bib. `studylog undo` takes it back.\n"
    listed = studylog(log, "list").stdout
    assert "Read (1)\n  attentionallyou  Attention is all you need\n" in listed
    assert own(log)["learning.md"] == LOG.encode()
    assert studylog(log, "check").stdout == ""


def test_a_dry_run_says_the_same_and_writes_nothing(log: Path) -> None:
    before = listing(log)
    result = studylog(log, "import", "--dry-run", "learning.md")
    assert (result.returncode, result.stdout) == (0, ACCOUNT)
    assert listing(log) == before


def test_a_second_import_writes_nothing(log: Path) -> None:
    studylog(log, "import", "learning.md")
    before = (log / "papers.bib").stat()
    result = studylog(log, "import", "learning.md")
    assert result.stdout.endswith("3 rows: 2 already there, 1 not a resource (1 no link).\n")
    assert result.stderr == ""
    assert (log / "papers.bib").stat().st_mtime_ns == before.st_mtime_ns
    assert (log / "papers.bib").stat().st_ino == before.st_ino


def test_json_is_one_document_and_nothing_else(log: Path) -> None:
    result = studylog(log, "import", "--json", "learning.md")
    account = json.loads(result.stdout)
    assert result.stderr == ""
    assert account["sums"] == {"imported": 2, "already there": 0, "not a resource": 1}
    assert account["written"] == ["papers.bib"]
    assert account["problems"] == []
    assert [row["line"] for row in account["rows"]] == [5, 6, 8]


def test_files_from_anywhere_go_into_the_log_that_root_names(log: Path, tmp_path: Path) -> None:
    post = tmp_path / "_posts/2020-04-24-a.md"
    post.parent.mkdir()
    post.write_bytes(b"---\r\nlayout: post\r\n---\r\nx")
    (tmp_path / "o.bib").write_text("@misc{a, title = {A}}")
    given = ["log/learning.md", "o.bib", "_posts/2020-04-24-a.md"]
    result = studylog(tmp_path, "--root", "log", "import", *given)
    assert result.returncode == 0
    assert "o.bib:1 imported a misc\n" in result.stdout
    assert "_posts/2020-04-24-a.md:1 imported posts/2020-04-24-a.md post\n" in result.stdout
    assert own(log)["posts/2020-04-24-a.md"] == post.read_bytes()
    assert own(log)["papers.bib"].endswith(b"@misc{a, title = {A}}\n")


def test_a_post_is_never_written_over_another(log: Path) -> None:
    (log / "posts").mkdir()
    (log / "posts/2020-04-24-a.md").write_text("mine")
    (log / "2020-04-24-a.md").write_text("other")
    result = studylog(log, "import", "2020-04-24-a.md", "learning.md")
    assert result.returncode == 1
    assert (
        "2020-04-24-a.md:1 already there posts/2020-04-24-a.md post: "
        "another text, so it was not imported\n"
    ) in result.stdout
    assert result.stderr.startswith(
        "error: 2020-04-24-a.md: posts/2020-04-24-a.md is there already with another text"
    )
    assert own(log)["posts/2020-04-24-a.md"] == b"mine"


def test_a_list_outside_of_the_log_is_not_written(log: Path, tmp_path: Path) -> None:
    (tmp_path / "shared.bib").write_bytes(b"")
    (log / "papers.bib").symlink_to("../shared.bib")
    result = studylog(log, "import", "learning.md")
    assert (result.returncode, result.stdout) == (1, "")
    assert "papers.bib: the file lies outside the folder of the log" in result.stderr
    assert (tmp_path / "shared.bib").read_bytes() == b""


def test_what_a_terminal_would_obey_is_not_printed(log: Path) -> None:
    (log / "x.md").write_text("- [A\x1b[31m](https://x.org)\n")
    result = studylog(log, "import", "x.md")
    assert "\x1b" not in result.stdout + result.stderr


def test_used_wrongly(log: Path) -> None:
    assert studylog(log, "import").returncode == 2
    assert studylog(log, "import", "nothing.md").returncode == 2
    assert studylog(log, "import", "posts/").returncode == 2
    assert studylog(log.parent, "import", "log/learning.md").returncode == 2


def test_help_has_an_example(log: Path) -> None:
    for command in ("import", "undo"):
        assert "Example:\n    studylog" in studylog(log, command, "--help").stdout


def test_e18_a_real_log_twice_and_undone(log: Path) -> None:
    (path,) = (samples() / "seeds").glob("004_*")
    before = own(log)
    first = studylog(log, "import", str(path))
    assert first.returncode == 0
    assert first.stdout.endswith(
        "42 rows: 39 imported (11 read, 28 to-read), 3 not a resource (3 no link).\n"
    )
    written = own(log)
    second = studylog(log, "import", str(path))
    assert second.stdout.endswith("42 rows: 39 already there, 3 not a resource (3 no link).\n")
    assert own(log) == written
    assert studylog(log, "check").stdout == ""
    assert studylog(log, "undo").returncode == 0
    assert own(log) == before
