"""Gives each build what its notebooks show, once all that it waits for has run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from _beside import Beside
from _waited import run_and_wait
from studylog.execution import Store, asked_by, limits_of
from studylog.execution.plan import KEPT, Plan, plan
from studylog.problem import Problem
from studylog.runs import Shown, run_problems
from studylog.settings import Settings
from studylog.sources import Sources, read_sources

Runs = tuple[Sources, Mapping[str, Shown], tuple[Problem, ...]]
#: The runs beside the preview which this process is, if it is one.
_beside: list[Beside] = []


def begin_beside() -> Beside:
    """The preview's runs: from now on no build waits for a notebook."""
    if not _beside:
        _beside.append(Beside())
    return _beside[0]


def end_beside() -> None:
    while _beside:
        _beside.pop().close()


def run(root: Path, settings: Settings) -> Runs:
    """The log once all has run that is to: it may have made, changed or removed files. What each
    notebook shows, by its path, and what is wrong with its run."""
    sources = read_sources(root)
    execute, faults = asked_by(os.environ)
    store = _beside[0].store(root) if _beside else Store(root / KEPT)
    planned = plan(root, sources, settings, store, execute)
    if _beside:
        shown = _beside[0].show(planned, limits_of(settings))
        running = {path for path, one in shown.items() if one.standing.running}
        said = (p for p in _problems(planned) if p.path not in running)
        return sources, shown, (*faults, *said)
    if planned.jobs:
        run_and_wait(planned, store, settings)
        sources = read_sources(root)
        planned = plan(root, sources, settings, store, execute)
    shown = {path: choice.shown for path, choice in planned.choices.items()}
    return sources, shown, (*faults, *_problems(planned), *_unkept(store))


def _problems(planned: Plan) -> Iterator[Problem]:
    yield from planned.problems
    for path, choice in planned.choices.items():
        yield from run_problems(path, choice.shown.standing, choice)


def _unkept(store: Store) -> Iterator[Problem]:
    if store.unkept:
        said = "the runs of notebooks can't be kept here, so the next build makes them again"
        yield Problem(KEPT, None, said, "let this program write to the folder")
