"""Runs in the background and side by side, ended by hand, by accident and by another build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from studylog.execution import (
    Job,
    Limits,
    Pool,
    Progress,
    Store,
    run_all,
    run_missing,
    taken,
    worker,
)
from studylog.execution import pool as pool_module
from studylog.runs import Run
from tests.execution.kernels import MARK, PATIENT_S, fault, job, left, run, texts, wait_until

LONG = "import subprocess, time\nsubprocess.Popen(['sleep', '1000'])\ntime.sleep(1000)"


def said_cell(said: list[Progress], path: str) -> bool:
    return any(p.state == "cell" and p.path == path for p in said)


def test_a_cancelled_run_is_finished_as_stopped_and_the_next_one_runs(tmp_path: Path) -> None:
    said: list[Progress] = []
    done: list[tuple[Job, Run]] = []
    pool = Pool(Limits(), 1, said.append, lambda j, r: done.append((j, r)))
    old, new = job(tmp_path, "1", LONG), job(tmp_path, "2")
    pool.submit(old)
    wait_until(lambda: sum(p.state == "cell" for p in said) == 2)
    pool.cancel(old.path)
    pool.submit(new)
    wait_until(lambda: len(done) == 2)
    pool.close()
    assert [j for j, _ in done] == [old, new]
    assert fault(done[0][1]) == ("stopped", "the run was ended before its time", 2)
    assert texts(done[0][1]) == ["1"]
    assert texts(done[1][1]) == ["2"]


def test_a_job_that_waits_is_cancelled_without_a_start(tmp_path: Path) -> None:
    said: list[Progress] = []
    done: list[tuple[Job, Run]] = []
    pool = Pool(Limits(), 1, said.append, lambda j, r: done.append((j, r)))
    first, second = job(tmp_path, LONG), job(tmp_path, "2", name="b")
    pool.submit(first)
    pool.submit(second)
    wait_until(lambda: said_cell(said, first.path))
    pool.cancel(second.path)
    wait_until(lambda: done)
    pool.close()
    assert [(j.path, fault(r)[0]) for j, r in done] == [(second.path, "stopped")]
    assert [p.state for p in said if p.path == second.path] == ["waiting", "stopped"]


def test_a_pool_that_is_closed_leaves_nothing_and_says_nothing_more(
    tmp_path: Path, mark: str
) -> None:
    said: list[Progress] = []
    pool = Pool(Limits(), 2, said.append, lambda j, r: said.clear())
    jobs = [job(tmp_path, LONG, name=n) for n in "abc"]
    for given in jobs:
        pool.submit(given)
    wait_until(lambda: sum(p.state == "cell" for p in said) == 2)
    pool.close()
    assert left(mark) == []
    assert said


def test_whoever_stops_listening_ends_everything(tmp_path: Path, mark: str) -> None:
    jobs = [job(tmp_path, "1"), job(tmp_path, LONG, name="b")]
    results = run_all(jobs, Limits(), 2, lambda _: None)
    assert next(results)[0] == jobs[0]
    results.close()  # type: ignore[attr-defined]
    assert left(mark) == []


PARENT = """
import sys
from pathlib import Path
from studylog.execution import Limits, run_all
from tests.execution.kernels import job
root = Path(sys.argv[1])
jobs = [job(root, sys.argv[2], name=n) for n in "ab"]
for _ in run_all(jobs, Limits(), 2, lambda p: print(p.state, flush=True)):
    pass
