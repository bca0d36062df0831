"""Notebooks sent to a real Dask cluster: the same runs, and nothing left, whatever is lost."""

from __future__ import annotations

import os
import signal
import site
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from studylog.cli import main
from studylog.execution import Job, Limits, Progress, Store, hash_data, run_all, scheduler
from studylog.execution import cluster as sending
from studylog.execution.cluster import ClusterError, run_on
from studylog.execution.parcel import files_of
from studylog.runs import Run
from studylog.runs.keep import to_bytes
from tests.execution.clusters import Cluster, cluster
from tests.execution.kernels import PATIENT_S, fault, job, texts, wait_until
from tests.logs import REPOSITORY, studylog

LONG = """
import subprocess, time
subprocess.Popen(["setsid", "--fork", "sleep", "1000"])
time.sleep(1000)
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, of one and of two threads; the second has a GPU."""
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        found.start_worker("plain", "--nthreads", "1")
        found.start_worker("gpu", "--nthreads", "2", "--resources", "GPU=2")
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def sent(
    to: Cluster, jobs: list[Job], store: Store, said: list[Progress] | None = None
) -> dict[str, Run]:
    told = said if said is not None else []
    return {j.path: r for j, r in run_on(to.address, jobs, store, Limits(), told.append)}


def untimed(run: Run) -> Run:
    cells = tuple(replace(cell, seconds=0.0) for cell in run.cells)
    return replace(run, record=replace(run.record, started="", seconds=0.0), cells=cells)


def test_a_cluster_gives_the_runs_that_this_machine_gives(
    tmp_path: Path, two: Cluster, store: Store
) -> None:
    folder = tmp_path / "notebooks"
    (folder / "own").mkdir(parents=True)
    (folder / "own/__init__.py").write_text("from own.more import twice\n")
    (folder / "own/more.py").write_text("def twice(x):\n    return 2 * x\n")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1,2\n")
    hashes = dict(hash_data(tmp_path, ["data/a.csv"]))
    jobs = [
        job(tmp_path, "import own\nown.twice(4)", "print(open('../data/a.csv').read())",
            "from IPython.display import HTML\nHTML('<b>x</b>')", hashes=hashes),
        job(tmp_path, "1", "raise ValueError('no')", "3", name="b"),
        job(tmp_path, "import numpy\nnumpy.random.default_rng(0).random(3)", name="c"),
        job(tmp_path, "import os\nset('study'), os.environ.get('OMP_NUM_THREADS')", name="e"),
        job(tmp_path, "x", name="d", kernel="none"),
    ]  # fmt: skip
    there = sent(two, jobs, store)
    here = {j.path: r for j, r in run_all(jobs, Limits(), 2, lambda _: None)}
    assert sorted(there) == sorted(here)
    for given in jobs:
        assert untimed(there[given.path]) == untimed(here[given.path])
        assert store.get(given.key) == there[given.path] == store.last(given.path)
        assert b"127.0.0.1" not in to_bytes(there[given.path])
    modules = ["notebooks/own/__init__.py", "notebooks/own/more.py"]
    assert sorted(there[jobs[0].path].record.modules) == modules
    assert there[jobs[0].path].record.data == hashes


def test_the_cells_are_told_of_while_they_run(tmp_path: Path, two: Cluster, store: Store) -> None:
    said: list[Progress] = []
    sent(two, [job(tmp_path, "1", "2"), job(tmp_path, "1/0", name="b")], store, said)
    assert [(p.state, p.cell, p.of) for p in said if p.path == "notebooks/a.ipynb"] == [
        ("waiting", 0, 2), ("starting", 0, 2), ("cell", 1, 2), ("cell", 2, 2), ("done", 2, 2),
    ]  # fmt: skip
    assert said[-1].path == "notebooks/b.ipynb" or said[-1].state == "done"
    failed = next(p for p in said if p.state == "failed")
    assert (failed.path, failed.cell) == ("notebooks/b.ipynb", 1)
    assert failed.said == "ZeroDivisionError: division by zero"


def test_a_notebook_that_needs_a_gpu_runs_where_one_is(
    tmp_path: Path, two: Cluster, store: Store
) -> None:
    where = "import os\nos.environ['WORKER']"
    jobs = [job(tmp_path, where, name=f"n{n}", resources={"GPU": 1}) for n in range(4)]
    found = sent(two, [*jobs, job(tmp_path, where, name="any")], store)
    assert [texts(found[j.path]) for j in jobs] == [["'gpu'"]] * 4


