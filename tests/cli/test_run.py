"""`studylog run` with real kernels on the notebooks of a small log."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import site
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Any

import nbformat
import psutil  # type: ignore[import-untyped]
import pytest

from studylog.cli.run_names import paths_of
from tests.logs import REPOSITORY, listing, studylog

PROGRAM = str(Path(sys.executable).with_name("studylog"))
PATIENT_S = 120.0


def notebook(*sources: str, indent: int = 1, **own: Any) -> str:
    cells = [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["# Prose é"]},
        *(
            {"cell_type": "code", "execution_count": None, "id": f"c{n}", "metadata": {},
             "outputs": [], "source": [source]}
            for n, source in enumerate(sources)
        ),
    ]  # fmt: skip
    metadata = {"studylog": own} if own else {}
    node = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(node, indent=indent, ensure_ascii=False) + "\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    (root / "notebooks/deep").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n")
    return root


def put(root: Path, name: str, *sources: str, **own: Any) -> Path:
    path = root / "notebooks" / name
    path.write_text(notebook(*sources, **own), encoding="utf-8")
    return path


def own(root: Path) -> dict[str, bytes]:
    return {name: b for name, b in listing(root).items() if not name.startswith(".cache/")}


def outputs(path: Path) -> list[list[Any]]:
    cells = json.loads(path.read_bytes())["cells"]
    return [c["outputs"] for c in cells if c["cell_type"] == "code"]


def test_what_has_to_run_runs_once(log: Path) -> None:
    put(log, "exp-1.ipynb", "x = 1", "print(x)")
    put(log, "deep/exp-2.ipynb", "1 / 0")
    put(log, "words.ipynb")
    put(log, "no.ipynb", "1", execute="never")
    (log / "notebooks/p.py").write_text("# %%\n1 + 1\n")
    before = own(log)
    result = studylog(log, "run", "--jobs", "1")
    assert result.stdout == "2 notebooks ran, 1 stopped at an error, 1 is never run.\n"
    assert result.returncode == 1
    said = re.sub(r"\d+\.\d s", "0.0 s", result.stderr)
    assert said == (
        "notebooks/deep/exp-2.ipynb: running 1 code cell, since it has no outputs\n"
        "notebooks/deep/exp-2.ipynb: stopped at code cell 1: ZeroDivisionError: division by zero\n"
        "notebooks/exp-1.ipynb: running 2 code cells, since it has no outputs\n"
        "notebooks/exp-1.ipynb: done in 0.0 s\n"
        "notebooks/p.py: running 1 code cell, since it has no outputs\n"
        "notebooks/p.py: done in 0.0 s\n"
    )
    assert own(log) == before
    failed = studylog(log, "run")
    assert failed.stdout == "1 notebook stopped at an error, 2 were up to date, 1 is never run.\n"
    assert ": running 1 code cell, since it stopped at code cell 1 last time\n" in failed.stderr
    put(log, "deep/exp-2.ipynb", "1 / 1")
    again = studylog(log, "run")
    assert again.stdout == "1 notebook ran, 2 were up to date, 1 is never run.\n"
    assert again.returncode == 0
    assert ": running 1 code cell, since its code changed\n" in again.stderr
    last = studylog(log, "run")
    assert (last.returncode, last.stdout) == (0, "3 notebooks were up to date, 1 is never run.\n")
    assert last.stderr == ""


def test_a_named_notebook_runs_whatever_is_known_of_it(log: Path) -> None:
    put(log, "a.ipynb", "1", execute="never")
    put(log, "b.ipynb", "1")
    for _ in range(2):
        result = studylog(log, "run", "a")
        assert (result.returncode, result.stdout) == (0, "1 notebook ran.\n")


def test_a_notebook_is_named_by_its_path_from_here_or_its_name(log: Path) -> None:
    known = ["notebooks/a.ipynb", "notebooks/b.c.ipynb", "notebooks/deep/a.py"]
    for name in ("a", "a.ipynb", "notebooks/a", "./notebooks/a.ipynb", str(log / "notebooks/a")):
        assert paths_of([name], known, log, log) == ("notebooks/a.ipynb",), name
    below = log / "notebooks/deep"
    assert paths_of(["a.py", "../a", "b.c"], known, log, below) == (known[2], known[0], known[1])
    assert paths_of(["a", "a.py", "deep/a"], known, log, below) == (known[2],)


def test_a_name_that_no_notebook_has_is_a_usage_error_with_the_nearest(log: Path) -> None:
    put(log, "attention.ipynb", "1")
    (log / "notebooks/module.py").write_text("x = 1\n")
    result = studylog(log, "run", "atention")
    assert (result.returncode, result.stdout) == (2, "")
    assert "there is no notebook 'atention' (did you mean 'attention'?)" in result.stderr
    result = studylog(log, "run", "notebooks/module.py")
    assert result.returncode == 2
    assert "there is no notebook 'notebooks/module.py' (a Python file is one if" in result.stderr
    assert studylog(log, "run", "--jobs", "0").returncode == 2
    assert studylog(log.parent, "run").returncode == 2


def test_save_writes_outputs_and_record_and_undo_takes_them_back(log: Path) -> None:
    path = put(log, "a.ipynb", "x = 1", "print(x)", indent=3)
    before = own(log)
    result = studylog(log, "run", "--save")
    assert result.returncode == 0
    assert "Written: notebooks/a.ipynb. `studylog undo` takes it back.\n" in result.stderr
    node = json.loads(path.read_bytes())
    nbformat.validate(node)
    assert outputs(path) == [[], [{"name": "stdout", "output_type": "stream", "text": ["1\n"]}]]
    assert node["metadata"]["studylog"]["run"]["language"].startswith("Python 3")
    old, new = (text.splitlines() for text in (before["notebooks/a.ipynb"].decode(),
                                               path.read_text("utf-8")))  # fmt: skip
    lost = [line.strip() for line in old if line not in new]
    assert set(lost) <= {'"metadata": {},', '"outputs": [],', '"execution_count": null,'}
    assert (
        studylog(log, "undo").stdout
        == "notebooks/a.ipynb is as it was before `studylog run --save`.\n"
    )
    assert own(log) == before


def test_save_needs_no_new_run_where_one_is_kept(log: Path) -> None:
    path = put(log, "a.ipynb", "print(1)")
    studylog(log, "run")
    result = studylog(log, "run", "--save")
    assert result.stdout == "1 notebook was up to date.\n"
    assert outputs(path)[0][0]["text"] == ["1\n"]
    written = path.stat()
    again = studylog(log, "run", "--save")
    assert (again.stdout, again.stderr) == ("1 notebook was up to date.\n", "")
    assert path.stat().st_mtime_ns == written.st_mtime_ns
    # The record makes it verified, also for whoever has nothing but the file.
    (log / ".cache").rename(log / "gone")
    assert studylog(log, "run").stdout == "1 notebook was up to date.\n"


def test_a_run_that_stopped_is_not_saved_over_older_outputs(log: Path) -> None:
    path = put(log, "a.ipynb", "print(1)")
    studylog(log, "run", "--save")
    path.write_bytes(path.read_bytes().replace(b"print(1)", b"print(x)"))
    before = path.read_bytes()
    result = studylog(log, "run", "--save")
    assert result.returncode == 1
    assert (
        "note: notebooks/a.ipynb: the run stopped at code cell 1: NameError: name 'x' is not "
        "defined, so its outputs were not saved\n"
    ) in result.stderr
    assert path.read_bytes() == before


def test_outputs_without_a_record_are_left_until_they_are_named(log: Path) -> None:
    path = put(log, "a.ipynb", "print(1)")
    node = json.loads(path.read_bytes())
    node["cells"][1]["outputs"] = [{"name": "stdout", "output_type": "stream", "text": ["2\n"]}]
    path.write_text(json.dumps(node))
    result = studylog(log, "run", "--save")
    assert result.stdout == "1 notebook has stored outputs of an unknown run (name it to run it).\n"
    assert studylog(log, "run", "a", "--save").stdout == "1 notebook ran.\n"
    assert outputs(path)[0][0]["text"] == ["1\n"]


def test_notebooks_that_can_take_no_outputs_are_said_and_the_others_saved(log: Path) -> None:
    path = put(log, "a.ipynb", "1")
    (log / "notebooks/p.py").write_text("# %%\n1 + 1\n")
    cell = {"cell_type": "code", "collapsed": False, "input": ["2"], "language": "python",
            "metadata": {}, "outputs": []}  # fmt: skip
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0,
           "worksheets": [{"cells": [cell], "metadata": {}}]}  # fmt: skip
    (log / "notebooks/old.ipynb").write_text(json.dumps(old))
    (log / "notebooks/broken.ipynb").write_text("{")
    result = studylog(log, "run", "--save")
    assert result.stdout == "3 notebooks ran.\n"
    assert result.returncode == 1
    assert outputs(path)[0]
    assert "note: notebooks/p.py: a Python file has no place for outputs, so they" in result.stderr
    assert (
        "error: notebooks/old.ipynb: the notebook is of nbformat '3', and outputs can be saved in "
        "nbformat 4 only (open it in Jupyter and save it)\n"
    ) in result.stderr
    assert "error: notebooks/broken.ipynb:1: the notebook is no JSON" in result.stderr
    assert "Written: notebooks/a.ipynb." in result.stderr


def test_a_notebook_whose_code_changes_while_it_runs_is_not_written(log: Path) -> None:
    path = put(log, "a.ipynb", "import json, pathlib", "p = pathlib.Path('a.ipynb')",
               "p.write_text(p.read_text().replace('1 + 1', '1 + 2'))", "1 + 1")  # fmt: skip
    other = put(log, "b.ipynb", "p = __import__('pathlib').Path('b.ipynb')",
                "t = p.write_text(p.read_text().replace('Pro' 'se', 'Words'))")  # fmt: skip
    result = studylog(log, "run", "--save")
    assert result.returncode == 1
    assert (
        "error: notebooks/a.ipynb: the notebook's code was changed since it ran, so its outputs "
        "were not saved (run it again)\n"
    ) in result.stderr
    assert outputs(path) == [[], [], [], []]
    assert "# Words é" in other.read_text("utf-8")
    assert json.loads(other.read_bytes())["metadata"]["studylog"]["run"]


def test_a_run_is_not_saved_into_a_protected_file(log: Path) -> None:
    put(log, "a.ipynb", "1").chmod(0o444)
    before = own(log)
    result = studylog(log, "run", "--save")
    assert result.returncode == 1
    assert "a.ipynb: the file is protected against writing; nothing was written" in result.stderr
    assert own(log) == before


def test_json_is_one_document_and_nothing_else(log: Path) -> None:
    put(log, "a.ipynb", "1")
    put(log, "b.ipynb", "1", "input()")
    result = studylog(log, "run", "--json", "--save")
    account = json.loads(result.stdout)
    first, second = account["notebooks"]
    assert (first["path"], first["state"]) == ("notebooks/a.ipynb", "ran")
    assert first["seconds"] > 0
    assert second["state"] == "stopped"
    assert (second["fault"]["kind"], second["fault"]["cell"]) == ("input", 2)
    assert account["written"] == ["notebooks/a.ipynb"]
    assert [p["level"] for p in account["problems"]] == ["note"]


def test_missing_data_and_missing_kernels_are_said(log: Path) -> None:
    put(log, "a.ipynb", "1", data=["no.csv"])
    path = put(log, "b.ipynb", "1")
    node = json.loads(path.read_bytes())
    node["metadata"] = {"kernelspec": {"name": "none-such", "display_name": "x"}}
    path.write_text(json.dumps(node))
    result = studylog(log, "run")
    assert result.stdout == "1 notebook ran, 1 stopped at an error.\n"
    assert "warning: notebooks/a.ipynb: the data file 'notebooks/no.csv' is not" in result.stderr
    assert "b.ipynb: stopped before its first code cell: there is no kernel 'none" in result.stderr


@pytest.mark.parametrize("given", [(), ("a",), ("--always",)])
def test_never_in_the_environment_runs_nothing(
    log: Path, given: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(log, "a.ipynb", "1", execute="always")
    monkeypatch.setenv("STUDYLOG_EXECUTE", "never")
    result = studylog(log, "run", *given)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "Nothing was run, since STUDYLOG_EXECUTE is 'never'.\n"
    monkeypatch.setenv("STUDYLOG_EXECUTE", "nevr")
    result = studylog(log, "run")
    assert result.returncode == 2
    assert (
        "STUDYLOG_EXECUTE: it is 'nevr', so no notebook is run (did you mean 'never'?)"
        in result.stderr
    )


def test_a_log_that_its_builds_never_run_is_run_by_the_command(log: Path) -> None:
    (log / "mkdocs.yml").write_text("extra: {studylog: {execute: never}}\n")
    put(log, "a.ipynb", "1")
    assert studylog(log, "run").stdout == "1 notebook ran.\n"


def test_a_log_without_notebooks_says_so(log: Path) -> None:
    assert studylog(log, "run").stdout == "There is no notebook with code.\n"


def test_what_a_terminal_would_obey_is_not_printed(log: Path) -> None:
    put(log, "a.ipynb", "raise ValueError('\\x1b[31m red')")
    result = studylog(log, "run")
    assert "\x1b" not in result.stdout + result.stderr


def test_without_the_extra_one_sentence_names_it(log: Path, tmp_path: Path) -> None:
    """The packages that are installed, but for one of those that only runs need."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for path in Path(site.getsitepackages()[0]).iterdir():
        if not path.name.startswith("psutil"):
            (packages / path.name).symlink_to(path)
    put(log, "a.ipynb", "1")
    result = subprocess.run(
        [sys.executable, "-S", "-c", "from studylog.cli import main; main()", "run"],
        cwd=log,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{packages}"},
        capture_output=True,
        text=True,
        timeout=PATIENT_S,
        check=False,
    )
    assert result.stderr == (
        'Error: what runs notebooks is not installed: pip install "studylog[run]"\n'
    )
    assert (result.returncode, result.stdout) == (1, "")


