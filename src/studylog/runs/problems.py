"""How true a notebook's outputs are becomes the problems that a build and the check name."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from studylog.problem import Level, Problem
from studylog.runs.choose import Choice
from studylog.runs.record import Fault, FaultKind
from studylog.runs.standing import Standing

_CURES: Mapping[FaultKind, str] = {
    "error": "mend the cell, or tag it raises-exception if it is meant to fail",
    "timeout": "let the cell do less, or give it more seconds with timeout_s",
    "memory": "keep less in memory at once, or allow more with memory_mb",
    "output": "print less, or allow more with output_mb",
    "processes": "start fewer processes, or allow more with processes",
    "died": "see what the cell does beyond Python: memory, compiled code, exit",
    "kernel": "install the kernel and what it needs, or name another in the notebook's metadata",
    "input": "write the value into the cell: nobody answers while a notebook runs",
    "stopped": "let it run to its end",
}
#: What an error says first where the code is not to blame.
_MISSING: Mapping[str, str] = {
    "ModuleNotFoundError": "install the package, or leave out its import",
    "FileNotFoundError": "put the file there, or correct its path",
}


def run_problems(path: str, standing: Standing, choice: Choice) -> tuple[Problem, ...]:
    """A warning for outputs that are not those of the code, notes for what a reader may want to
    know; `choice` tells whether the notebook runs with the next build anyway."""
    return tuple(_problems(path, standing, choice))


def _problems(path: str, standing: Standing, choice: Choice) -> Iterator[Problem]:
    def problem(message: str, hint: str, level: Level = "note") -> Problem:
        return Problem(path, None, message, hint, level)

    save = f"studylog run {shlex.quote(path)} --save"
    wait = f"the next build runs it, or: {save}" if choice.run else save
    if standing.fault:
        harmless = standing.state == "current"  # the outputs are those of a run that had a kernel
        cure = _cure(path, standing.fault, choice)
        yield problem(stopped(standing.fault), cure, "note" if harmless else "warning")
    match standing.state:
        case "older-than-code" | "older-than-data":
            yield problem(_older(standing), wait, "warning")
        case "unverified":
            yield problem("the outputs are stored, not verified", save)
        case "not-run":
            yield problem("the notebook is not run", wait)
    if standing.packages:
        others = (f"{n} {then}, now {now}" for n, (then, now) in standing.packages.items())
        yield problem(f"versions changed since the run: {'; '.join(others)}", save)
    if standing.out_of_order:
        yield problem("code cells were run out of order", f"run all from the top: {save}")


def _cure(path: str, fault: Fault, choice: Choice) -> str:
    """With the command, where the next build would not run it."""
    cure = next((c for name, c in _MISSING.items() if fault.said.startswith(name)), "")
    cure = (cure if fault.kind == "error" else "") or _CURES[fault.kind]
    is_left = choice.why and not choice.run
    return f"{cure}; then: studylog run {shlex.quote(path)}" if is_left else cure


def stopped(fault: Fault) -> str:
    """Where and why a run came to its end, such as `code cell 3 stopped: ValueError: x`."""
    where = "the run stopped" if fault.cell is None else f"code cell {fault.cell} stopped"
    said = " ".join(fault.said.split())
    return f"{where}: {said}" if said else where


def _older(standing: Standing) -> str:
    """With the files that changed, of code or of data."""
    by = "code" if standing.state == "older-than-code" else "data"
    files = standing.modules if by == "code" else standing.data
    return f"outputs older than {by}" + (f": {', '.join(files)}" if files else "")
