"""Cells that write to what is not theirs: the run ends all the same, and the next notebook runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studylog.execution import Limits, run_all, taken
from studylog.execution.data import hash_data
from tests.execution.kernels import fault, job, run, texts

#: Writes lines to every pipe of the processes that run the cell.
FORGES = """
import os, psutil, time
for p in psutil.Process().parents():
    if any(c in ('guard', 'runner') for c in p.cmdline()):
        for fd in os.listdir(f'/proc/{p.pid}/fd'):
            try:
                if os.readlink(f'/proc/{p.pid}/fd/{fd}').startswith('pipe:'):
                    to = os.open(f'/proc/{p.pid}/fd/{fd}', os.O_WRONLY | os.O_NONBLOCK)
                    os.write(to, LINE)
                    os.close(to)
            except OSError:
                pass
time.sleep(1)
"""
#: Puts something else in the place of the file that the kernel notes what it reads in.
REPLACES = """
import os, shutil
for fd in os.listdir('/proc/self/fd'):
    try:
        log = os.readlink(f'/proc/self/fd/{fd}')
    except OSError:
        continue
    if log.endswith('/log'):
        HOW
print('replaced')
"""
LINES = (
    b'\n{"is":"outputs"}\n',
    b'\n{"is":"outputs","cell":99,"outputs":[1],"count":"x"}\n',
    b'\n{"is":"end","fault":{"kind":"x","said":5},"widgets":[]}\n',
    b"\n[1]\n3\nnull\n{}\n",
    b"\n" + b"[" * 60_000 + b"\n",
    b'\n"\xff\n',
)
linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc here")


@linux
@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_what_a_cell_writes_to_the_guard_ends_its_run_at_most(tmp_path: Path, line: bytes) -> None:
    jobs = [job(tmp_path, f"LINE = {line!r}\n{FORGES}"), job(tmp_path, "print(2)", name="b")]
    found = {j.path: r for j, r in run_all(jobs, Limits(timeout_s=20), 1, lambda _: None)}
    first, second = found[jobs[0].path], found[jobs[1].path]
    assert first.record.fault is None or first.record.fault.kind == "died"
    assert (second.record.fault, texts(second)) == (None, ["2\n"])


@linux
@pytest.mark.parametrize(
    "how",
    [
        "os.remove(log); os.mkfifo(log)",
        "os.remove(log); os.mkdir(log)",
        "os.remove(log); os.symlink('/dev/zero', log)",
        "shutil.rmtree(os.path.dirname(log))",
        'os.write(int(fd), b\'["versions", {"x": 1, "": "2"}]\\n["r", 3]\\n["r",[[\\n\')',
    ],
)
def test_a_run_whose_notes_are_replaced_ends_and_the_next_notebook_runs(
    tmp_path: Path, how: str
) -> None:
    jobs = [job(tmp_path, REPLACES.replace("HOW", how)), job(tmp_path, "print(2)", name="b")]
    found = {j.path: r for j, r in run_all(jobs, Limits(), 1, lambda _: None)}
    first, second = found[jobs[0].path], found[jobs[1].path]
    assert (first.record.fault, texts(first)[0]) == (None, "replaced\n")
    assert "x" not in first.record.packages
    assert (second.record.fault, texts(second)) == (None, ["2\n"])


@linux
def test_a_runner_that_is_stopped_is_ended_with_all_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taken, "_GRACE_S", 1.0)
    code = (
        "import psutil, time\n"
        "for p in psutil.Process().parents():\n"
        "    if 'runner' in p.cmdline(): p.suspend()\n"
        "time.sleep(1000)"
    )
    assert fault(run(job(tmp_path, code), Limits(timeout_s=1)))[0] == "timeout"


def test_a_file_without_bytes_on_the_disk_is_no_endless_one(tmp_path: Path) -> None:
    with (tmp_path / "huge.bin").open("wb") as file:
        file.truncate(2**39)
    first = hash_data(tmp_path, ["huge.bin"])
    with (tmp_path / "huge.bin").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        file.write(b"x")
    assert first["huge.bin"] != hash_data(tmp_path, ["huge.bin"])["huge.bin"]
