"""What hostile cells try: each ends within its bound, and the fixture sees that nothing is left."""

from __future__ import annotations

import contextlib
import runpy
import sys
import threading
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from studylog.execution import Job, Limits, run_all
from studylog.execution import process as process_module
from studylog.runs import Run
from tests.execution.kernels import fault, job, run, texts, wait_until

#: Starts children that sleep, every second one detached from all that could find it.
CHILDREN = """
import os, subprocess, sys, time
detach = (
    "import os, time\\n"
    "if os.fork(): os._exit(0)\\n"
    "os.setsid()\\n"
    "if os.fork(): os._exit(0)\\n"
    "time.sleep(1000)"
)
for i in range(200):
    if i % 2:
        subprocess.Popen([sys.executable, "-S", "-c", detach])
    else:
        subprocess.Popen(["sleep", "1000"])
time.sleep(1000)
"""

GROWTH = """
import os, time
for _ in range(12):
    os.fork()
time.sleep(1000)
"""


def test_an_endless_loop_ends_at_its_timeout_with_what_it_said(tmp_path: Path) -> None:
    code = "print('still here', flush=True)\nwhile True: pass"
    found = run(job(tmp_path, "1", code), Limits(timeout_s=2))
    assert fault(found) == ("timeout", "it ran longer than 2 s", 2)
    assert texts(found, 2) == ["still here\n"]


def test_the_notebook_s_own_timeout_counts(tmp_path: Path) -> None:
    found = run(job(tmp_path, "import time; time.sleep(1000)", timeout_s=1.5))
    assert fault(found) == ("timeout", "it ran longer than 1.5 s", 1)


def test_an_endless_loop_that_ignores_signals_and_floods_ends_too(tmp_path: Path) -> None:
    code = (
        "import signal\nfrom IPython.display import clear_output\n"
        "for s in (signal.SIGTERM, signal.SIGINT): signal.signal(s, signal.SIG_IGN)\n"
        "while True:\n    clear_output()\n    print('x', flush=True)"
    )
    kind, said, cell = fault(run(job(tmp_path, code), Limits(timeout_s=3)))
    assert (kind, said, cell) == ("timeout", "it ran longer than 3 s", 1)


def test_two_hundred_children_half_of_them_detached_are_all_ended(tmp_path: Path) -> None:
    kind, said, cell = fault(run(job(tmp_path, CHILDREN)))
    assert (kind, cell) == ("processes", 1)
    assert said.startswith("it had 1") or said.startswith("it had 2")
    assert said.endswith("processes, more than the 100 it may")


def test_children_that_a_run_leaves_are_ended_with_it(tmp_path: Path) -> None:
    few = CHILDREN.replace("200", "20").replace("time.sleep(1000)\n", "")
    found = run(job(tmp_path, few, "1"))
    assert (found.record.fault, texts(found, 2)) == (None, ["1"])


def test_processes_that_double_and_double_are_ended(tmp_path: Path) -> None:
    kind, _, cell = fault(run(job(tmp_path, GROWTH)))
    assert (kind, cell) == ("processes", 1)


def test_a_gigabyte_of_lines_ends_at_the_bound(tmp_path: Path) -> None:
    code = "line = 'x' * 1000\nfor _ in range(1_000_000):\n    print(line)"
    found = run(job(tmp_path, code), Limits(output_mb=2))
    assert fault(found) == ("output", "it put out more than the 2 MB it may", 1)
    assert 1_900_000 < len("".join(texts(found))) <= 2**21


def test_one_huge_text_ends_at_the_bound(tmp_path: Path) -> None:
    found = run(job(tmp_path, "1", "print('x' * 200_000_000)"))
    kind, said, cell = fault(found)
    assert (kind, said, cell) == ("output", "it put out more than the 20 MB it may", 2)
    assert set("".join(texts(found, 2))) == {"x"}
    assert len("".join(texts(found, 2))) <= 20 * 2**20


def test_outputs_of_many_cells_count_together(tmp_path: Path) -> None:
    found = run(job(tmp_path, *["print('x' * 600_000)"] * 3), Limits(output_mb=1))
    assert fault(found) == ("output", "it put out more than the 1 MB it may", 2)


def test_what_was_cleared_does_not_count(tmp_path: Path) -> None:
    code = (
        "from IPython.display import clear_output\nfor _ in range(20):\n"
        "    clear_output(wait=True)\n    print('x' * 600_000)"
    )
    found = run(job(tmp_path, code), Limits(output_mb=1))
    assert (found.record.fault, len(texts(found)[0])) == (None, 600_001)


def test_an_updated_display_counts_once(tmp_path: Path) -> None:
    code = (
        "h = display('', display_id=True)\nfor n in range(20):\n"
        "    h.update({'text/plain': str(n) + 'x' * 300_000}, raw=True)"
    )
    found = run(job(tmp_path, code), Limits(output_mb=1))
    assert (found.record.fault, texts(found)[0][:4]) == (None, "19xx")


