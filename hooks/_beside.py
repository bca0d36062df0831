"""Runs notebooks beside the preview: a build never waits for one, and each run brings a build."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from _rounds import Rounds, Stamp, stamp_of
from studylog.cli.run_lines import said_of
from studylog.execution import Job, Limits, Pool, Progress, Store, workers
from studylog.execution.plan import KEPT, Plan
from studylog.runs import Run, Shown

_LOG = get_plugin_logger("studylog")


class Beside:
    """Each build asks for what it shows, and begins what has to run. A job is known by itself, not
    by its key: the same code may be wanted, taken back and wanted again."""

    def __init__(self) -> None:
        self._rebuild: Callable[[], None] | None = None
        self._waits = False
        self._lock = threading.Lock()
        self._pool: tuple[Limits, Pool] | None = None
        self._store: Store | None = None
        self._under_way: dict[str, Job] = {}
        self._failed: dict[str, tuple[str, Stamp]] = {}
        self._ended: dict[str, str] = {}
        self._progress: dict[str, Progress] = {}
        self._rounds = Rounds()

    def store(self, root: Path) -> Store:
        """The same for the whole preview: what can't be written is kept in it."""
        if self._store is None:
            self._store = Store(root / KEPT)
        return self._store

    def show(self, planned: Plan, limits: Limits) -> dict[str, Shown]:
        """What each notebook shows until its new run is in."""
        # A build leaves alone what failed and is as it was; here something may just have come.
        choices = planned.choices
        wanted = {p: j for p, j in planned.every.items() if choices[p].run or choices[p].why}
        # What the pool calls takes the lock, so the pool is not called with it.
        with self._lock:
            self._rounds.begin_build()
            changed = self._changed(wanted)
        # One that changed its own notebook comes to its end, or none of them ever would.
        own = {p for p in changed if self._pool and self._pool[1].changes_itself(p)}
        with self._lock:
            over = [p for p in self._changed(wanted) if p not in own]
            for path in over:
                del self._under_way[path]
            new = [job for job in wanted.values() if self._is_new(job)]
            for job in new:
                self._under_way[job.path] = job
                self._progress[job.path] = _waiting(job)
            self._ended.clear()
            running = set(self._under_way)
        self._begin(over, new, limits)
        return {
            path: replace(
                choice.shown, standing=replace(choice.shown.standing, running=path in running)
            )
            for path, choice in planned.choices.items()
        }

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
            self._pool[1].close()
            self._pool = None

    def _changed(self, wanted: Mapping[str, Job]) -> list[str]:
        """The notebooks of which another run is wanted than the one that is under way."""
        return [p for p, job in self._under_way.items() if job.key != _key(wanted, p)]

    def _is_new(self, job: Job) -> bool:
        """Not one that is under way or just ended, which the plan may not know, nor one that failed
        and would again, nor one that only its own last run asks for."""
        under_way = self._under_way.get(job.path)
        if under_way or self._ended.get(job.path) == job.key:
            return False
        if self._failed.get(job.path) == (job.key, stamp_of(job)):
            return False
        return not self._goes_round(job)

    def _goes_round(self, job: Job) -> bool:
        """Whether each run of the notebook asks for the next: such as one that rewrites itself."""
        if not self._rounds.goes_round(job):
            return False
        self._failed[job.path] = (job.key, stamp_of(job))  # until something is another
        said = "each run changes what it is made from, so it runs when you save it again"
        _LOG.info(f"{job.path}: {said}")
        return True

    def _begin(self, over: Iterable[str], new: Iterable[Job], limits: Limits) -> None:
        if (
            self._pool
            and self._pool[0] != limits
            and not self._under_way.keys() - {job.path for job in new}
        ):
            self.close()
        if self._pool is None:
            self._pool = (limits, Pool(limits, workers(), self._tell, self._finished, self._store))
        pool = self._pool[1]
        for path in over:
            pool.cancel(path)
        for job in new:
            _LOG.info(f"{job.path}: running beside the preview")
            pool.submit(job)

    def _tell(self, progress: Progress) -> None:
        """How far a run is; the last word of one that was ended is none of its successor's."""
        if progress.state in ("starting", "cell"):
            with self._lock:
                self._progress[progress.path] = progress

    def _finished(self, job: Job, run: Run) -> None:
        path = job.path
        stamp = stamp_of(job)
        with self._lock:
            if self._under_way.get(path) is not job:
                return
            del self._under_way[path]
            self._rounds.end_run(path)
            if run.record.fault:
                self._failed[path] = (job.key, stamp)  # the build that follows says it
            else:
                self._ended[path] = job.key
                _LOG.info(f"{path}: {said_of(run)}")
            rebuild, self._waits = self._rebuild, self._rebuild is None
        if rebuild:
            rebuild()


def _waiting(job: Job) -> Progress:
    return Progress(job.path, 0, len(job.program.cells), "waiting")


def _key(jobs: Mapping[str, Job], path: str) -> str | None:
    return jobs[path].key if path in jobs else None