def test_help_has_an_example_and_the_defaults(log: Path) -> None:
    said = studylog(log, "run", "--help").stdout
    assert "Example:\n    studylog run exp-1 --save" in said
    assert "four at most" in " ".join(said.split())


def in_terminal(root: Path, *arguments: str, columns: int = 60) -> str:
    """What a terminal gets from the command."""
    above, below = pty.openpty()
    fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    environment = {k: v for k, v in environment.items() if k not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [PROGRAM, *arguments], cwd=root, env=environment, stdin=below, stdout=below, stderr=below
    )
    os.close(below)
    said = b""
    try:
        while chunk := os.read(above, 4096):
            said += chunk
    except OSError:  # Linux: the other end is closed
        pass
    os.close(above)
    process.wait(PATIENT_S)
    return said.decode()


def screen(said: str) -> list[str]:
    """The rows that stand in the terminal at last, for the few codes that are used."""
    rows = [""]
    for part in re.split(r"(\r\n|\x1b\[\d*[AJm])", said):
        if part == "\r\n":
            rows.append("")
        elif part.endswith("A") and part.startswith("\x1b"):
            rows = [*rows[: -int(part[2:-1]) - 1], ""]
        elif not part.startswith("\x1b"):
            rows[-1] += part
    return rows


def test_in_a_terminal_each_running_notebook_has_a_line_that_is_rewritten(log: Path) -> None:
    put(log, "exp-1.ipynb", "import time", "time.sleep(1.5)", "1")
    put(log, "exp-2.ipynb", "import time", "time.sleep(0.5)", "1 / 0")
    put(log, f"{'wide' * 30}.ipynb", "__import__('time').sleep(0.5)")
    said = in_terminal(log, "run", "--jobs", "2")
    assert re.search(r"exp-1  ▓▓▓░░░░░  code cell 2 of 3  \d s\r\n", said)
    assert re.search(r"\x1b\[2A\x1b\[J", said)
    running = [row for row in re.split(r"\r\n|\x1b\[\d*[AJ]", said) if "░" in row or "wide" in row]
    rows = [row for row in running if "notebooks/" not in row]
    assert max(map(len, rows)) == 59
    assert all(re.search(r"  (starting|code cell \d of \d)  \d+ s\Z", row) for row in rows)
    rows = [re.sub(r"\d+\.\d s", "0.0 s", row) for row in screen(said) if row]
    assert sorted(rows[:-1]) == [
        "notebooks/exp-1.ipynb: done in 0.0 s",
        "notebooks/exp-2.ipynb: stopped at code cell 3: ZeroDivisionError: division by zero",
        f"notebooks/{'wide' * 30}.ipynb: done in 0.0 s",
    ]
    assert rows[-1] == "2 notebooks ran, 1 stopped at an error."


def test_ctrl_c_ends_all_kernels_and_keeps_what_has_finished(log: Path) -> None:
    put(log, "a.ipynb", "print(1)")
    path = put(log, "b.ipynb", "open('begun', 'w').close()", "__import__('time').sleep(600)")
    put(log, "c.ipynb", "3")
    process = subprocess.Popen(
        [PROGRAM, "run", "--jobs", "1", "--save"],
        cwd=log,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + PATIENT_S
    while not (log / "notebooks/begun").exists() and time.monotonic() < until:
        time.sleep(0.05)
    started = psutil.Process(process.pid).children(recursive=True)
    assert started
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENT_S)
    assert process.returncode == 130
    assert out == "1 notebook ran, 2 were ended before their time.\n"
    assert err.endswith("What has finished is kept; run the command again for the rest.\n")
    assert [p for p in started if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    path.unlink()
    assert studylog(log, "run").stdout == "1 notebook ran, 1 was up to date.\n"
