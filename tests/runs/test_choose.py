"""What is shown of a notebook, and whether it runs: a table of cases, each one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

import pytest

from studylog.runs import (
    CellRun,
    Choice,
    Execute,
    Fault,
    Now,
    Program,
    Record,
    Run,
    State,
    Stored,
    choose,
    code_key,
)

PROGRAM = Program("n.ipynb", cells=("x = 1",), data=("data/x.csv",))
NOW = Now("key", "code", {"data/x.csv": "x1", "read.csv": "r1", "own.py": "o1"}, {"numpy": "2.5"})
RECORD = Record("key", "code", "2026-11-21T18:00:00Z", 1.0, data={"data/x.csv": "x1"})
LATER = "2026-11-22T18:00:00Z"
FAULT = Fault("error", "ValueError: x", 3)
NO_KERNEL = Fault("kernel", "there is no kernel 'julia'")


def made(**other: object) -> Run:
    """A run that fits, but for what is given."""
    return Run(replace(RECORD, **other), (CellRun(),))  # type: ignore[arg-type]


def stored(**other: object) -> Stored:
    """Outputs in the file with the record of a run that fits, but for what is given."""
    return Stored(has_outputs=True, record=replace(RECORD, **other))  # type: ignore[arg-type]


OLD_CODE = {"key": "old", "code": "old"}
OLD_DATA = {"key": "old", "data": {"data/x.csv": "x0"}}
READ = {"data": {"data/x.csv": "x1", "read.csv": "r0"}}
OWN = {"modules": {"own.py": "o0"}}
OTHER = {"packages": {"numpy": "2.4"}}
GONE = {"packages": {"scipy": "1.0"}}
NOTHING = Stored()
NO_RECORD = Stored(has_outputs=True)


@dataclass(frozen=True)
class Case:
    """What `auto` and `always` say as they run it; empty where they do not. `left` is what `auto`
    says of one that it leaves, since it would only fail again."""

    sentence: str
    state: State
    auto: str = ""
    always: str = ""
    kept: Run | None = None
    last: Run | None = None
    stored: Stored = NOTHING
    program: Program = PROGRAM
    shows_file: bool = False
    left: str = ""


CASES = (
    Case("a program without code never runs", "no-code", program=Program("n", cells=(" ",))),
    Case(
        "a program without code does not show the run that it once had",
        "no-code",
        program=Program("n"),
        last=made(),
        shows_file=True,
    ),
    Case("without outputs it runs", "not-run", "it has no outputs", "it has no outputs"),
    Case(
        "a record without outputs counts nothing",
        "not-run",
        "it has no outputs",
        "it has no outputs",
        stored=Stored(record=RECORD),
    ),
    Case("a kept run under the key of now is current", "current", kept=made()),
    Case(
        "the key alone tells whether a run fits",
        "current",
        kept=made(code="of another version"),
    ),
    Case(
        "with other packages it is current and only `always` runs it",
        "current",
        always="numpy 2.4 is 2.5 now",
        kept=made(**OTHER),
    ),
    Case("a package that is not installed here is not another", "current", kept=made(**GONE)),
    Case(
        "a record in the file under the key of now is current",
        "current",
        always="it has not run here",
        stored=stored(),
        shows_file=True,
    ),
    Case(
        "a recorded run with other packages is current",
        "current",
        always="numpy 2.4 is 2.5 now",
        stored=stored(**OTHER),
        shows_file=True,
    ),
    Case(
        "of a kept run and a newer one in the file that in the file is shown",
        "current",
        kept=made(),
        stored=stored(started=LATER),
        shows_file=True,
    ),
    Case(
        "of a newer kept run and one in the file the kept one is shown",
        "current",
        kept=made(started=LATER),
        stored=stored(),
    ),
    Case("a run that was kept and saved is shown once", "current", kept=made(), stored=stored()),
    Case(
        "a kept run is shown instead of outputs without a record",
        "current",
        kept=made(),
        stored=NO_RECORD,
    ),
    Case(
        "stored outputs without a record are unverified and `auto` leaves them",
        "unverified",
        always="its outputs carry no record",
        stored=NO_RECORD,
        shows_file=True,
    ),
    Case(
        "stored outputs that show an error have failed and `auto` leaves them",
        "failed",
        always="its outputs carry no record",
        stored=replace(NO_RECORD, stopped_at=FAULT),
        shows_file=True,
    ),
    Case(
        "other code makes the last run older than the code",
        "older-than-code",
        "its code changed",
        "its code changed",
        last=made(**OLD_CODE),
    ),
    Case(
        "other code makes the recorded run older than the code",
        "older-than-code",
        "its code changed",
        "its code changed",
        stored=stored(**OLD_CODE),
        shows_file=True,
    ),
    Case(
        "of two runs of other code the newer is shown",
        "older-than-code",
        "its code changed",
        "its code changed",
        last=made(**OLD_CODE),
        stored=stored(**OLD_CODE, started=LATER),
        shows_file=True,
    ),
    Case(
        "other declared data make the last run older than the data",
        "older-than-data",
        "data/x.csv changed",
        "data/x.csv changed",
        last=made(**OLD_DATA),
    ),
    Case(
        "a recorded run of this code with other data is shown before a newer one of other code",
        "older-than-data",
        "data/x.csv changed",
        "data/x.csv changed",
        last=made(**OLD_CODE, started=LATER),
        stored=stored(**OLD_DATA),
        shows_file=True,
    ),
    Case(
        "data that are declared anew make the last run older than the data",
        "older-than-data",
        "data/x.csv changed",
        "data/x.csv changed",
        last=made(key="old", data={}),
    ),
    Case(
        "data that are declared no more and are as they were change nothing",
        "current",
        last=made(key="old", data={"data/x.csv": "x1", "read.csv": "r1"}),
    ),
    Case(
        "a file that the run read undeclared makes it older than the data",
        "older-than-data",
        "read.csv changed",
        "read.csv changed",
        kept=made(**READ),
    ),
    Case(
        "a file that the run read and that is not here tells nothing",
        "current",
        "",
        "it has not run here",
        stored=stored(data={"gone.csv": "g"}),
        shows_file=True,
    ),
    Case(
        "of several files that changed the first is named",
        "older-than-data",
        "data/x.csv and 1 more file changed",
        "data/x.csv and 1 more file changed",
        last=made(key="old", data={"read.csv": "r0", "data/x.csv": "x0"}),
    ),
    Case(
        "a module of the author's that is another makes it older than the code",
        "older-than-code",
        "own.py changed",
        "own.py changed",
        kept=made(**OWN),
    ),
    Case(
        "an older run whose files are as they are now goes before a newer one",
        "current",
        always="it has not run here",
        kept=made(**READ, started=LATER),
        stored=stored(),
        shows_file=True,
    ),
    Case(
        "a run that fits goes before a newer one of other code",
        "current",
        kept=made(),
        last=made(**OLD_CODE, started=LATER),
    ),
    Case(
        "a kept run that failed and is as it was runs only if it is asked for",
        "failed",
        always="it stopped at code cell 3 last time",
        left="it stopped at code cell 3 last time",
        kept=made(fault=FAULT),
    ),
    Case(
        "a kept run that failed with other packages runs again",
        "failed",
        "it stopped at code cell 3 last time",
        "it stopped at code cell 3 last time",
        kept=made(fault=FAULT, **OTHER),
    ),
    Case(
        "a kept run that was ended before its time runs again",
        "failed",
        "it stopped at code cell 3 last time",
        "it stopped at code cell 3 last time",
        kept=made(fault=Fault("stopped", "the run was ended before its time", 3)),
    ),
    Case(
        "a kept run whose kernel died runs again",
        "failed",
        "it stopped at code cell 3 last time",
        "it stopped at code cell 3 last time",
        kept=made(fault=Fault("died", "the kernel died", 3)),
    ),
    Case(
        "a kept run that failed and read a file that is another now runs again",
        "older-than-data",
        "read.csv changed",
        "read.csv changed",
        kept=made(fault=FAULT, **READ),
    ),
    Case(
        "a run without a kernel does not hide the outputs of other code",
        "older-than-code",
        "its code changed",
        "its code changed",
        kept=made(fault=NO_KERNEL, started=LATER),
        stored=stored(**OLD_CODE),
        shows_file=True,
    ),
    Case(
        "a run without a kernel does not hide outputs that fit",
        "current",
        always="it has not run here",
        kept=made(fault=NO_KERNEL, started=LATER),
        stored=stored(),
        shows_file=True,
    ),
    Case(
        "a run without a kernel does not hide outputs without a record",
        "unverified",
        always="its outputs carry no record",
        kept=made(fault=NO_KERNEL),
        stored=NO_RECORD,
        shows_file=True,
    ),
    Case(
        "a run without a kernel does not hide the last run",
        "older-than-code",
        "its code changed",
        "its code changed",
        kept=made(fault=NO_KERNEL, started=LATER),
        last=made(**OLD_CODE),
    ),
    Case(
        "a notebook in another folder that reads the same files is current",
        "current",
        always="it has not run here",
        stored=stored(key="of another folder"),
        shows_file=True,
    ),
    Case(
        "a file that was read where no build sees it tells nothing",
        "current",
        kept=made(data={"data/x.csv": "x1", "read.csv": "", "/etc/hosts": ""}),
    ),
    Case(
        "a run that failed before its code runs again",
        "failed",
        "it stopped before its code last time",
        "it stopped before its code last time",
        kept=made(fault=Fault("kernel", "no kernel 'julia'")),
    ),
    Case(
        "a recorded run that failed and is as it was runs only if it is asked for",
        "failed",
        always="it stopped at code cell 3 last time",
        left="it stopped at code cell 3 last time",
        stored=stored(fault=FAULT),
        shows_file=True,
    ),
    Case(
        "a newer failure goes before a success",
        "failed",
        always="it stopped at code cell 3 last time",
        left="it stopped at code cell 3 last time",
        kept=made(fault=FAULT, started=LATER),
        stored=stored(),
    ),
    Case(
        "a failure of other code is older than the code",
        "older-than-code",
        "its code changed",
        "its code changed",
        last=made(**OLD_CODE, fault=FAULT),
    ),
    Case(
        "the last run goes before stored outputs without a record",
        "older-than-code",
        "its code changed",
        "its code changed",
        last=made(**OLD_CODE),
        stored=NO_RECORD,
    ),
)


def chosen(case: Case, execute: Execute) -> Choice:
    return choose(case.program, case.kept, case.last, case.stored, NOW, execute)


for_each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)


@for_each_case
def test_what_is_shown_and_run(case: Case) -> None:
    auto, always, never = (chosen(case, e) for e in ("auto", "always", "never"))
    assert never.shown.standing.state == case.state
    assert auto.shown == always.shown == never.shown
    assert (auto.run, auto.why) == (case.auto != "", case.auto or case.left)
    assert (always.run, always.why) == (case.always != "", case.always)
    assert (never.run, never.why) == (False, "")
    if case.kept or case.last:
        assert (never.shown.run is None) == case.shows_file


@for_each_case
def test_what_a_run_would_have_to_do_again_always_does(case: Case) -> None:
    assert chosen(case, "always").run >= chosen(case, "auto").run


def test_every_state_is_reached() -> None:
    assert {case.state for case in CASES} == set(get_args(State))


@for_each_case
def test_once_it_has_run_with_success_nothing_is_left_to_do(case: Case) -> None:
    after = made(started=LATER, packages={"numpy": "2.5"})
    if case.state != "no-code":
        done = chosen(replace(case, kept=after, last=after), "always")
        assert (done.run, done.shown.standing.state) == (False, "current")


@pytest.mark.parametrize("execute", get_args(Execute))
def test_the_notebooks_own_execute_goes_before_that_of_the_log(execute: Execute) -> None:
    own: Execute = "auto" if execute == "never" else "never"
    choice = choose(replace(PROGRAM, execute=own), None, None, Stored(), NOW, execute)
    assert choice.run == (own == "auto")


def test_a_page_can_tell_what_changed_since_the_run() -> None:
    record = replace(RECORD, key="old", data={"data/x.csv": "x0"}, modules={"own.py": "o0"})
    run = Run(replace(record, packages={"numpy": "2.4", "scipy": "1.0"}))
    program = replace(PROGRAM, data=("data/x.csv", "missing.csv"))
    standing = choose(program, None, run, Stored(), NOW, "auto").shown.standing
    assert standing.record == run.record
    assert standing.packages == {"numpy": ("2.4", "2.5")}
    assert (standing.data, standing.modules) == (("data/x.csv",), ("own.py",))


def test_outputs_in_the_file_that_were_made_out_of_order_are_shown_as_such() -> None:
    mixed = replace(NO_RECORD, out_of_order=True)
    assert choose(PROGRAM, None, None, mixed, NOW, "auto").shown.standing.out_of_order
    assert not choose(PROGRAM, made(), None, mixed, NOW, "auto").shown.standing.out_of_order


def test_what_stopped_the_outputs_that_are_shown_is_known() -> None:
    stopped = replace(NO_RECORD, stopped_at=FAULT)
    assert choose(PROGRAM, None, None, stopped, NOW, "auto").shown.standing.fault == FAULT
    failed = made(fault=FAULT)
    assert choose(PROGRAM, failed, None, NO_RECORD, NOW, "auto").shown.standing.fault == FAULT
    assert choose(PROGRAM, made(), None, stopped, NOW, "auto").shown.standing.fault is None


def test_a_fault_is_known_beside_the_age_of_the_outputs() -> None:
    old = choose(PROGRAM, None, made(**OLD_CODE, fault=FAULT), NOTHING, NOW, "auto").shown
    assert (old.standing.state, old.standing.fault) == ("older-than-code", FAULT)
    stale = choose(PROGRAM, made(fault=NO_KERNEL), None, NO_RECORD, NOW, "auto").shown
    assert (stale.standing.state, stale.standing.fault) == ("unverified", NO_KERNEL)


def test_another_language_version_is_told_like_that_of_a_package() -> None:
    here = replace(NOW, versions={"Python": "3.11.7"})
    run = made(language="Python 3.8.1", packages={"numpy": "2.4"})
    choice = choose(PROGRAM, run, None, NOTHING, here, "always")
    assert choice.shown.standing.packages == {"Python": ("3.8.1", "3.11.7")}
    assert choice.shown.standing.absent == ("numpy",)
    assert (choice.run, choice.why) == (True, "Python 3.8.1 is 3.11.7 now")
    away = choose(PROGRAM, run, None, NOTHING, replace(NOW, versions={}), "auto").shown.standing
    assert (away.packages, away.absent) == ({}, ("Python", "numpy"))


def changed(program: Program, run: Program, kernel: str) -> tuple[str, ...]:
    record = replace(RECORD, key="old", code=code_key(run), kernel=kernel)
    now = replace(NOW, code=code_key(program))
    return choose(program, None, Run(record), NOTHING, now, "never").shown.standing.code


def test_a_change_of_the_kernel_alone_is_told_from_one_of_the_cells() -> None:
    julia = replace(PROGRAM, kernel="julia")
    cells = replace(PROGRAM, cells=("x = 2",))
    assert changed(julia, PROGRAM, PROGRAM.kernel) == ("kernel",)
    assert changed(cells, PROGRAM, PROGRAM.kernel) == ("cells",)
    assert changed(replace(cells, kernel="julia"), PROGRAM, PROGRAM.kernel) == ("cells", "kernel")
    assert changed(julia, PROGRAM, "") == ("cells",)
    assert changed(PROGRAM, PROGRAM, PROGRAM.kernel) == ()


def test_a_kernel_that_changed_is_why_it_runs() -> None:
    julia = replace(PROGRAM, kernel="julia")
    record = replace(RECORD, key="old", code=code_key(PROGRAM), kernel=PROGRAM.kernel)
    now = replace(NOW, code=code_key(julia))
    choice = choose(julia, None, Run(record), NOTHING, now, "auto")
    assert (choice.run, choice.why) == (True, "its kernel changed")
