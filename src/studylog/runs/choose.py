"""What is known of a notebook's runs, and its code as it is now, become what is shown and run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studylog.runs.compare import Now, compare
from studylog.runs.program import Execute, Program
from studylog.runs.record import Fault, FaultKind, Record, Run
from studylog.runs.standing import Shown, Standing, State

#: Such faults tell nothing of the code, and may not come again.
_OF_THE_PLACE: tuple[FaultKind, ...] = ("stopped", "kernel", "died")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the file itself holds; `stopped_at` is the error that its outputs show."""

    has_outputs: bool = False
    record: Record | None = None
    out_of_order: bool = False
    stopped_at: Fault | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether the notebook is to run, `why` as one phrase, and what is shown until it has.

    One that would only fail again is not to run, and yet has its phrase: for who asks for it.
    """

    run: bool
    shown: Shown
    why: str = ""


def choose(  # noqa: PLR0913, PLR0917 - six sources of what is known, each of a type of its own
    program: Program,
    kept: Run | None,
    last: Run | None,
    stored: Stored,
    now: Now,
    execute: Execute,
) -> Choice:
    """What to show of `kept`, the run under `now.key`, of `last`, that of another one, and of the
    file; the notebook's own `execute` goes before that of the log."""
    if not any(cell.strip() for cell in program.cells):
        return Choice(False, Shown(Standing("no-code")))
    runs = [compare(run.record, program, now, run) for run in (kept, last) if run]
    known = [*runs, *_recorded(program, stored, now)]
    shown = _best(known, stored, now)
    why = _why(shown.standing, now)
    match program.execute or execute:
        case "always" if not any(_is_as_now(run.standing) for run in runs):
            return Choice(True, shown, why or _why_always(shown.standing))
        case "auto" if why:
            return Choice(not _fails_again(shown.standing, now), shown, why)
    return Choice(False, shown)


def _best(known: Sequence[Shown], stored: Stored, now: Now) -> Shown:
    """What is shown; a run that had no kernel to begin with takes the place of no outputs, but the
    page and the check tell of it."""
    best = max(known, key=lambda s: _rank(s, now)) if known else _unrecorded(stored)
    if _began(best):
        return best
    others = [s for s in known if _began(s)]
    if not others and not stored.has_outputs:
        return best
    other = max(others, key=lambda s: _rank(s, now)) if others else _unrecorded(stored)
    return replace(other, standing=replace(other.standing, fault=best.standing.fault))


def _began(shown: Shown) -> bool:
    return shown.standing.record is None or shown.standing.record.began


def _fails_again(standing: Standing, now: Now) -> bool:
    """Whether the run failed by what it was made of, which is as it was."""
    record = standing.record
    if standing.state != "failed" or record is None or record.fault is None:
        return False
    return (
        record.key == now.key and not standing.packages and record.fault.kind not in _OF_THE_PLACE
    )


def _recorded(program: Program, stored: Stored, now: Now) -> Iterator[Shown]:
    """The outputs in the file, if they are there and carry a record."""
    if stored.has_outputs and stored.record:
        yield compare(stored.record, program, now, None, out_of_order=stored.out_of_order)


def _unrecorded(stored: Stored) -> Shown:
    if not stored.has_outputs:
        return Shown(Standing("not-run"))
    fault = stored.stopped_at
    state: State = "failed" if fault else "unverified"
    return Shown(Standing(state, out_of_order=stored.out_of_order, fault=fault))


def _rank(shown: Shown, now: Now) -> tuple[int, bool, str]:
    """What fits best: of equals that of the same code, then the newest; of the same run, the kept
    one stands first."""
    standing = shown.standing
    if standing.record is None:
        return 0, False, ""
    fits = int(standing.record.key == now.key)
    files_too = int(standing.state in ("current", "failed"))
    return fits + files_too, standing.state != "older-than-code", standing.record.started


def _is_as_now(standing: Standing) -> bool:
    return standing.state == "current" and not standing.packages


def _why(standing: Standing, now: Now) -> str:
    """Why the outputs are not those of the code as it is; empty if they are, or no one knows."""
    record = standing.record
    match standing.state:
        case "not-run":
            return "it has no outputs"
        case "older-than-code" if record and record.code == now.code:
            return _files_changed(standing.modules)
        case "older-than-code":
            return "its code changed" if "cells" in standing.code else "its kernel changed"
        case "older-than-data":
            return _files_changed(standing.data)
        case "failed" if record and record.fault:
            cell = record.fault.cell
            return f"it stopped {f'at code cell {cell}' if cell else 'before its code'} last time"
    return ""


def _files_changed(paths: tuple[str, ...]) -> str:
    first, more = paths[0], len(paths) - 1
    return (
        f"{first} and {more} more file{'s' if more > 1 else ''} changed"
        if more
        else f"{first} changed"
    )


def _why_always(standing: Standing) -> str:
    for name, (then, today) in standing.packages.items():
        return f"{name} {then} is {today} now"
    return "its outputs carry no record" if standing.record is None else "it has not run here"
