"""Every file of the author is written whole or not at all, and never over what others wrote."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studylog.problem import Problem
from studylog.writing import Change, undo, write
from studylog.writing.keep import FOLDER
from tests.logs import listing

OLD, NEW = b"\xef\xbb\xbf@misc{a}\r\n@misc{b}", b"\xef\xbb\xbf@misc{a}\r\n@misc{b}\r\n@misc{c}"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    (root / "papers.bib").write_bytes(OLD)
    return root


def change(
    before: bytes | None = OLD, after: bytes | None = NEW, path: str = "papers.bib"
) -> Change:
    return Change(path, before, after)


def own(root: Path) -> dict[str, bytes]:
    """The author's files."""
    return {name: b for name, b in listing(root).items() if not name.startswith(".cache/")}


def test_a_file_has_exactly_the_new_bytes(log: Path) -> None:
    assert write(log, [change()], "studylog import") is None
    assert own(log) == {"papers.bib": NEW}


def test_the_same_bytes_are_not_written(log: Path) -> None:
    assert write(log, [change(after=OLD)], "studylog import") is None
    assert listing(log) == {"papers.bib": OLD}


def test_the_mode_and_the_owner_of_the_file_stay(log: Path) -> None:
    path = log / "papers.bib"
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    before = path.stat()
    write(log, [change()], "studylog import")
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )


def test_a_new_file_has_the_mode_that_any_program_gives(log: Path) -> None:
    (log / "other").touch()
    write(log, [change(None, b"x", "posts/2020-01-01-x.md")], "studylog import")
    made = log / "posts/2020-01-01-x.md"
    assert made.read_bytes() == b"x"
    assert made.stat().st_mode == (log / "other").stat().st_mode
    assert made.stat().st_nlink == 1


def test_a_link_is_followed_and_stays_a_link(log: Path) -> None:
    (log / "lists").mkdir()
    (log / "papers.bib").rename(log / "lists/mine.bib")
    (log / "papers.bib").symlink_to("lists/mine.bib")
    assert write(log, [change()], "studylog import") is None
    assert (log / "papers.bib").is_symlink()
    assert (log / "lists/mine.bib").read_bytes() == NEW
    assert not isinstance(undo(log), Problem)
    assert (log / "papers.bib").is_symlink()
    assert (log / "lists/mine.bib").read_bytes() == OLD


def test_a_link_out_of_the_log_is_refused(log: Path) -> None:
    outside = log.parent / "outside.bib"
    (log / "papers.bib").rename(outside)
    (log / "papers.bib").symlink_to(outside)
    problem = write(log, [change()], "studylog import")
    assert str(problem) == (
        "papers.bib: the file lies outside the folder of the log; nothing was written "
        "(put it into the log's folder, or change it by hand)"
    )
    assert outside.read_bytes() == OLD


@pytest.mark.parametrize("path", ["../x", "/etc/x", "posts/../../x", "."])
def test_a_path_out_of_the_log_is_refused(log: Path, path: str) -> None:
    before = listing(log.parent)
    assert write(log, [change(None, b"x", path)], "studylog import") is not None
    assert {n: b for n, b in listing(log.parent).items() if "/.cache/" not in n} == before


def test_a_link_to_itself_is_refused(log: Path) -> None:
    (log / "x").symlink_to("x")
    problem = write(log, [change(None, b"x", "x")], "studylog import")
    assert problem is not None
    assert "nothing was written" in str(problem)


def test_a_file_that_was_changed_meanwhile_is_left_alone(log: Path) -> None:
    (log / "papers.bib").write_bytes(b"typed")
    problem = write(log, [change()], "studylog import")
    assert str(problem) == (
        "papers.bib: the file was changed by another program meanwhile; nothing was written "
        "(run the command again)"
    )
    assert own(log) == {"papers.bib": b"typed"}


@pytest.mark.parametrize("before", [None, OLD])
def test_a_file_that_came_or_went_meanwhile_is_left_alone(log: Path, before: bytes | None) -> None:
    if before:
        (log / "papers.bib").unlink()
    left = own(log)
    assert write(log, [change(before)], "studylog import") is not None
    assert own(log) == left


