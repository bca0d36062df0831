"""A run, beside what it would be made with now, becomes what a page may say of its outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studylog.runs.key import code_key
from studylog.runs.program import Program
from studylog.runs.record import Record, Run
from studylog.runs.standing import Part, Shown, Standing, State


@dataclass(frozen=True, slots=True)
class Now:
    """What a run would be made with: `key` is that of `run_key`, `code` that of `code_key`.

    `data` maps the declared files, and those that the records at hand name, to their SHA-256; a
    file that is missing is not in it. `versions` are those of the packages and the language that
    runs are made with; what can't be seen from here is not in it.
    """

    key: str
    code: str
    data: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def compare(
    record: Record, program: Program, now: Now, run: Run | None, *, out_of_order: bool = False
) -> Shown:
    """The outputs of a run beside what it would be made with now.

    A file that is missing tells nothing: data sets are left out of a repository for their size, and
    a build elsewhere could only fail without them.
    """
    modules, data = _changed(record.modules, now), _changed(record.data, now)
    files = {**record.data, **record.modules}
    missing = tuple(sorted(p for p, digest in files.items() if not digest or p not in now.data))
    same_code = record.key == now.key or record.code == now.code
    if record.key != now.key:
        data += tuple(p for p in program.data if p in now.data and p not in record.data)
    state: State = "failed" if record.fault else "current"
    if modules or not same_code:
        state = "older-than-code"
    elif data:
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
        absent=tuple(sorted(name for name in _versions(record) if name not in now.versions)),
        code=() if same_code else _changed_code(record, program),
    )
    return Shown(standing, run)


def _changed(files: Mapping[str, str], now: Now) -> tuple[str, ...]:
    known = ((path, digest) for path, digest in files.items() if digest)
    return tuple(sorted(p for p, digest in known if now.data.get(p, digest) != digest))


def _changed_code(record: Record, program: Program) -> tuple[Part, ...]:
    if not record.kernel or record.kernel == program.kernel:
        return ("cells",)
    same_cells = record.code == code_key(replace(program, kernel=record.kernel))
    return ("kernel",) if same_cells else ("cells", "kernel")


def _versions(record: Record) -> dict[str, str]:
    """Those of the packages, and of the language as of one of them."""
    name, _, number = record.language.rpartition(" ")
    return {**({name: number} if name else {}), **record.packages}


def _other_packages(record: Record, now: Now) -> dict[str, tuple[str, str]]:
    """A package that is not installed where runs are made here tells nothing."""
    each = _versions(record).items()
    both = ((name, then, now.versions.get(name, then)) for name, then in each)
    return {name: (then, today) for name, then, today in sorted(both) if then != today}
