"""One step is taken back, byte for byte, unless that would lose what was written since."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.problem import Problem
from studylog.writing import Change, Undone, undo, write
from studylog.writing.keep import FOLDER
from tests.logs import listing
from tests.writing.test_write import own


def made(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def test_one_step_back_for_all_files_of_a_command(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"one", "posts/a.md": b"a"})
    changes = [
        Change("papers.bib", b"one", b"two"),
        Change("posts/b.md", None, b"b"),
        Change("posts/a.md", b"a", None),
    ]
    assert write(log, changes, "studylog import") is None
    assert own(log) == {"papers.bib": b"two", "posts/b.md": b"b"}
    assert undo(log) == Undone("studylog import", ("papers.bib", "posts/b.md", "posts/a.md"))
    assert own(log) == {"papers.bib": b"one", "posts/a.md": b"a"}


def test_only_the_last_step_is_taken_back_and_only_once(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"1"})
    write(log, [Change("papers.bib", b"1", b"2")], "studylog import")
    write(log, [Change("papers.bib", b"2", b"3")], "studylog mark")
    assert undo(log) == Undone("studylog mark", ("papers.bib",))
    assert own(log) == {"papers.bib": b"2"}
    problem = undo(log)
    assert isinstance(problem, Problem)
    assert "there is no change to take back" in problem.message
    assert own(log) == {"papers.bib": b"2"}


def test_nothing_is_made_where_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    assert isinstance(undo(tmp_path), Problem)
    assert listing(tmp_path) == {}


def test_what_was_typed_into_a_new_file_is_to_be_kept_elsewhere_first(tmp_path: Path) -> None:
    log = made(tmp_path, {})
    write(log, [Change("papers.bib", None, b"1")], "studylog import")
    (log / "papers.bib").write_bytes(b"1, and a word")
    problem = undo(log)
    assert isinstance(problem, Problem)
    assert problem.hint == (
        "there was no file before: keep your change elsewhere, then remove the file yourself"
    )
    assert own(log) == {"papers.bib": b"1, and a word"}


def test_what_was_typed_since_is_never_lost(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"1", "x.md": b"x"})
    write(log, [Change("x.md", b"x", b"y"), Change("papers.bib", b"1", b"2")], "studylog import")
    (log / "papers.bib").write_bytes(b"2, and a word")
    problem = undo(log)
    assert isinstance(problem, Problem)
    assert problem.message == (
        "the file was changed since 'studylog import', and that change would be lost; "
        "nothing was written"
    )
    assert own(log) == {"papers.bib": b"2, and a word", "x.md": b"y"}
    copy = problem.hint.removeprefix("the version before is ").partition(":")[0]
    assert (log / copy).read_bytes() == b"1"


def test_a_new_file_that_was_changed_since_stays(tmp_path: Path) -> None:
    write(tmp_path, [Change("a.md", None, b"a")], "studylog new")
    (tmp_path / "a.md").write_bytes(b"a, and more")
    assert isinstance(undo(tmp_path), Problem)
    assert own(tmp_path) == {"a.md": b"a, and more"}


def test_a_refused_command_leaves_the_step_before_it(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"1"})
    write(log, [Change("papers.bib", b"1", b"2")], "studylog import")
    assert write(log, [Change("papers.bib", b"9", b"3")], "studylog mark") is not None
    assert undo(log) == Undone("studylog import", ("papers.bib",))
    assert own(log) == {"papers.bib": b"1"}


def test_what_was_kept_is_tidied_up(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"0"})
    for n in range(5):
        write(log, [Change("papers.bib", b"%d" % n, b"%d" % (n + 1))], "studylog import")
        assert len(list((log / FOLDER).iterdir())) == 4
    undo(log)
    assert {p.name for p in (log / FOLDER).iterdir()} == {".gitignore", "lock"}


@pytest.mark.parametrize("step", [b"", b"{", b"[]", b'{"by": "x", "files": 1}'])
def test_a_damaged_record_takes_nothing_back(tmp_path: Path, step: bytes) -> None:
    log = made(tmp_path, {"papers.bib": b"1"})
    write(log, [Change("papers.bib", b"1", b"2")], "studylog import")
    (log / FOLDER / "step.json").write_bytes(step)
    assert isinstance(undo(log), Problem)
    assert own(log) == {"papers.bib": b"2"}


def test_a_record_that_names_a_file_outside_of_the_log_takes_nothing_back(tmp_path: Path) -> None:
    log = made(tmp_path / "log", {f"{FOLDER}/step.json": STRANGE, f"{FOLDER}/c": b"bad"})
    (tmp_path / "x").write_bytes(b"")
    assert isinstance(undo(log), Problem)
    assert (tmp_path / "x").read_bytes() == b""


STRANGE = (
    b'{"by": "x", "files": [{"path": "../x", "copy": "c", "after": '
    b'"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}'
)


def test_copies_that_were_deleted_are_said(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"1"})
    write(log, [Change("papers.bib", b"1", b"2")], "studylog import")
    next((log / FOLDER).glob("*-papers.bib")).unlink()
    problem = undo(log)
    assert isinstance(problem, Problem)
    assert "is no longer in .cache/studylog/undo" in problem.message


def test_the_mode_comes_back_too(tmp_path: Path) -> None:
    log = made(tmp_path, {"papers.bib": b"1"})
    (log / "papers.bib").chmod(0o604)
    write(log, [Change("papers.bib", b"1", b"2")], "studylog import")
    undo(log)
    assert (log / "papers.bib").stat().st_mode & 0o777 == 0o604


@given(before=st.binary(), after=st.binary())
def test_undo_restores_any_bytes(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    log = made(tmp_path_factory.mktemp("log"), {"papers.bib": before})
    assert write(log, [Change("papers.bib", before, after)], "studylog import") is None
    assert own(log) == {"papers.bib": after}
    undo(log)
    assert own(log) == {"papers.bib": before}