def test_a_notebook_for_which_there_is_no_worker_does_not_wait_for_ever(
    tmp_path: Path, two: Cluster, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_GONE_S", 1.0)
    monkeypatch.setattr(sending, "_LOOK_S", 0.5)
    needy = job(tmp_path, "1", resources={"GPU": 3, "TPU": 1})
    found = sent(two, [needy, job(tmp_path, "2", name="b")], store)
    assert fault(found[needy.path]) == (
        "kernel",
        "no worker of the cluster has GPU: 3, TPU: 1",
        None,
    )
    assert texts(found["notebooks/b.ipynb"]) == ["2"]
    assert (store.get(needy.key), store.last(needy.path)) == (None, None)


def test_more_than_a_gigabyte_is_not_sent(tmp_path: Path, two: Cluster, store: Store) -> None:
    (tmp_path / "big").touch()
    os.truncate(tmp_path / "big", 3 * 2**29)
    found = sent(two, [job(tmp_path, "1", hashes={"big": "0"})], store)
    said = "it has 1.5 GB of files, more than the 1 GB that is sent to a cluster"
    assert fault(found["notebooks/a.ipynb"]) == ("kernel", said, None)


def test_what_the_last_run_read_is_sent_along_and_nothing_that_is_hidden(
    tmp_path: Path, store: Store
) -> None:
    given = job(tmp_path, "1")
    ((_, run),) = run_all([given], Limits(), 1, lambda _: None)
    for path in ("x.csv", "lib/y.py", ".secret/z", "notebooks/.venv/no.py", "notebooks/near.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("1\n")
    record = replace(
        run.record,
        data={"x.csv": "0", ".secret/z": "0", "../out": "0", "/etc/passwd": "0", "gone": "0"},
        modules={"lib/y.py": "0"},
    )
    store.put(replace(run, record=record), given.path)
    assert files_of(given, store) == {"lib/y.py": 2, "notebooks/near.py": 2, "x.csv": 2}


def test_a_run_that_another_build_makes_is_taken_from_it(
    tmp_path: Path, two: Cluster, store: Store
) -> None:
    same = [job(tmp_path, "import time\ntime.sleep(1)", name=n) for n in "ab"]
    assert same[0].key == same[1].key
    found = list(sent(two, same, store).values())
    assert found[0] == found[1]


def test_whoever_stops_listening_ends_what_runs_on_the_workers(
    tmp_path: Path, two: Cluster, store: Store
) -> None:
    jobs = [job(tmp_path, "1"), *(job(tmp_path, LONG, n, name=n) for n in "bcde")]
    results = run_on(two.address, jobs, store, Limits(), lambda _: None)
    assert next(results)[0] == jobs[0]
    wait_until(lambda: sum("sleep" in line for line in two.kernels) == 3)
    results.close()  # type: ignore[attr-defined]
    wait_until(lambda: two.kernels == [])
    assert texts(sent(two, [job(tmp_path, "6")], store)["notebooks/a.ipynb"]) == ["6"]


class Sending(threading.Thread):
    """A command that waits for its runs while the test does something to the cluster."""

    def __init__(self, to: Cluster, jobs: list[Job], store: Store) -> None:
        super().__init__(daemon=True)
        self.given = (to, jobs, store)
        self.runs: dict[str, Run] = {}
        self.error: ClusterError | None = None
        self.start()

    def run(self) -> None:
        try:
            self.runs = sent(*self.given)
        except ClusterError as error:
            self.error = error


#: Tells by a file of its name which kernel runs it, and goes on when it may.
WAITS = """
import os, time
from pathlib import Path
folder = Path({folder!r})
(folder / f"at-{{os.getpid()}}").touch()
while not (folder / "go").exists():
    time.sleep(0.05)
"""


def test_a_lost_workers_notebook_runs_again_on_another(
    tmp_path: Path, two: Cluster, store: Store
) -> None:
    """With three workers that can run it, of which one is killed and one is told to end."""
    for name in "abc":
        two.start_worker(name, "--nthreads", "1", "--resources", "OWN=1")
    for how in (signal.SIGKILL, signal.SIGTERM):
        folder = tmp_path / how.name
        folder.mkdir()
        cells = ("x = 1", WAITS.format(folder=str(folder)), "print(x + 1)")
        jobs = [
            job(tmp_path, *cells, name="long", resources={"OWN": 1}),
            *(job(tmp_path, f"print({n})", f"'{how.name}'", name=f"n{n}") for n in range(4)),
        ]
        command = Sending(two, jobs, store)
        lose_a_worker(two, folder, how)
        command.join(120)
        runs = [command.runs[j.path] for j in jobs]
        assert [run.record.fault for run in runs] == [None] * 5
        assert texts(runs[0], 3) == ["2\n"]
        assert [texts(run) for run in runs[1:]] == [["0\n"], ["1\n"], ["2\n"], ["3\n"]]
        assert [store.get(j.key) for j in jobs] == runs
    two.stop(*"abc")


def lose_a_worker(of: Cluster, folder: Path, how: signal.Signals) -> None:
    """Ends the one that runs what tells so in the folder, and lets the next one finish it."""
    wait_until(lambda: list(folder.glob("at-*")))
    (first,) = folder.glob("at-*")
    kernel = psutil.Process(int(first.name.removeprefix("at-")))
    lost = next(p for p in of.parts.values() if p.pid in {x.pid for x in kernel.parents()})
    nanny = psutil.Process(lost.pid)  # first, as it would start the worker again
    for process in [nanny, *(nanny.children() if how == signal.SIGKILL else [])]:
        process.send_signal(how)
    lost.wait()
    wait_until(lambda: not kernel.is_running())
    wait_until(lambda: len(list(folder.glob("at-*"))) == 2)
    (folder / "go").touch()


KILLS = """
import psutil
for parent in psutil.Process().parents():
    if "spawn_main" in " ".join(parent.cmdline()):
        parent.kill()
        break
import time
time.sleep(1000)
"""


def test_a_cluster_that_is_lost_is_told_of_in_a_sentence(tmp_path: Path, store: Store) -> None:
    with cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1") as own:
        own.start_worker("a", "--nthreads", "1")
        killer = job(tmp_path, KILLS)
        found = sent(own, [killer], store)
        assert fault(found[killer.path])[:2] == ("died", "2 workers were lost while they ran it")
        assert store.get(killer.key) is None
        command = Sending(own, [job(tmp_path, LONG)], store)
        wait_until(lambda: any("sleep" in line for line in own.kernels))
        own.parts["scheduler"].kill()
        command.join(60)
        assert str(command.error) == "the connection to the cluster's scheduler was lost"
        wait_until(lambda: own.kernels == [])


def test_a_cluster_without_workers_or_of_another_version_is_told_of_in_a_sentence(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_JOIN_S", 1.0)
    with cluster(tmp_path) as own:
        with pytest.raises(ClusterError, match=r"^no worker has joined .* within 1 s \(start one"):
            sent(own, [job(tmp_path, "1")], store)
        other = tmp_path / "other/studylog-9.9.dist-info"
        other.mkdir(parents=True)
        (other / "METADATA").write_text("Metadata-Version: 2.1\nName: studylog\nVersion: 9.9\n")
        own.start_worker("a", "--no-nanny", PYTHONPATH=str(other.parent))
        monkeypatch.setattr(scheduler, "_JOIN_S", PATIENT_S)
        with pytest.raises(
            ClusterError, match=r"^the worker at 'tcp://.*' has studylog 9\.9, this"
        ):
            sent(own, [job(tmp_path, "1")], store)


def started(root: Path, *arguments: str) -> subprocess.Popen[str]:
    program = str(Path(sys.executable).with_name("studylog"))
    return subprocess.Popen(
        [program, "run", *arguments], cwd=root, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/a.py").write_text("# %%\nprint(6 * 7)\n")
    return tmp_path


def test_the_command_runs_a_log_on_a_cluster_and_finds_it_done_afterwards(
    log: Path, two: Cluster
) -> None:
    command = started(log, "--on", two.address)
    out, said = command.communicate(timeout=120)
    assert (command.returncode, out) == (0, "1 notebook ran.\n"), said
    assert said.startswith("notebooks/a.py: running 1 code cell, since it has no outputs\n")
    assert len(said.splitlines()) == 2
    assert studylog(log, "run").stdout == "1 notebook was up to date.\n"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_command_that_ends_leaves_no_kernel_on_the_workers(
    log: Path, two: Cluster, how: signal.Signals
) -> None:
    (log / "notebooks/b.py").write_text("# %%\n" + LONG)
    command = started(log, "--on", two.address)
    wait_until(lambda: any("sleep" in line for line in two.kernels))
    os.killpg(command.pid, how)
    _, said = command.communicate(timeout=60)
    assert "Traceback" not in said
    assert command.returncode == (130 if how == signal.SIGINT else -how)
    wait_until(lambda: two.kernels == [])


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("127.0.0.1:8786", 2, "'127.0.0.1:8786' is not such as tcp://10.0.0.1:8786"),
        ("http://x:1", 2, "'http://x:1' is not such as tcp://10.0.0.1:8786"),
        ("tcp://127.0.0.1:1", 1, "no Dask scheduler answers at 'tcp://127.0.0.1:1'"),
    ],
)
def test_an_address_without_a_scheduler_is_told_of_in_a_sentence(
    log: Path, address: str, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_ANSWER_S", 0.5)
    result = CliRunner().invoke(main, ["--root", str(log), "run", "--on", address])
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 4


def test_on_a_cluster_its_workers_say_how_many_run_at_a_time(log: Path) -> None:
    result = studylog(log, "run", "--on", "tcp://127.0.0.1:1", "--jobs", "2")
    assert "(leave out --jobs)" in result.stderr
    assert result.returncode == 2


def test_without_the_extra_one_sentence_names_it(log: Path, tmp_path: Path) -> None:
    """The packages that are installed, but for the one that only a cluster needs."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for path in Path(site.getsitepackages()[0]).iterdir():
        if not path.name.startswith("distributed"):
            (packages / path.name).symlink_to(path)
    result = subprocess.run(
        [sys.executable, "-S", "-c", "from studylog.cli import main; main()", "run", "--on", "x"],
        cwd=log,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{packages}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    needed = 'what sends runs to a cluster is not installed: pip install "studylog[cluster]"'
    assert (result.returncode, result.stderr) == (1, f"Error: {needed}\n")


def test_a_worker_is_no_scheduler(tmp_path: Path, two: Cluster, store: Store) -> None:
    given = [job(tmp_path, "1", name="z")]
    with pytest.raises(ClusterError, match="is no Dask scheduler"):
        list(run_on(two.workers["plain"], given, store, Limits(), lambda _: None))
