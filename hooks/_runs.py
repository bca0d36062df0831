"""Runs notebooks for a build: before its pages are made, or beside the preview that shows them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from studylog.execution import (
    Job,
    Limits,
    Pool,
    Progress,
    Store,
    asked_by,
    limits_of,
    run_missing,
    workers,
)
from studylog.execution.plan import KEPT, Plan, plan
from studylog.problem import Problem
from studylog.runs import Run, Shown, run_problems
from studylog.settings import Settings
from studylog.sources import Sources

_LOG = get_plugin_logger("studylog")
_Beside = tuple[tuple[str, int], ...]
#: A run that begins within so many seconds of the last one's end may have been asked for by that;
#: after so many of them no other is begun.
_SOON_S, _MOST = 3.0, 5


def run_now(
    root: Path, sources: Sources, settings: Settings
) -> tuple[Mapping[str, Shown], tuple[Problem, ...]]:
    """What each notebook shows once all that have to run did, and what is wrong with it."""
    store = Store(root / KEPT)
    execute, faults = asked_by(os.environ)
    planned = plan(root, sources, settings, store, execute)
    if planned.jobs:
        for _ in run_missing(planned.jobs, store, limits_of(settings), workers(), _say):
            pass
        planned = plan(root, sources, settings, store, execute)
    return _shown(planned), (*faults, *_problems(planned))


def _problems(planned: Plan) -> Iterator[Problem]:
    yield from planned.problems
    for path, choice in planned.choices.items():
        yield from run_problems(path, choice.shown.standing, choice)


def _say(progress: Progress) -> None:
    """A line for each notebook that begins or ends."""
    if progress.state == "starting":
        _LOG.info(f"Running {progress.path}")
    elif progress.state in ("done", "failed", "stopped"):
        _LOG.info(f"{progress.path}: {progress.said or progress.state}")


def _shown(planned: Plan) -> dict[str, Shown]:
    return {path: choice.shown for path, choice in planned.choices.items()}


class Beside:
    """The runs beside a preview: each build asks for what it shows, and begins what has to run."""

    def __init__(self) -> None:
        self._rebuild: Callable[[], None] | None = None
        self._waits = False
        self._lock = threading.Lock()
        self._pool: Pool | None = None
        self._store: Store | None = None
        self._under_way: dict[str, str] = {}
        self._failed: dict[str, tuple[str, _Beside]] = {}
        self._ended: dict[str, str] = {}
        self._progress: dict[str, Progress] = {}
        self._rounds: dict[str, tuple[float, int]] = {}

    def show(
        self, root: Path, sources: Sources, settings: Settings
    ) -> tuple[Mapping[str, Shown], tuple[Problem, ...]]:
        """What each notebook shows until its new run is in."""
        store = self._store = Store(root / KEPT)
        execute, faults = asked_by(os.environ)
        planned = plan(root, sources, settings, store, execute)
        wanted = {job.path: job for job in planned.jobs}
        # What the pool calls takes the lock, so the pool is not called with it.
        with self._lock:
            over = [p for p, key in self._under_way.items() if _key(wanted, p) != key]
            for path in over:
                self._end_round(path)
            new = [job for path, job in wanted.items() if self._is_new(path, job)]
            new = [job for job in new if not self._goes_round(job)]
            for path in over:
                del self._under_way[path]
            self._under_way.update((job.path, job.key) for job in new)
            self._ended.clear()
            running = set(self._under_way)
        self._begin(over, new, limits_of(settings))
        shown = {
            path: replace(show, standing=replace(show.standing, running=path in running))
            for path, show in _shown(planned).items()
        }
        problems = (p for p in _problems(planned) if p.path not in running)
        return shown, (*faults, *problems)

    def progress(self) -> dict[str, dict[str, object]]:
        """What runs right now, for the pages that say so."""
        with self._lock:
            return {
                path: {"state": p.state, "cell": p.cell, "of": p.of}
                for path, p in self._progress.items()
                if path in self._under_way
            }

    def follow(self, rebuild: Callable[[], None]) -> None:
        """Calls `rebuild` whenever a run is in; at once if one came before there was a server."""
        with self._lock:
            self._rebuild = rebuild
            waits, self._waits = self._waits, False
        if waits:
            rebuild()

    def close(self) -> None:
        """Ends every run, and waits until none of its processes is left."""
        if self._pool:
            self._pool.close()
            self._pool = None

    def _is_new(self, path: str, job: Job) -> bool:
        """Not one that just ended, which the plan may not know, or that failed and is as it was."""
        if job.key in (self._under_way.get(path), self._ended.get(path)):
            return False
        return self._failed.get(path) != (job.key, _beside_of(job))

    def _goes_round(self, job: Job) -> bool:
        """Whether each run of the notebook asks for the next: such as one that rewrites itself."""
        ended, number = self._rounds.get(job.path, (-_SOON_S, 0))
        number = number + 1 if time.monotonic() - ended < _SOON_S else 0
        self._rounds[job.path] = ended, number
        if number <= _MOST:
            return False
        self._failed[job.path] = (job.key, _beside_of(job))  # until something is another
        said = "each run changes what it is made from, so it runs when you save it again"
        _LOG.info(f"{job.path}: {said}")
        return True

    def _end_round(self, path: str) -> None:
        self._rounds[path] = time.monotonic(), self._rounds.get(path, (0.0, 0))[1]

    def _begin(self, over: Iterable[str], new: Iterable[Job], limits: Limits) -> None:
        if self._pool is None:
            self._pool = Pool(limits, workers(), self._tell, self._finished, self._store)
        for path in over:
            self._pool.cancel(path)
        for job in new:
            self._pool.submit(job)

    def _tell(self, progress: Progress) -> None:
        with self._lock:
            self._progress[progress.path] = progress

    def _finished(self, job: Job, run: Run) -> None:
        path = job.path
        with self._lock:
            if self._under_way.get(path) != job.key:
                return
            del self._under_way[path]
            self._end_round(path)
            if fault := run.record.fault:
                self._failed[path] = (job.key, _beside_of(job))
                _LOG.info(f"{path}: {fault.said}")
            else:
                self._ended[path] = job.key
            rebuild, self._waits = self._rebuild, self._rebuild is None
        if rebuild:
            rebuild()


def _beside_of(job: Job) -> _Beside:
    """The files in the notebook's folder but notebooks, which it may have missed."""
    folder = (job.root / job.path).parent
    files = (path for path in sorted(folder.glob("*")) if path.suffix != ".ipynb")
    return tuple((path.name, path.stat().st_mtime_ns) for path in files if path.is_file())


def _key(jobs: Mapping[str, Job], path: str) -> str | None:
    return jobs[path].key if path in jobs else None


#: That of the preview which this process is, if it is one.
_beside: list[Beside] = []


def begin_beside() -> Beside:
    """The preview's runs: from now on no build waits for a notebook."""
    if not _beside:
        _beside.append(Beside())
    return _beside[0]


def end_beside() -> None:
    while _beside:
        _beside.pop().close()


def runs_of(
    root: Path, sources: Sources, settings: Settings
) -> tuple[Mapping[str, Shown], tuple[Problem, ...]]:
    """What each notebook shows, by its path, and what is wrong with its run."""
    if _beside:
        return _beside[0].show(root, sources, settings)
    return run_now(root, sources, settings)
