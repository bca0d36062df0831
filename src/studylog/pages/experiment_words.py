"""How a notebook's run stands becomes the words that a page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studylog.runs import Fault, Record, Standing
from studylog.runs.standing import Part

_STARTED = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})Z", re.A)
_BADGES = {
    "older-than-code": "outputs older than code",
    "older-than-data": "outputs older than data",
    "unverified": "stored, not verified",
    "not-run": "not run",
}

_PARTS: Mapping[Part, str] = {"cells": "the code", "kernel": "the kernel"}

_UNSEEN = {
    "": "",
    "files": " What files it read is not known.",
    "programs": " What files were read by the programs that it started is not known.",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """`words` say all, `short` what a row of a table has room for; `state` is a class name."""

    state: str
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Ran:
    """When and how a run was: `day` and `at` in UTC as ISO, `took` in words, `on` the machine."""

    day: str
    at: str
    clock: str
    took: str
    on: str
    seeds: str


def badge_of(standing: Standing | None) -> Badge | None:
    """What is not as it should be; None where the outputs are those of the code on the page."""
    if standing is None or standing.state in ("current", "no-code"):
        return None
    fault = standing.fault or (standing.record.fault if standing.record else None)
    where = _where(fault)
    said = f"{where}: {fault.said}" if fault and fault.said else where
    if standing.state == "failed":
        return Badge("failed", said, where)
    words = _BADGES[standing.state]
    return Badge(standing.state, f"{words}; {said}" if fault else words, words)


def _where(fault: Fault | None) -> str:
    return f"stopped at code cell {fault.cell}" if fault and fault.cell else "stopped"


def ran_of(standing: Standing | None) -> Ran | None:
    """The facts of the run that made the outputs; None where it left no record."""
    record = standing.record if standing else None
    if record is None:
        return None
    found = _STARTED.fullmatch(record.started)
    device = record.device.replace("CPU, ", "CPU with ", 1)
    on = [part for part in (record.language, device) if part]
    return Ran(
        day=found[1] if found else "",
        at=record.started if found else "",
        clock=found[2] if found else "",
        took=duration(record.seconds),
        on=", ".join(on),
        seeds=_seeds(record.seeds),
    )


def _seeds(seeds: Sequence[str]) -> str:
    """`seed 7`; `seeds 1 to 7 and numpy 0`: what the code calls no more than seeds is not named."""
    values: dict[str, list[str]] = {}
    for seed in seeds:
        generator, _, value = seed.rpartition(" ")
        values.setdefault("" if generator == "seed" else generator, []).append(value)
    each = [f"{generator} {_run(found)}".strip() for generator, found in values.items()]
    return f"{'seed' if len(seeds) == 1 else 'seeds'} {_listed(each)}" if each else ""


def _run(values: list[str]) -> str:
    """`1 to 7` for numbers that follow each other."""
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < 10]
    first = numbers[0] if numbers else 0
    if len(values) > 2 and numbers == [*range(first, first + len(values))]:
        return f"{values[0]} to {values[-1]}"
    return ", ".join(values)


def duration(seconds: float) -> str:
    """So long, as a reader says it.

    >>> [duration(s) for s in (0.04, 3.21, 12.4, 125, 119.7, 7322)]
    ['0.1 s', '3.2 s', '12 s', '2 min 5 s', '2 min', '2 h 2 min']
    """
    if seconds < 9.95:
        return f"{max(seconds, 0.1):.1f} s".replace(".0 s", " s")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        parts = ((minutes, "min"), (rest, "s"))
    else:
        parts = (divmod(minutes, 60)[0], "h"), (minutes % 60, "min")
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


def changed_since(standing: Standing) -> str:
    """One sentence or two on what is another now than when the run was made."""
    record = standing.record
    if record is None:
        return ""
    changed, same = list(_changed(standing)), list(_same(standing, record))
    away = [*standing.missing, *standing.absent]
    unknown = f" Not here to be compared: {_listed(away)}." if away else ""
    unknown += _UNSEEN[record.unseen]
    if not changed and not record.unseen:
        return f"Nothing changed since: {_listed(same)} {_are(same)} the same.{unknown}"
    still = f"{_capital(_listed(same))} {_are(same)} the same." if same else ""
    since = f"Changed since: {_listed(changed)}. " if changed else ""
    return f"{since}{still}".rstrip() + unknown


def _changed(standing: Standing) -> Iterator[str]:
    yield from (_PARTS[part] for part in standing.code)
    yield from (*standing.data, *standing.modules)
    for name, (then, now) in standing.packages.items():
        yield f"{name} {then}, now {now}" if now else f"{name} {then}, now not installed"


def _same(standing: Standing, record: Record) -> Iterator[str]:
    """What was looked at and is as it was, counted."""
    if "cells" not in standing.code:
        yield "the code"
    others = {*standing.data, *standing.modules, *standing.missing}
    other_packages = {*standing.packages, *standing.absent}
    counts = (
        (len(record.data.keys() - others), "data file"),
        (len(record.modules.keys() - others), "module of its own"),
        (len(record.packages.keys() - other_packages), "package"),
    )
    for count, what in counts:
        if count > 0:
            word, _, rest = what.partition(" of ")
            yield f"{count} {word}{'s' * (count > 1)}" + (f" of {rest}" if rest else "")


def _listed(parts: list[str]) -> str:
    """`a`, `a and b`, `a; b and c`: a part may hold a comma."""
    sign = "; " if any("," in part for part in parts) else ", "
    return " and ".join(p for p in (sign.join(parts[:-1]), parts[-1]) if p)


def _are(parts: list[str]) -> str:
    return "is" if len(parts) == 1 and not re.match(r"[02-9]|1\d", parts[0]) else "are"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
