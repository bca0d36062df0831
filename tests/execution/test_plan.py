"""What is kept of runs, beside the notebooks as they are now, becomes the runs to be made."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from studylog.execution import Store
from studylog.execution.declared import files_of
from studylog.execution.plan import KEPT, Plan, plan
from studylog.notebooks.splice import splice_run
from studylog.runs import CellRun, Execute, Fault, Record, Run, code_key
from studylog.settings import Settings
from studylog.sources import read_sources

A = "notebooks/a.ipynb"


def write(root: Path, path: str, *sources: str, prose: str = "", **own: Any) -> None:
    plain: dict[str, Any] = {"metadata": {}, "outputs": [], "execution_count": None}
    code = [{"cell_type": "code", "source": s, **plain} for s in sources]
    cells = [{"cell_type": "markdown", "metadata": {}, "source": prose}, *code]
    node = {"cells": cells, "metadata": {"studylog": own}, "nbformat": 4, "nbformat_minor": 4}
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(json.dumps(node, indent=1), encoding="utf-8")


def planned(root: Path, execute: Execute | None = None, settings: Settings = Settings()) -> Plan:
    return plan(root, read_sources(root), settings, Store(root / KEPT), execute)


def put(root: Path, path: str = A, **record: Any) -> Run:
    """A run of the notebook as it is now, as if it had been made."""
    job = planned(root).every[path]
    known = Record(job.key, code_key(job.program), "2026-11-21T18:00:00Z", 1.0, data=job.data)
    run = Run(
        replace(known, **record), tuple(CellRun((), n) for n, _ in enumerate(job.program.cells))
    )
    Store(root / KEPT).put(run, path)
    return run


def why(found: Plan) -> dict[str, str]:
    return {job.path: found.choices[job.path].why for job in found.jobs}


def test_a_notebook_without_outputs_is_to_run(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    write(tmp_path, "notebooks/words.ipynb", prose="No code.")
    (tmp_path / "notebooks/p.py").write_text("# %%\n1 + 1\n")
    (tmp_path / "notebooks/module.py").write_text("x = 1\n")
    (tmp_path / "notebooks/broken.ipynb").write_text("{")
    found = planned(tmp_path)
    assert why(found) == {A: "it has no outputs", "notebooks/p.py": "it has no outputs"}
    assert set(found.choices) == {A, "notebooks/p.py", "notebooks/words.ipynb"}
    assert found.every[A].root == tmp_path


def test_a_kept_run_is_shown_and_a_change_of_prose_runs_nothing(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    run = put(tmp_path)
    write(tmp_path, A, "print(1)", prose="Words.", title="Other")
    found = planned(tmp_path)
    assert found.jobs == ()
    assert found.choices[A].shown.run == run


def test_a_change_of_code_runs_it_and_the_last_run_is_shown_until_then(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    run = put(tmp_path)
    write(tmp_path, A, "print(2)")
    found = planned(tmp_path)
    assert why(found) == {A: "its code changed"}
    assert found.choices[A].shown.run == run
    assert found.choices[A].shown.standing.state == "older-than-code"


def test_a_change_of_a_declared_file_runs_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/b.csv").write_text("1")
    (tmp_path / "data/.hidden.csv").write_text("1")
    write(tmp_path, A, "open('../data/b.csv')", data=["../data/*.csv"])
    run = put(tmp_path)
    assert list(run.record.data) == ["data/b.csv"]
    assert planned(tmp_path).jobs == ()
    (tmp_path / "data/b.csv").write_text("2")
    assert why(planned(tmp_path)) == {A: "data/b.csv changed"}
    (tmp_path / "data/b.csv").write_text("1")
    assert planned(tmp_path).jobs == ()
    (tmp_path / "data/c.csv").write_text("1")
    assert list(why(planned(tmp_path))) == [A]


def test_a_change_of_a_file_that_was_read_runs_it_too(tmp_path: Path) -> None:
    write(tmp_path, A, "import mine")
    (tmp_path / "notebooks/mine.py").write_text("x = 1\n")
    put(tmp_path, modules={"notebooks/mine.py": "0" * 64})
    found = planned(tmp_path)
    assert why(found) == {A: "notebooks/mine.py changed"}
    assert found.choices[A].shown.standing.modules == ("notebooks/mine.py",)


def test_a_declared_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, A, "1", data=["no.csv", "none/*.csv"])
    assert [str(p) for p in planned(tmp_path).problems] == [
        f"{A}: the data file 'notebooks/{name}' is not there "
        "(add it, or correct `data` in the notebook's metadata)"
        for name in ("no.csv", "none/*.csv")
    ]


def test_a_file_with_the_name_of_a_pattern_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, A, "1", data=["x[1].csv"])
    (tmp_path / "notebooks/x[1].csv").write_text("1")
    assert list(planned(tmp_path).every[A].data) == ["notebooks/x[1].csv"]


def test_packages_that_changed_run_nothing_unless_always_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, A, "import click")
    put(tmp_path, packages={"click": "0.1", "none-such": "1"})
    assert planned(tmp_path).jobs == ()
    now = version("click")
    assert planned(tmp_path).choices[A].shown.standing.packages == {"click": ("0.1", now)}
    assert why(planned(tmp_path, "always")) == {A: f"click 0.1 is {now} now"}
    assert list(why(planned(tmp_path, None, Settings(execute="always")))) == [A]


def test_a_record_in_the_file_that_fits_runs_nothing(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    run = put(tmp_path)
    run = replace(
        run, cells=(CellRun(({"output_type": "stream", "name": "stdout", "text": "1"},)),)
    )
    content = splice_run(A, (tmp_path / A).read_bytes(), run)
    assert isinstance(content, bytes)
    elsewhere = tmp_path / "clone"
    write(elsewhere, A)
    (elsewhere / A).write_bytes(content)
    found = planned(elsewhere)
    assert (found.jobs, found.choices[A].shown.standing.record) == ((), run.record)


@pytest.mark.parametrize("own", [{}, {"execute": "always"}])
def test_never_goes_before_what_the_notebook_says(tmp_path: Path, own: dict[str, str]) -> None:
    write(tmp_path, A, "1", **own)
    found = planned(tmp_path, "never")
    assert found.jobs == ()
    assert found.choices[A].shown.standing.state == "not-run"
    assert list(found.every) == [A]


def test_the_notebook_goes_before_the_settings(tmp_path: Path) -> None:
    write(tmp_path, A, "1", execute="auto")
    write(tmp_path, "notebooks/b.ipynb", "2", execute="never")
    write(tmp_path, "notebooks/c.ipynb", "3")
    assert list(why(planned(tmp_path, None, Settings(execute="never")))) == [A]
    assert list(why(planned(tmp_path))) == [A, "notebooks/c.ipynb"]


def test_a_name_that_no_file_can_have_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, A, "1", data=["x" * 5_000])
    (problem,) = planned(tmp_path).problems
    assert problem.message.startswith("the data file 'notebooks/xxx")
    assert problem.message.endswith("' is not there")


def kernel(root: Path, argv: list[str], **env: str) -> None:
    """A kernel named `own` that Jupyter finds below the folder."""
    folder = root / "jupyter/kernels/own"
    folder.mkdir(parents=True, exist_ok=True)
    spec = {"argv": argv, "display_name": "x", "language": "python", "env": env}
    (folder / "kernel.json").write_text(json.dumps(spec))


@pytest.fixture
def of_own_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with a notebook for the kernel `own`, and a run of it with another click."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    write(tmp_path, A, "import click")
    node = json.loads((tmp_path / A).read_bytes())
    node["metadata"]["kernelspec"] = {"name": "own", "display_name": "x", "language": "python"}
    (tmp_path / A).write_text(json.dumps(node))
    put(tmp_path, packages={"click": "0.1"}, language="Python 3.8.1")
    return tmp_path


def test_a_kernel_of_this_interpreter_is_compared_with_its_versions(of_own_kernel: Path) -> None:
    kernel(of_own_kernel, [sys.executable, "-m", "ipykernel_launcher"])
    standing = planned(of_own_kernel).choices[A].shown.standing
    here = {"click": ("0.1", version("click")), "Python": ("3.8.1", platform.python_version())}
    assert (standing.packages, standing.absent) == (here, ())


@pytest.mark.parametrize(
    ("argv", "env"),
    [
        (["/usr/bin/env", "python"], {}),
        (["none-such"], {}),
        ([], {}),
        ([sys.executable], {"PYTHONPATH": "/elsewhere"}),
    ],
)
def test_a_kernel_with_packages_of_its_own_is_not_compared(
    of_own_kernel: Path, argv: list[str], env: dict[str, str]
) -> None:
    kernel(of_own_kernel, argv, **env)
    standing = planned(of_own_kernel).choices[A].shown.standing
    assert (standing.packages, standing.absent) == ({}, ("Python", "click"))


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "{}", '{"env": []}', '{"argv": [1]}', '{"argv": ["/\\u0000/x"]}', "[" * 99_999],
)
def test_a_kernel_whose_file_holds_something_else_is_not_compared(
    of_own_kernel: Path, content: str
) -> None:
    kernel(of_own_kernel, [sys.executable])
    (of_own_kernel / "jupyter/kernels/own/kernel.json").write_text(content)
    assert planned(of_own_kernel).choices[A].shown.standing.absent == ("Python", "click")


def test_an_environment_made_from_this_one_is_another_interpreter(of_own_kernel: Path) -> None:
    other = of_own_kernel / "env/bin/python"
    other.parent.mkdir(parents=True)
    other.symlink_to(Path(sys.executable).resolve())
    kernel(of_own_kernel, [str(other)])
    assert planned(of_own_kernel).choices[A].shown.standing.absent == ("Python", "click")


def test_a_kernel_that_is_not_here_is_not_compared(of_own_kernel: Path) -> None:
    assert planned(of_own_kernel).choices[A].shown.standing.absent == ("Python", "click")


def test_a_notebook_that_moves_with_its_record_is_current(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    run = put(tmp_path)
    run = replace(
        run, cells=(CellRun(({"output_type": "stream", "name": "stdout", "text": "1"},)),)
    )
    content = splice_run(A, (tmp_path / A).read_bytes(), run)
    assert isinstance(content, bytes)
    moved = "notebooks/below/a.ipynb"
    write(tmp_path, moved)
    (tmp_path / moved).write_bytes(content)
    assert planned(tmp_path).choices[moved].shown.standing.state == "current"
    assert moved not in why(planned(tmp_path))


def test_a_failure_is_not_run_again_until_something_is_another(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    put(tmp_path, fault=Fault("timeout", "it ran longer than 600 s", 1))
    assert planned(tmp_path).jobs == ()
    assert planned(tmp_path).choices[A].why == "it stopped at code cell 1 last time"
    write(tmp_path, A, "print(2)")
    assert why(planned(tmp_path)) == {A: "its code changed"}


def test_a_run_that_had_no_kernel_leaves_the_run_before_it_on_the_page(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)")
    before = put(tmp_path)
    write(tmp_path, A, "print(2)")
    fault = Fault("kernel", "there is no kernel 'julia'")
    put(tmp_path, fault=fault)
    shown = planned(tmp_path).choices[A].shown
    assert shown.run == before
    assert (shown.standing.state, shown.standing.fault) == ("older-than-code", fault)


def test_a_glob_takes_nothing_that_is_made_of_other_files(tmp_path: Path) -> None:
    for name in (
        "data/a.csv", "data/site/b.csv", "site/c.csv", "public/sitemap.xml", "public/d.csv",
        ".cache/e.csv", "data/.x/f.csv", "data/__pycache__/g.pyc", ".h.csv",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1", "utf-8")
    write(tmp_path, A, "1", data=["../**/*"])
    assert set(planned(tmp_path).every[A].data) == {"data/a.csv", "data/site/b.csv", A}
    write(tmp_path, A, "1", data=["../site/*.csv"])
    assert set(planned(tmp_path).every[A].data) == {"site/c.csv"}


def test_a_notebook_among_its_own_data_is_not_run_again_for_its_outputs(tmp_path: Path) -> None:
    write(tmp_path, A, "print(1)", data=["../**/*"])
    put(tmp_path)
    write(tmp_path, A, "print(1)", data=["../**/*"], prose="Words.")
    assert planned(tmp_path).jobs == ()


def test_a_pattern_goes_through_no_link_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "data" / name / "x.csv").touch()
        (tmp_path / "data" / name / "up").symlink_to("../..")
    assert files_of(tmp_path, "data/**/*.csv") == ["data/a/x.csv", "data/b/x.csv"]


def test_more_files_than_a_page_can_list_are_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for n in range(1002):
        (tmp_path / f"data/{n:04}").touch()
    write(tmp_path, A, "1", data=["../data/*"])
    planned = plan(tmp_path, read_sources(tmp_path), Settings(), Store(tmp_path / "c"))
    (problem,) = planned.problems
    said = "the data 'data/*' are more than 1000 files; the first 1000 count"
    assert (problem.path, problem.message) == (A, said)
    assert list(planned.every[A].data) == [f"data/{n:04}" for n in range(1000)]


@pytest.mark.parametrize(
    ("name", "said"),
    [("folder", "is a folder, not a file"), ("pipe", "is no file that can be read"),
     ("gone", "is not there"), ("x" * 5000, "is not there")],
)  # fmt: skip
def test_what_is_declared_and_is_no_file_is_said(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, A, "1", data=[f"../{name}"])
    (problem,) = plan(tmp_path, read_sources(tmp_path), Settings(), Store(tmp_path / "c")).problems
    assert problem.message == f"the data file '{name}' {said}"