def test_a_file_replaced_while_we_write_is_left_alone(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def editor_saves(number: int) -> None:
        (log / "papers.bib").write_bytes(b"typed")
        real(number)

    monkeypatch.setattr(os, "fsync", editor_saves)
    assert write(log, [change()], "studylog import") is not None
    assert own(log) == {"papers.bib": b"typed"}


def test_of_several_files_none_is_written_if_one_was_changed(log: Path) -> None:
    changes = [change(), change(None, b"x", "posts/x.md"), change(b"no", b"y", "docs/y.md")]
    assert write(log, changes, "studylog import") is not None
    assert own(log) == {"papers.bib": OLD}


def test_a_file_protected_against_writing_is_left_alone(log: Path) -> None:
    (log / "papers.bib").chmod(0o444)
    problem = write(log, [change()], "studylog import")
    assert problem is not None
    assert "protected against writing" in problem.message
    assert problem.hint == "make it writable"
    assert own(log) == {"papers.bib": OLD}


def test_a_folder_in_the_place_of_a_file_is_left_alone(log: Path) -> None:
    (log / "docs").mkdir()
    assert write(log, [change(None, b"x", "docs")], "studylog import") is not None
    assert write(log, [change(None, b"x", "papers.bib/x")], "studylog import") is not None
    assert own(log) == {"papers.bib": OLD}


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A log in a folder that is anyone's, and rights that are not root's."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o777)
        (root / "docs").mkdir()
        (root / "docs/a.md").write_bytes(b"a")
        (root / "docs/a.md").chmod(0o666)
        (root / "docs").chmod(0o555)
        was = os.geteuid()
        if was == 0:
            os.seteuid(65534)
        try:
            yield root
        finally:
            os.seteuid(was)
            (root / "docs").chmod(0o755)


def test_a_folder_that_cannot_be_written_is_said_with_its_cure(nobody: Path) -> None:
    problem = write(nobody, [change(b"a", b"b", "docs/a.md")], "studylog import")
    assert str(problem) == (
        "docs/a.md: its folder can't be written to; nothing was written "
        "(change the folder's permissions)"
    )
    assert own(nobody) == {"docs/a.md": b"a"}


def test_two_writers_at_once_lose_nothing(log: Path) -> None:
    written: list[bytes] = []

    def append(line: bytes) -> None:
        for _ in range(200):
            before = (log / "papers.bib").read_bytes()
            if write(log, [change(before, before + line)], "studylog import") is None:
                written.append(line)
                return

    threads = [threading.Thread(target=append, args=(b"\n%d" % n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    content = (log / "papers.bib").read_bytes()
    assert sorted(content.removeprefix(OLD).split(b"\n")[1:]) == [b"%d" % n for n in range(8)]
    assert len(written) == 8
    assert set(own(log)) == {"papers.bib"}


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "link"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_call_fails_the_files_are_whole_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    """Each call of the name fails in its turn, until a run needs no further one."""
    for turn in range(40):
        root = tmp_path / f"{turn}"
        root.mkdir()
        (root / "papers.bib").write_bytes(OLD)
        with monkeypatch.context() as patched:
            made = fail_in_turn(patched, name, turn, code)
            problem = write(root, [change(), change(None, b"x", "posts/x.md")], "studylog import")
        left = own(root)
        assert left in ({"papers.bib": OLD}, {"papers.bib": NEW}, {
            "papers.bib": NEW, "posts/x.md": b"x",
        }), (turn, left)  # fmt: skip
        assert not [n for n in listing(root) if n.endswith(".tmp")]
        if problem is None:
            assert left == {"papers.bib": NEW, "posts/x.md": b"x"}
        if ("nothing was written" in str(problem)) or left == {"papers.bib": OLD}:
            assert own(root) == {"papers.bib": OLD}
        else:
            undo(root)
            assert own(root) == {"papers.bib": OLD}
        if len(made) <= turn:
            assert problem is None
            return
    raise AssertionError("it never came through")


def fail_in_turn(patched: pytest.MonkeyPatch, name: str, turn: int, code: int) -> list[int]:
    """Lets call number `turn` fail; the list tells how many there were."""
    made: list[int] = []
    real = getattr(os, name)

    def call(*args, **kwargs):
        made.append(1)
        if len(made) == turn + 1:
            if name == "write":
                real(args[0], bytes(args[1][: len(args[1]) // 2]))
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    patched.setattr(os, name, call)
    return made


def test_a_full_disk_is_said_with_its_cure(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_in_turn(monkeypatch, "write", 1, errno.ENOSPC)
    problem = write(log, [change()], "studylog import")
    assert "the disk is full; nothing was written (make room" in str(problem)


def test_a_write_in_parts_is_finished(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, content: real(number, content[:3]))
    assert write(log, [change()], "studylog import") is None
    assert own(log) == {"papers.bib": NEW}


def test_the_order_on_the_disk_is_write_sync_rename_sync(log: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed; the failing of each call is tested above")
    trace = log.parent / "trace"
    code = (
        "from pathlib import Path; from studylog.writing import Change, write\n"
        f"assert write(Path({str(log)!r}), [Change('papers.bib', {OLD!r}, {NEW!r})], 'x') is None"
    )
    calls = "openat,write,fsync,fdatasync,rename,renameat,renameat2"
    command = [strace, "-f", "-y", "-e", f"trace={calls}", "-o", str(trace), sys.executable]
    done = subprocess.run([*command, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode and "ptrace" in done.stderr.lower():
        pytest.skip("strace may not look into programs here")
    assert done.returncode == 0, done.stderr
    assert order_of(trace.read_text(errors="replace"), log) == [
        "write beside", "fsync beside", "rename", "fsync folder",
    ]  # fmt: skip


def order_of(trace: str, log: Path) -> list[str]:
    """What was done with papers.bib and its folder, in order; the copies for undo left out."""
    found = []
    for line in trace.splitlines():
        beside = f"{log}/.papers.bib." in line
        if " write(" in line and beside:
            found.append("write beside")
        elif " fsync(" in line and beside:
            found.append("fsync beside")
        elif " rename" in line and f'"{log}/papers.bib"' in line:
            found.append("rename")
        elif " fsync(" in line and f"<{log}>" in line and found:
            found.append("fsync folder")
    return found


def test_the_version_before_is_kept_in_a_folder_that_git_passes_over(log: Path) -> None:
    write(log, [change()], "studylog import")
    kept = {
        n.removeprefix(FOLDER + "/"): b for n, b in listing(log).items() if n.startswith(FOLDER)
    }
    assert kept.pop(".gitignore") == b"*\n"
    assert OLD in kept.values()
    for name in kept:
        assert (log / FOLDER / name).stat().st_mode & 0o077 == 0
