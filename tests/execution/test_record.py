"""What a run's record tells of how it came about."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from studylog.execution import Limits, run_all
from studylog.runs import code_key
from tests.execution.kernels import fault, job, run, texts


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_record_names_key_time_python_packages_and_device(tmp_path: Path) -> None:
    given = job(tmp_path, "import numpy\nfrom yaml import safe_load\nimport json", "1")
    record = run(given).record
    assert (record.key, record.code) == (given.key, code_key(given.program))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.started)
    assert re.fullmatch(r"Python 3\.\d+\.\d+", record.language)
    assert record.packages == {"numpy": version("numpy"), "PyYAML": version("PyYAML")}
    assert re.fullmatch(r"CPU.*, \d+ cores?", record.device)
    assert record.seconds > 0


def test_files_that_the_code_reads_are_recorded_and_those_it_writes_are_not(
    tmp_path: Path,
) -> None:
    for name in ("in.csv", "log.txt", ".hidden/x.csv", "other/lib/site-packages/y.csv"):
        path = tmp_path / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/big.bin").write_bytes(b"12")
    code = (
        "from pathlib import Path\nimport pandas as pd\n"
        "pd.read_csv('in.csv')\nPath('../data/big.bin').read_bytes()\n"
        "Path('.hidden/x.csv').read_text()\n"
        "Path('other/lib/site-packages/y.csv').read_text()\n"
        "Path('out.csv').write_text('1')\nPath('out.csv').read_text()\n"
        "Path('log.txt').read_text()\nPath('log.txt').open('a').write('more')\n"
        "Path('/etc/hostname').exists() and Path('/etc/hostname').read_text()\n"
        "Path('none').exists()"
    )
    record = run(job(tmp_path, code, hashes={"data/named.csv": "00"})).record
    assert record.fault is None
    assert record.data == {
        "notebooks/in.csv": digest("a,b\n1,2\n"),
        "data/big.bin": digest("12"),
        "data/named.csv": "00",
    }


def test_the_author_s_own_modules_are_recorded_apart_from_data(tmp_path: Path) -> None:
    given = job(tmp_path, "import mine\nmine.x")
    (tmp_path / "notebooks/mine.py").write_text("x = 1\n", "utf-8")
    for _ in range(2):  # the second time from what Python compiled at the first
        record = run(given).record
        assert (record.modules, record.data) == ({"notebooks/mine.py": digest("x = 1\n")}, {})


def test_a_run_that_was_ended_has_told_what_it_read(tmp_path: Path) -> None:
    given = job(tmp_path, "open('in.csv').read()\nimport os, signal\nos.kill(os.getpid(), 9)")
    (tmp_path / "notebooks/in.csv").write_text("1", "utf-8")
    found = run(given)
    assert fault(found) == ("died", "the kernel died", 1)
    assert found.record.data == {"notebooks/in.csv": digest("1")}
    assert found.record.language


def test_the_noting_leaves_no_trace_among_the_names_and_counts(tmp_path: Path) -> None:
    code = "names = [n for n in dir() if n[0] != '_']\nprint(names, len(In), _ih)"
    (said,) = texts(run(job(tmp_path, code)))
    assert said.startswith("['In', 'Out', 'exit', 'get_ipython', 'open', 'quit'] 2 ['', ")


def test_a_set_is_printed_in_the_same_order_each_time(tmp_path: Path) -> None:
    given = job(tmp_path, "print({'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'})")
    assert texts(run(given)) == texts(run(given))


def test_a_user_s_own_startup_files_are_no_part_of_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "0.py").write_text("mine = 1", "utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    assert texts(run(job(tmp_path, "'mine' in dir()"))) == ["False"]


def test_the_kernel_starts_in_the_notebook_s_folder(tmp_path: Path) -> None:
    given = job(tmp_path, "import os\nprint(os.getcwd())")
    assert texts(run(given)) == [f"{(tmp_path / 'notebooks').resolve()}\n"]


def test_notebooks_run_side_by_side(tmp_path: Path) -> None:
    """Each waits for the other: one after the other would never end."""
    code = (
        "from pathlib import Path\nimport time\nPath('{0}.here').touch()\n"
        "while not Path('{1}.here').exists(): time.sleep(0.05)\nprint('{0}')"
    )
    jobs = [job(tmp_path, code.format(a, b), name=a) for a, b in ("ab", "ba")]
    found = {j.path: r for j, r in run_all(jobs, Limits(), 2, lambda _: None)}
    assert [texts(found[j.path]) for j in jobs] == [["a\n"], ["b\n"]]
