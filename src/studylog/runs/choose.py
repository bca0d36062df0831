"""What is known of a notebook's runs, and its code as it is now, become what is shown and run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from studylog.runs.program import Execute, Program
from studylog.runs.record import Fault, Record, Run
from studylog.runs.standing import Shown, Standing, State


@dataclass(frozen=True, slots=True)
class Stored:
    """What the file itself holds; `stopped_at` is the error that its outputs show."""

    has_outputs: bool = False
    record: Record | None = None
    out_of_order: bool = False
    stopped_at: Fault | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """What a run would be made with: `key` is that of `run_key`, `code` that of `code_key`.

    `data` maps the declared files, and those that the records at hand name, to their SHA-256; a
    file that is missing is not in it. `versions` are those of the packages where runs are made.
    """

    key: str
    code: str
    data: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether the notebook is to run, `why` as one phrase, and what is shown until it has."""

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
    runs = [_compare(run.record, program, now, run) for run in (kept, last) if run]
    known = [*runs, *_recorded(program, stored, now)]
    shown = max(known, key=lambda s: _rank(s, now)) if known else _unrecorded(stored)
    why = _why(shown.standing, now)
    match program.execute or execute:
        case "always" if not any(_is_as_now(run.standing) for run in runs):
            return Choice(True, shown, why or _why_always(shown.standing))
        case "auto" if why:
            return Choice(True, shown, why)
    return Choice(False, shown)


def _recorded(program: Program, stored: Stored, now: Now) -> Iterator[Shown]:
    """The outputs in the file, if they are there and carry a record."""
    if stored.has_outputs and stored.record:
        yield _compare(stored.record, program, now, None, out_of_order=stored.out_of_order)


def _unrecorded(stored: Stored) -> Shown:
    if not stored.has_outputs:
        return Shown(Standing("not-run"))
    fault = stored.stopped_at
    state: State = "failed" if fault else "unverified"
    return Shown(Standing(state, out_of_order=stored.out_of_order, fault=fault))


def _compare(
    record: Record, program: Program, now: Now, run: Run | None, *, out_of_order: bool = False
) -> Shown:
    """The outputs of a run beside what it would be made with now.

    A file that is missing tells nothing: data sets are left out of a repository for their size, and
    a build elsewhere could only fail without them.
    """
    modules, data = _changed(record.modules, now), _changed(record.data, now)
    missing = tuple(sorted(p for p in (*record.data, *record.modules) if p not in now.data))
    same_code = record.key == now.key or record.code == now.code
    if record.key != now.key:
        data += tuple(p for p in program.data if p in now.data and p not in record.data)
    others = record.key != now.key and not missing  # such as a file that is declared no more
    state: State = "failed" if record.fault else "current"
    if modules or not same_code:
        state = "older-than-code"
    elif data or others:
        state = "older-than-data"
    standing = Standing(
        state,
        record,
        _other_packages(record, now),
        data,
        modules,
        out_of_order,
        fault=record.fault,
        missing=missing,
        absent=tuple(sorted(name for name in record.packages if name not in now.versions)),
    )
    return Shown(standing, run)


def _changed(files: Mapping[str, str], now: Now) -> tuple[str, ...]:
    return tuple(sorted(p for p, digest in files.items() if now.data.get(p, digest) != digest))


def _other_packages(record: Record, now: Now) -> dict[str, tuple[str, str]]:
    """A package that is not installed where runs are made here tells nothing."""
    both = ((name, then, now.versions.get(name, then)) for name, then in record.packages.items())
    return {name: (then, today) for name, then, today in sorted(both) if then != today}


def _rank(shown: Shown, now: Now) -> tuple[int, str]:
    """What fits best, of equals the newest; of the same run, the kept one stands first."""
    standing = shown.standing
    if standing.record is None:
        return 0, ""
    fits = int(standing.record.key == now.key)
    files_too = int(standing.state in ("current", "failed"))
    return fits + files_too, standing.record.started


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
            return "its code changed"
        case "older-than-data":
            return _files_changed(standing.data)
        case "failed" if record and record.fault:
            cell = record.fault.cell
            return f"it stopped {f'at code cell {cell}' if cell else 'before its code'} last time"
    return ""


def _files_changed(paths: tuple[str, ...]) -> str:
    if not paths:
        return "other data files are declared now"
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
