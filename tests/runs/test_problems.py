"""Outputs that are not those of the code are named by a build, with what to do about them."""

from __future__ import annotations

from typing import get_args

import pytest

from studylog.runs import Choice, Fault, FaultKind, Shown, Standing, State, run_problems


def said(standing: Standing, *, runs: bool = False, path: str = "n.ipynb") -> list[str]:
    problems = run_problems(path, standing, Choice(runs, Shown(standing)))
    assert all(p.path == path and p.line is None for p in problems)
    return [f"{p.level}: {p.message} ({p.hint})" for p in problems]


@pytest.mark.parametrize(
    ("standing", "line"),
    [
        (
            Standing("older-than-code"),
            "warning: outputs older than code (studylog run n.ipynb --save)",
        ),
        (
            Standing("older-than-code", modules=("own.py",)),
            "warning: outputs older than code: own.py (studylog run n.ipynb --save)",
        ),
        (
            Standing("older-than-data", data=("a.csv", "b.csv")),
            "warning: outputs older than data: a.csv, b.csv (studylog run n.ipynb --save)",
        ),
        (
            Standing("unverified"),
            "note: the outputs are stored, not verified (studylog run n.ipynb --save)",
        ),
        (Standing("not-run"), "note: the notebook is not run (studylog run n.ipynb --save)"),
        (
            Standing("current", packages={"numpy": ("2.4.6", "2.5.0")}),
            "note: versions changed since the run: numpy 2.4.6, now 2.5.0"
            " (studylog run n.ipynb --save)",
        ),
        (
            Standing("current", out_of_order=True),
            "note: code cells were run out of order"
            " (run all from the top: studylog run n.ipynb --save)",
        ),
        (
            Standing("failed", fault=Fault("error", "ValueError: x\nis negative", 3)),
            "warning: code cell 3 stopped: ValueError: x is negative"
            " (mend the cell, or tag it raises-exception if it is meant to fail)",
        ),
        (
            Standing("failed", fault=Fault("kernel", "there is no kernel 'julia'")),
            "warning: the run stopped: there is no kernel 'julia'"
            " (install the kernel and what it needs, or name another in the notebook's metadata)",
        ),
    ],
)
def test_what_is_not_as_it_seems_is_one_problem_with_a_cure(standing: Standing, line: str) -> None:
    assert said(standing) == [line]


def test_current_outputs_and_notebooks_without_code_are_no_problem() -> None:
    assert said(Standing("current")) == said(Standing("no-code")) == []


def test_a_notebook_that_the_next_build_runs_is_said_to_be() -> None:
    cure = "(the next build runs it, or: studylog run n.ipynb --save)"
    old = said(Standing("older-than-code"), runs=True)
    assert old == [f"warning: outputs older than code {cure}"]
    new = said(Standing("not-run"), runs=True)
    assert new == [f"note: the notebook is not run {cure}"]


def test_a_cure_can_be_pasted_into_a_shell() -> None:
    assert said(Standing("unverified"), path="a b'c.ipynb") == [
        "note: the outputs are stored, not verified"
        """ (studylog run 'a b'"'"'c.ipynb' --save)"""
    ]


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_every_fault_has_a_cure(kind: FaultKind) -> None:
    (line,) = said(Standing("failed", fault=Fault(kind, "it did", 1)))
    assert line.startswith("warning: code cell 1 stopped: it did (")
    assert not line.endswith("()")


@pytest.mark.parametrize("state", get_args(State))
def test_only_outputs_that_mislead_fail_a_strict_build(state: State) -> None:
    fault = Fault("died", "the kernel died", 1) if state == "failed" else None
    warned = any(line.startswith("warning") for line in said(Standing(state, fault=fault)))
    assert warned == (state in ("failed", "older-than-code", "older-than-data"))


def test_a_fault_is_said_beside_the_age_of_the_outputs() -> None:
    fault = Fault("error", "ValueError: x", 3)
    first, second = said(Standing("older-than-code", fault=fault), runs=True)
    assert first.startswith("warning: code cell 3 stopped: ValueError: x (mend the cell")
    assert second.startswith("warning: outputs older than code (")


def test_a_kernel_that_is_missing_is_a_note_where_the_outputs_fit() -> None:
    (line,) = said(Standing("current", fault=Fault("kernel", "there is no kernel 'julia'")))
    assert line.startswith("note: the run stopped: there is no kernel 'julia' (install")


@pytest.mark.parametrize(
    ("fault", "cure"),
    [
        (Fault("timeout", "it ran longer than 600 s", 1), "with timeout_s"),
        (Fault("error", "ModuleNotFoundError: No module named 'x'", 1), "install the package"),
        (Fault("error", "FileNotFoundError: [Errno 2] 'x.csv'", 1), "put the file there"),
    ],
)
def test_a_failure_that_no_build_runs_again_is_said_with_the_command(
    fault: Fault, cure: str
) -> None:
    standing = Standing("failed", fault=fault)
    choice = Choice(False, Shown(standing), "it stopped at code cell 1 last time")
    (problem,) = run_problems("n.ipynb", standing, choice)
    assert cure in str(problem.hint)
    assert str(problem.hint).endswith("; then: studylog run n.ipynb")
