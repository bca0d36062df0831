"""The notebooks of a log, beside what is kept of their runs, become a `Plan`: what is to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from studylog.execution.data import hash_data
from studylog.execution.declared import MOST, files_of, why_none
from studylog.execution.limits import Job
from studylog.execution.store import Store
from studylog.execution.versions import versions_here
from studylog.notebooks import notebooks_in, program_of, read_source, stored_of
from studylog.problem import Problem
from studylog.runs import (
    Choice,
    Execute,
    Now,
    Program,
    Record,
    Run,
    Stored,
    choose,
    code_key,
    run_key,
)
from studylog.settings import Settings
from studylog.sources import Sources

#: Where the runs of a log are kept, from its root.
KEPT = ".cache/studylog/runs"


@dataclass(frozen=True, slots=True)
class Plan:
    """`choices` has every notebook that can be read, by path; `every` the job of each with code,
    whether or not it is to run. `problems` are those of the files that notebooks declare.
    """

    choices: Mapping[str, Choice] = field(default_factory=dict)
    every: Mapping[str, Job] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The runs that are to be made."""
        return tuple(job for path, job in self.every.items() if self.choices[path].run)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one notebook: `kept` is the run under `key`, `last` that of its last run."""

    program: Program
    stored: Stored
    key: str
    kept: Run | None
    last: Run | None

    @property
    def records(self) -> Iterator[Record]:
        yield from (run.record for run in (self.kept, self.last) if run)
        if self.stored.record:
            yield self.stored.record


def plan(
    root: Path,
    sources: Sources,
    settings: Settings,
    store: Store,
    execute: Execute | None = None,
) -> Plan:
    """What each notebook shows, and the jobs of those that are to run.

    `execute` goes before that of the settings; as `never` it goes before everything, so that no
    code of an author runs.
    """
    read = dict(_read(sources, execute == "never"))
    data, problems = _data_of(root, store, (program for program, _ in read.values()))
    known = [_look_up(p, stored, data[path], store) for path, (p, stored) in read.items()]
    now = {**_joined(data.values()), **_hash_recorded(root, store, known)}
    versions = _versions(known)
    wish = execute or cast(Execute, settings.execute)
    choices = {one.program.path: _choose(one, now, versions, wish) for one in known}
    coded = (one for one in known if any(cell.strip() for cell in one.program.cells))
    every = {o.program.path: Job(o.program, o.key, root, data[o.program.path]) for o in coded}
    return Plan(choices, every, problems)


def _read(sources: Sources, forbidden: bool) -> Iterator[tuple[str, tuple[Program, Stored]]]:
    """Each notebook's program with what its file holds; those that can't be read have none."""
    for path, content in notebooks_in(sources):
        source, _ = read_source(path, content)
        if source:
            program = program_of(source)
            asked = replace(program, execute="never") if forbidden else program
            yield path, (asked, stored_of(source))


def _data_of(
    root: Path, store: Store, programs: Iterable[Program]
) -> tuple[Mapping[str, Mapping[str, str]], tuple[Problem, ...]]:
    """By notebook its declared files with their SHA-256, and a problem for each that can't be taken
    as it is declared."""
    paths: dict[str, list[str]] = {}
    problems = []
    for program in programs:
        paths[program.path] = []
        for pattern in program.data:
            found = files_of(root, pattern)
            paths[program.path] += found[:MOST]
            if not found:
                said = f"the data file '{pattern}' {why_none(root / pattern)}"
                hint = "add it, or correct `data` in the notebook's metadata"
                problems.append(Problem(program.path, None, said, hint))
            elif len(found) > MOST:
                said = f"the data '{pattern}' are more than {MOST} files; the first {MOST} count"
                hint = "name fewer, or one file that stands for all"
                problems.append(Problem(program.path, None, said, hint))
    hashes = hash_data(root, {p for each in paths.values() for p in each}, store.hashes)
    data = {n: {p: hashes[p] for p in each if p in hashes} for n, each in paths.items()}
    return data, tuple(problems)


def _look_up(program: Program, stored: Stored, data: Mapping[str, str], store: Store) -> _Known:
    exact = replace(program, data=tuple(sorted(data)))
    key = run_key(exact, data)
    return _Known(exact, stored, key, store.get(key), store.last(program.path))


def _hash_recorded(root: Path, store: Store, known: Iterable[_Known]) -> Mapping[str, str]:
    """The SHA-256 of the files as they are now that were read when the runs were made."""
    records = (record for one in known for record in one.records)
    files = {p for r in records for p, sha in (*r.data.items(), *r.modules.items()) if sha}
    return hash_data(root, files, store.hashes)


def _joined(each: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {path: digest for data in each for path, digest in data.items()}


def _versions(known: Iterable[_Known]) -> Mapping[str, Mapping[str, str]]:
    """By kernel the versions that a run would be made with."""
    records: dict[str, list[Record]] = {}
    for one in known:
        records.setdefault(one.program.kernel, []).extend(one.records)
    return {kernel: versions_here(kernel, found) for kernel, found in records.items() if found}


def _choose(
    one: _Known,
    data: Mapping[str, str],
    versions: Mapping[str, Mapping[str, str]],
    execute: Execute,
) -> Choice:
    here = versions.get(one.program.kernel, {})
    now = Now(one.key, code_key(one.program), data, here)
    return choose(one.program, one.kept, one.last, one.stored, now, execute)
