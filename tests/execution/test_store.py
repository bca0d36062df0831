"""Kept runs and hashes: found again, never half, never those of something else."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studylog.execution import Job, Limits, Store, hash_data, run_all, run_missing
from studylog.execution import data as data_module
from studylog.runs import CellRun, Record, Run
from tests.execution.kernels import PATIENT_S, job, texts


def a_run(key: str, said: str = "x") -> Run:
    output = {"output_type": "stream", "name": "stdout", "text": said}
    return Run(Record(key, "c", "2026-11-21T18:02:11Z", 1.5), (CellRun((output,), 1, 0.5),))


def test_a_run_is_found_under_its_key_and_as_the_last_of_its_notebook(tmp_path: Path) -> None:
    store = Store(tmp_path / "runs")
    store.put(a_run("a1"), "notebooks/a.ipynb")
    store.put(a_run("a2"), "notebooks/a.ipynb")
    again = Store(tmp_path / "runs")
    assert again.get("a1") == a_run("a1")
    assert again.last("notebooks/a.ipynb") == a_run("a2")
    assert (again.get("a3"), again.last("notebooks/b.ipynb")) == (None, None)
    assert (tmp_path / "runs/.gitignore").read_text("utf-8") == "*\n"


def test_an_entry_that_is_cut_short_or_another_s_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(a_run("a1"), "a.ipynb")
    whole = (tmp_path / "a1.run").read_bytes()
    (tmp_path / "a2.run").write_bytes(whole)
    assert store.get("a2") is None
    for end in range(0, len(whole), 7):
        (tmp_path / "a1.run").write_bytes(whole[:end])
        assert store.get("a1") is None
    (tmp_path / "a1.run").unlink()
    (tmp_path / "a1.run").mkdir()
    assert (store.get("a1"), store.last("a.ipynb")) == (None, None)


@pytest.mark.parametrize("key", ["../../x", "", "a/b", "x" * 5000, "\ud800"])
def test_a_key_that_is_none_leads_to_no_other_file(tmp_path: Path, key: str) -> None:
    store = Store(tmp_path / "runs")
    assert store.get(key) is None
    assert store.stamp(key) is None
    assert not (tmp_path / "runs").exists()


def test_puts_at_the_same_time_are_never_seen_half(tmp_path: Path) -> None:
    store, seen, over = Store(tmp_path), [], threading.Event()
    store.put(a_run("k"), "a.ipynb")

    def put(said: str) -> None:
        for _ in range(60):
            Store(tmp_path).put(a_run("k", said * 50_000), "a.ipynb")

    def get() -> None:
        while not over.is_set():
            seen.append(store.get("k"))

    reader = threading.Thread(target=get)
    writers = [threading.Thread(target=put, args=[c]) for c in "ab"]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    reader.join()
    assert seen
    assert None not in seen
    assert not list(tmp_path.glob("*.tmp"))


def test_of_a_notebook_the_last_twenty_runs_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for n in range(25):
        store.put(a_run(f"k{n}"), "a.ipynb")
    assert [n for n in range(25) if store.get(f"k{n}")] == list(range(5, 25))


def old(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    hour_ago = time.time() - 3600
    os.utime(path, (hour_ago, hour_ago))


def test_files_are_hashed_and_what_is_none_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1", "utf-8")
    os.mkfifo(tmp_path / "data/pipe")
    found = hash_data(tmp_path, ["data/a.csv", "data", "data/none", "data/pipe", "a\0b"])
    assert found == {"data/a.csv": hashlib.sha256(b"1").hexdigest()}


def test_a_file_that_changes_has_another_hash_even_within_the_same_moment(tmp_path: Path) -> None:
    kept, data = tmp_path / "kept", tmp_path / "a"
    hashes = set()
    for n in range(50):
        data.write_text(f"{n:02}", "utf-8")
        hashes.add(hash_data(tmp_path, ["a"], kept)["a"])
    assert len(hashes) == 50


def test_a_file_that_did_not_change_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_module, "_TICK_NS", -1)  # what changed just now is kept, too
    kept, data = tmp_path / "runs/kept", tmp_path / "a"
    old(data, "1")
    first = hash_data(tmp_path, ["a"], kept)
    text = kept.read_text("utf-8")
    kept.write_text(text.replace(first["a"], "f" * 64), "utf-8")
    assert hash_data(tmp_path, ["a"], kept) == {"a": "f" * 64}
    data.write_text("22", "utf-8")
    assert hash_data(tmp_path, ["a"], kept) == {"a": hashlib.sha256(b"22").hexdigest()}


#: Keeps the same hashes until it is interrupted; the file is long, so that it takes its time.
KEEPS = """
import sys
from pathlib import Path
from studylog.execution import data
kept = Path(sys.argv[1])
entries = {str(Path(data.__file__)): [1, 2, 3, "f" * 30_000_000]}
print(flush=True)
while True:
    data._write(kept, entries)
