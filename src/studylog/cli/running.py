"""A log's notebooks become runs, with their progress on standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from studylog.cli.run_lines import Lines
from studylog.cli.run_names import paths_of
from studylog.cli.run_save import changes_of
from studylog.cli.run_sum import Outcome
from studylog.execution import Job, Limits, Store, asked_by, limits_of, run_missing, workers
from studylog.execution.asked import SWITCH
from studylog.execution.plan import KEPT, Plan, plan
from studylog.notebooks import notebooks_in, read_source
from studylog.problem import Problem
from studylog.runs import Execute, Run
from studylog.settings import Settings
from studylog.sources import Sources, read_sources
from studylog.writing import write

__all__ = ["SWITCH", "Result", "run_notebooks", "wish"]

_Runs = Generator[tuple[Job, Run], None, None]


@dataclass(frozen=True, slots=True)
class Result:
    """`written` are the paths of the notebooks that the runs were written into."""

    outcome: Outcome
    written: tuple[str, ...]
    problems: tuple[Problem, ...]


def wish(environment: Mapping[str, str], always: bool, settings: Settings) -> Execute | None:
    """What goes before the settings; a log that is never run by builds is run by this command."""
    asked, problems = asked_by(environment)
    if problems:
        raise click.UsageError(str(problems[0]))
    if asked == "never" or not always:
        return asked or ("auto" if settings.execute == "never" else None)
    return "always"


def run_notebooks(
    root: Path,
    settings: Settings,
    execute: Execute | None,
    names: tuple[str, ...],
    jobs: int | None,
    save: bool,
    address: str | None = None,
) -> Result:
    """Runs the notebooks named, or those that have to or failed; `save` writes what is known.

    With an address they run on the Dask cluster there, of which what is wrong is a click error.
    """
    sources, store = read_sources(root), Store(root / KEPT)
    known = [path for path, _ in notebooks_in(sources)]
    paths = paths_of(names, known, root, Path.cwd()) if names else tuple(known)
    planned = plan(root, sources, settings, store, execute)
    asked = [p for p in paths if p in planned.every and (names or _has_to(planned, p))]
    wanted = [planned.every[path] for path in asked]
    lines = Lines(sys.stderr, {path: choice.why for path, choice in planned.choices.items()})
    limits, at_a_time = limits_of(settings), jobs or workers()
    runs = (
        _runs_on(address, wanted, store, limits, lines)
        if address
        else run_missing(wanted, store, limits, at_a_time, lines.tell)
    )
    ran, interrupted = _run(cast(_Runs, runs), lines)
    outcome = Outcome(paths, planned, frozenset(job.path for job in wanted), ran, interrupted)
    problems = [p for p in _problems(sources, planned) if p.path in paths]
    if not save or interrupted:
        return Result(outcome, (), tuple(problems))
    changes, faults = changes_of(root, outcome)
    refused = write(root, changes, "studylog run --save")
    written = () if refused else tuple(change.path for change in changes)
    return Result(outcome, written, (*problems, *faults, *((refused,) if refused else ())))


def _has_to(planned: Plan, path: str) -> bool:
    """Also where it would fail again: what a file or a package was missing may be there now."""
    choice = planned.choices[path]
    return choice.run or bool(choice.why)


def _run(runs: _Runs, lines: Lines) -> tuple[dict[str, Run], bool]:
    """The runs that ended, by path, and whether Ctrl-C came before the others did."""
    ran: dict[str, Run] = {}
    try:
        with lines, closing(runs):
            for job, run in runs:
                ran[job.path] = run
                lines.finish(job, run)
    except KeyboardInterrupt:
        return ran, True
    return ran, False


def _runs_on(
    address: str, jobs: Sequence[Job], store: Store, limits: Limits, lines: Lines
) -> Iterator[tuple[Job, Run]]:
    """Those of a cluster, whose client is only imported where there is one."""
    from studylog.execution import cluster  # noqa: PLC0415 - it takes half a second

    for name in ("distributed", "distributed.client"):  # what they tell is said in one sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield from cluster.run_on(address, jobs, store, limits, lines.tell)
    except cluster.ClusterError as error:
        raise click.ClickException(str(error)) from error


def _problems(sources: Sources, planned: Plan) -> Iterator[Problem]:
    """Those of notebooks that can't be read, and of the files that others declare."""
    for path, content in notebooks_in(sources):
        if path not in planned.choices:
            yield from read_source(path, content)[1]
    yield from planned.problems