def test_memory_over_the_bound_ends_the_run(tmp_path: Path) -> None:
    code = "print('begun', flush=True)\nheld = []\nwhile True: held.append(bytearray(10**7))"
    found = run(job(tmp_path, code), Limits(memory_mb=300))
    kind, said, cell = fault(found)
    assert (kind, cell) == ("memory", 1)
    assert said.startswith("it held ")
    assert said.endswith("B, more than the 300 MB it may")
    assert texts(found) == ["begun\n"]


def test_a_kernel_that_ends_itself_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    code = "print('so long', flush=True)\nimport os, signal, time\ntime.sleep(0.5)\n"
    found = run(job(tmp_path, "1", code + "os.kill(os.getpid(), signal.SIGKILL)", "3"))
    assert fault(found) == ("died", "the kernel died", 2)
    assert texts(found, 2) == ["so long\n"]


def test_a_cell_that_ends_whoever_runs_it_is_a_fault_and_the_next_notebook_runs(
    tmp_path: Path,
) -> None:
    code = "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(1000)"
    jobs = [job(tmp_path, code), job(tmp_path, "1", name="b")]
    found = {j.path: r for j, r in run_all(jobs, Limits(), 1, lambda _: None)}
    kind, _, cell = fault(found[jobs[0].path])
    assert (kind, cell) == ("died", 1)
    assert found[jobs[1].path].record.fault is None


def test_a_cell_that_ends_the_guard_itself_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import os, psutil, time\n"
        "[p for p in psutil.Process().parents() if 'guard' in p.cmdline()][0].kill()\n"
        "time.sleep(1000)"
    )
    jobs: list[Job] = [job(tmp_path, code), job(tmp_path, "1", name="b")]
    found = {j.path: r for j, r in run_all(jobs, Limits(), 1, lambda _: None)}
    assert fault(found[jobs[0].path])[0] == "died"
    assert found[jobs[1].path].record.fault is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands the detached over")
def test_a_process_without_a_mark_does_not_outlive_the_guard(tmp_path: Path) -> None:
    code = (
        "import os, psutil, subprocess, time\n"
        "detach = ['setsid', '--fork', 'sh', '-c', 'echo $$ > new; mv new pid; exec sleep 999']\n"
        "subprocess.run(detach, env={'PATH': os.environ['PATH']})\n"
        "while not os.path.exists('pid'): time.sleep(0.05)\n"
        "[p for p in psutil.Process().parents() if 'guard' in p.cmdline()][0].kill()\n"
        "time.sleep(1000)"
    )
    assert fault(run(job(tmp_path, code)))[0] == "died"
    with contextlib.suppress(psutil.NoSuchProcess):
        assert not runs(psutil.Process(int((tmp_path / "notebooks/pid").read_text("utf-8"))))


def runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands the detached over")
def test_a_keeper_that_is_told_to_end_while_it_ends_others_ends_them_all(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, time\n"
        "detach = ['setsid', '--fork', 'sleep', '999']\n"
        "for _ in range(60): subprocess.run(detach, env={'PATH': os.environ['PATH']})\n"
        "open('started', 'w').close()\ntime.sleep(1000)"
    )
    found: list[Run] = []
    running = threading.Thread(target=lambda: found.append(run(job(tmp_path, code))))
    running.start()
    wait_until((tmp_path / "notebooks/started").exists)
    (keeper,) = (p for p in psutil.Process().children() if "guard" in p.cmdline())
    (guard,) = keeper.children()
    wait_until(lambda: sum(p.name() == "sleep" for p in guard.children()) == 60)
    below = [p for p in guard.children() if p.name() == "sleep"]
    guard.kill()
    while runs(keeper):
        with contextlib.suppress(psutil.NoSuchProcess):
            keeper.terminate()
    running.join()
    left = [p for p in below if runs(p)]
    for process in left:
        process.kill()
    assert left == []
    assert fault(found[0])[0] == "died"


def test_a_guard_and_its_keeper_have_their_time_one_after_the_other() -> None:
    program = Path(process_module.__file__).with_name("stand-alone") / "descendants.py"
    assert 2 * runpy.run_path(str(program))["_KILL_S"] < process_module._END_S


@pytest.mark.parametrize(
    "content",
    [
        "{", "{}", "[]", '{"argv": [1]}', '{"argv": ["true"], "env": {"A": 1}}',
        '{"argv": ["true"], "metadata": {"kernel_provisioner": 1}}',
    ],
)  # fmt: skip
def test_a_kernel_whose_file_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    path = tmp_path / "jupyter/kernels/own/kernel.json"
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    said = "the kernel.json of the kernel 'own' can't be read"
    assert fault(run(job(tmp_path, "1", kernel="own"))) == ("kernel", said, None)


def test_a_kernel_that_cannot_start_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels = tmp_path / "jupyter/kernels"
    for name, argv in (("none", '["/no/such/program"]'), ("ends", '["false"]')):
        (kernels / name).mkdir(parents=True)
        spec = f'{{"argv": {argv}, "display_name": "x", "language": "x"}}'
        (kernels / name / "kernel.json").write_text(spec, "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    for name in ("none", "ends"):
        kind, said, cell = fault(run(job(tmp_path, "1", kernel=name, language="x")))
        assert (kind, cell) == ("kernel", None)
        assert said.startswith(f"the kernel '{name}' did not start: ")