"""


def test_whoever_is_interrupted_while_it_keeps_hashes_leaves_none_of_them_aside(
    tmp_path: Path,
) -> None:
    for _ in range(3):
        keeping = subprocess.Popen(
            [sys.executable, "-c", KEEPS, str(tmp_path / "kept")],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert keeping.stdout
        keeping.stdout.readline()
        wait_until_soon(lambda: any(tmp_path.glob("kept.*")))
        keeping.send_signal(signal.SIGINT)
        keeping.communicate()
        assert list(tmp_path.glob("kept.*")) == []


def wait_until_soon(true: Callable[[], bool]) -> None:
    """Returns at once when it is true."""
    until = time.monotonic() + PATIENT_S
    while not true():
        assert time.monotonic() < until


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_kept_hashes_that_cannot_be_read_are_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept").write_bytes(content)
    (tmp_path / "a").write_text("1", "utf-8")
    found = hash_data(tmp_path, ["a"], tmp_path / "kept")
    assert found == {"a": hashlib.sha256(b"1").hexdigest()}


@pytest.mark.parametrize("at", ["", "locks"])
def test_where_nothing_can_be_written_a_run_is_kept_as_long_as_the_store(
    tmp_path: Path, at: str
) -> None:
    folder = tmp_path / "kept"
    blocked = folder / at
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("a file in the folder's place")
    store, given = Store(folder), job(tmp_path, "print(6 * 7)")
    ((_, run),) = run_all([given], Limits(), 1, lambda _: None, store)
    assert store.get(given.key) == store.last(given.path) == run
    assert texts(run) == ["42\n"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_and_a_file_of_any_size_in_an_entry_s_place_are_misses(tmp_path: Path) -> None:
    store = Store(tmp_path)
    os.mkfifo(tmp_path / "a.run")
    with (tmp_path / "b.run").open("wb") as file:
        file.truncate(2**40)
    assert (store.get("a"), store.get("b")) == (None, None)


def places(store: Store, given: Job) -> dict[str, Path]:
    """Where the store has what it keeps of a job."""
    lock = Path(store.lock(given.key).lock_file)
    return {
        "run": store.folder / f"{given.key}.run",
        "list": store.folder / "last" / hashlib.sha256(given.path.encode()).hexdigest(),
        "lock": lock,
        "locks": lock.parent,
        "ignore": store.folder / ".gitignore",
        "hashes": store.hashes,
        "folder": store.folder,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
@pytest.mark.parametrize("place", ["run", "list", "lock", "locks", "ignore", "hashes", "folder"])
def test_whatever_stands_in_the_place_of_what_is_kept_hinders_no_run(
    tmp_path: Path, place: str, make: Callable[[Path], None]
) -> None:
    given, store = job(tmp_path, "6 * 7"), Store(tmp_path / "kept")
    (tmp_path / "notebooks/in.csv").write_text("1", "utf-8")
    taken = places(store, given)[place]
    if taken.is_dir():
        shutil.rmtree(taken)
    else:
        taken.unlink(missing_ok=True)
        taken.parent.mkdir(exist_ok=True)
    make(taken)
    assert (store.get(given.key), store.last(given.path)) == (None, None)
    ((_, found),) = run_missing([given], store, Limits(), 1, lambda _: None)
    assert texts(found) == ["42"]
    assert store.get(given.key) == store.last(given.path) == found
    assert hash_data(tmp_path, ["notebooks/in.csv"], store.hashes)


def test_a_folder_in_the_place_of_the_list_for_git_costs_no_run(tmp_path: Path) -> None:
    (tmp_path / "kept/.gitignore").mkdir(parents=True)
    Store(tmp_path / "kept").put(a_run("a1"), "a.ipynb")
    assert Store(tmp_path / "kept").get("a1") == a_run("a1")


def test_a_run_that_another_notebook_has_too_outlives_the_twenty(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(a_run("shared"), "copy.ipynb")
    store.put(a_run("shared"), "a.ipynb")
    for n in range(25):
        store.put(a_run(f"k{n}"), "a.ipynb")
    assert store.last("copy.ipynb") == a_run("shared")
    assert store.get("k0") is None


def test_the_files_of_locks_are_bounded_in_number(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = {Path(store.lock(f"k{n}").lock_file).name for n in range(20_000)}
    assert len(names) <= 4096