"""


def started(root: Path) -> subprocess.Popen[str]:
    """A build in a process of its own, which is at the first cell of both notebooks."""
    detached = LONG.replace("'sleep', '1000'", "'setsid', '--fork', 'sleep', '1000'")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(root), detached],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TMPDIR": str(root / "t")},
        start_new_session=True,
    )
    assert parent.stdout
    seen = 0
    while seen < 2:
        seen += parent.stdout.readline() == "cell\n"
    own = os.environ[MARK]
    wait_until(lambda: sum("sleep 1000" in line for line in left(own)) == 2)
    return parent


@pytest.mark.parametrize("how", ["SIGKILL", "SIGHUP", "SIGTERM"])
def test_a_builder_that_is_killed_leaves_nothing(tmp_path: Path, mark: str, how: str) -> None:
    parent = started(tmp_path)
    assert len(left(mark)) > 6
    os.killpg(parent.pid, signal.Signals[how])
    parent.wait()
    wait_until(lambda: left(mark) == [])
    wait_until(lambda: not list((tmp_path / "t").iterdir()))


def test_a_builder_that_is_interrupted_leaves_nothing(tmp_path: Path, mark: str) -> None:
    parent = started(tmp_path)
    os.killpg(parent.pid, signal.SIGINT)
    parent.wait()
    assert left(mark) == []


def test_two_builds_at_once_run_a_notebook_once(tmp_path: Path) -> None:
    code = "open('ran', 'a').write('x')\nimport time\ntime.sleep(1)"
    found: list[Run] = []

    def build() -> None:
        store = Store(tmp_path / "cache")
        given = job(tmp_path, code)
        found.extend(r for _, r in run_missing([given], store, Limits(), 1, lambda _: None))

    builds = [threading.Thread(target=build) for _ in range(3)]
    for thread in builds:
        thread.start()
    for thread in builds:
        thread.join()
    assert (tmp_path / "notebooks/ran").read_text("utf-8") == "x"
    assert len(found) == 3
    assert len({r.record.started for r in found}) == 1


def test_a_job_that_waits_for_another_build_is_cancelled_and_the_next_one_runs(
    tmp_path: Path,
) -> None:
    store, done = Store(tmp_path / "cache"), []
    first, busy, last = (job(tmp_path, f"'{n}'", name=n) for n in "abc")
    pool = Pool(Limits(), 1, lambda _: None, lambda j, r: done.append((j, r)), store)
    pool.submit(first)
    wait_until(lambda: len(done) == 1)
    with store.lock(busy.key):
        pool.submit(busy)
        time.sleep(0.3)
        pool.cancel(busy.path)
        wait_until(lambda: len(done) == 2)
        pool.submit(last)
        wait_until(lambda: len(done) == 3)
    pool.close()
    assert [j for j, _ in done] == [first, busy, last]
    assert fault(done[1][1])[0] == "stopped"
    assert texts(done[2][1]) == ["'c'"]


def test_a_guard_that_was_killed_between_two_runs_costs_neither(tmp_path: Path) -> None:
    done: list[Run] = []
    pool = Pool(Limits(), 1, lambda _: None, lambda _, r: done.append(r))
    pool.submit(job(tmp_path, "1"))
    wait_until(lambda: done)
    guards = [p for p in psutil.Process().children() if "guard" in p.cmdline()]
    assert guards
    for guard in guards:
        guard.kill()
        guard.wait()
    pool.submit(job(tmp_path, "2"))
    wait_until(lambda: len(done) == 2)
    pool.close()
    assert [r.record.fault for r in done] == [None, None]


def test_a_runner_that_is_silent_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "_GRACE_S", 1.0)
    code = "import os, signal, time\nos.kill(os.getppid(), signal.SIGSTOP)\ntime.sleep(1000)"
    found = run(job(tmp_path, code), Limits(timeout_s=1))
    assert fault(found) == ("timeout", "it ran longer than 1 s", 1)


def test_a_kept_run_is_made_anew_when_it_is_asked_for(tmp_path: Path) -> None:
    store, given = Store(tmp_path / "cache"), job(tmp_path, "open('ran', 'a').write('x')")
    for _ in range(2):
        list(run_missing([given], store, Limits(), 1, lambda _: None))
    assert (tmp_path / "notebooks/ran").read_text("utf-8") == "xx"


def test_failed_runs_are_kept_and_stopped_ones_are_not(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    said: list[Progress] = []
    bad, long = job(tmp_path, "1/0"), job(tmp_path, LONG, name="b")
    done: list[Run] = []
    pool = Pool(Limits(), 2, said.append, lambda _, r: done.append(r), store)
    pool.submit(bad)
    pool.submit(long)
    wait_until(lambda: said_cell(said, long.path))
    pool.cancel(long.path)
    wait_until(lambda: len(done) == 2)
    pool.close()
    assert fault(store.last(bad.path) or done[0])[0] == "error"
    assert store.get(bad.key) is not None
    assert (store.get(long.key), store.last(long.path)) == (None, None)


def test_a_store_that_cannot_be_written_costs_only_what_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    store, given = Store(tmp_path / "cache"), job(tmp_path, "1")
    ((_, found),) = run_missing([given], store, Limits(), 1, lambda _: None)
    assert texts(found) == ["1"] == texts(run(given))
    assert Store(tmp_path / "cache").get(given.key) is None


def test_two_jobs_for_one_idle_worker_begin_side_by_side(tmp_path: Path) -> None:
    """Each waits for the other: one after the other would end neither."""
    done: list[Run] = []
    pool = Pool(Limits(), 2, lambda _: None, lambda _, r: done.append(r))
    pool.submit(job(tmp_path, "0", name="first"))
    wait_until(lambda: done)
    code = (
        "from pathlib import Path\nimport time\nPath('{0}.here').touch()\n"
        "while not Path('{1}.here').exists(): time.sleep(0.05)\n'{0}'"
    )
    for a, b in ("ab", "ba"):
        pool.submit(job(tmp_path, code.format(a, b), name=a))
    wait_until(lambda: len(done) == 3)
    pool.close()
    assert sorted(texts(r)[0] for r in done[1:]) == ["'a'", "'b'"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_whoever_is_given_a_run_costs_no_other_run(tmp_path: Path) -> None:
    done: list[str] = []

    def finished(job: Job, run: Run) -> None:
        done.append(job.path)
        if len(done) < 3:
            raise ValueError(job.path)

    pool = Pool(Limits(), 1, lambda _: None, finished)
    jobs = [job(tmp_path, "1", name=name) for name in "abc"]
    for given in jobs[:2]:
        pool.submit(given)
    wait_until(lambda: len(done) == 2)
    pool.submit(jobs[2])
    wait_until(lambda: len(done) == 3)
    pool.close()
    assert done == [given.path for given in jobs]


def test_while_an_idle_worker_gives_its_processes_back_nobody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing, may_end = threading.Event(), threading.Event()
    close = worker.Worker.close

    def close_slowly(closed: worker.Worker) -> None:
        closing.set()
        may_end.wait()
        close(closed)

    done: list[Run] = []
    pool = Pool(Limits(), 2, lambda _: None, lambda _, r: done.append(r))
    pool.submit(job(tmp_path, "1"))
    wait_until(lambda: done)
    monkeypatch.setattr(worker.Worker, "close", close_slowly)
    monkeypatch.setattr(pool_module, "_IDLE_S", 0.0)
    pool.submit(job(tmp_path, "2"))
    closing.wait()
    pool.submit(job(tmp_path, "3"))
    wait_until(lambda: len(done) == 3)
    may_end.set()
    pool.close()
    assert texts(done[2]) == ["3"]


def test_a_process_that_cannot_be_started_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    kind, said, cell = fault(run(job(tmp_path, "1")))
    assert (kind, said, cell) == (
        "kernel", "nothing could be started: No such file or directory", None,
    )  # fmt: skip


def test_a_folder_whose_name_is_too_long_for_a_socket_runs_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("long" * 30)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    assert texts(run(job(tmp_path, "6 * 7"))) == ["42"]
    assert list(deep.iterdir()) == []


@pytest.mark.parametrize(("writes", "own"), [("a.ipynb", True), ("in.csv", True), ("b", False)])
def test_a_run_that_changes_what_it_is_made_from_is_known_while_it_runs(
    tmp_path: Path, writes: str, own: bool
) -> None:
    said: list[Progress] = []
    done = threading.Event()
    pool = Pool(Limits(), 1, said.append, lambda *_: done.set())
    cells = (f"open({writes!r}, 'w').close()", "import os\nwhile not os.path.exists('go'): pass")
    pool.submit(job(tmp_path, *cells, hashes={"notebooks/in.csv": "0"}))
    wait_until(lambda: any(p.cell == 2 for p in said))
    assert pool.changes_itself("notebooks/a.ipynb") is own
    assert not pool.changes_itself("notebooks/b.ipynb")
    (tmp_path / "notebooks/go").touch()
    assert done.wait(PATIENT_S)
    assert not pool.changes_itself("notebooks/a.ipynb")
    pool.close()
