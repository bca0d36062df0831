"""Jobs become runs one after another, in a process of the worker's own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from studylog.execution.data import hash_data
from studylog.execution.limits import Job, Limits
from studylog.execution.noted import Noted, read_notes, roots_of, state_of, written
from studylog.execution.process import Process
from studylog.execution.taken import Taken, Tell
from studylog.runs.code import imports_of, seeds_of
from studylog.runs.key import code_key, source_key
from studylog.runs.record import Fault, Record, Run

#: After these the runner is as good as before; after any other fault a new one is taken.
_HARMLESS = ("error", "input")
#: In the place of the SHA-256 of a file that was another at the end than when it was read: no
#: file has it, so the run is older than the file at once.
_CHANGED = "changed"
#: So long a kernel has to end by itself, in seconds.
_LEAVE_S = 2.0
#: The guard has ended a run's processes within that time, in seconds, or is ended itself.
_SWEEP_S = 60.0


class Worker:
    """A guard with its runner, started with the first job and again when they are lost."""

    def __init__(
        self, limits: Limits, hashes: Path | None = None, given: Mapping[str, str] | None = None
    ) -> None:
        self.limits, self.hashes, self._given = limits, hashes, given
        self._process: Process | None = None
        self._was_used = False
        self._changing = threading.Lock()

    def run(self, job: Job, tell: Tell, stop: threading.Event) -> Run:
        """The run of a job, with the fault that ended it, once none of its processes is left."""
        timeout_s = job.program.timeout_s or self.limits.timeout_s
        taken = Taken(job, timeout_s, tell)
        taken.tell("starting")
        started, began = datetime.now(UTC), time.monotonic()
        was_used, self._was_used = self._was_used, True
        log = self._take(taken, stop)
        if taken.fault and not taken.cell and was_used:  # by a notebook that may have broken it
            self.close()
            taken = Taken(job, timeout_s, tell)
            log = self._take(taken, stop)
        seconds = time.monotonic() - began
        if stop.is_set():
            taken.stop()
        # Read before the sweep: the folder goes with a guard that has to be ended.
        run = self._run_of(job, taken, log, f"{started:%Y-%m-%dT%H:%M:%SZ}", seconds)
        self._sweep(taken)
        fault = taken.fault
        taken.tell("done" if not fault else "stopped" if fault.kind == "stopped" else "failed")
        return run

    def _take(self, taken: Taken, stop: threading.Event) -> Path | None:
        """Takes what is told of the run until it ends; where the kernel notes what it reads."""
        try:
            process = self._ready()
            log = process.folder / "log"
            log.unlink(missing_ok=True)
            self._order(process, taken.job, taken.timeout_s)
            while not taken.ended and not stop.is_set():
                taken.take(process.next(taken.until - time.monotonic()))
        except OSError as error:  # no room, no memory, no process more
            taken.fault = Fault("kernel", f"nothing could be started: {error.strerror or error}")
            return None
        return log

    def changes_itself(self, job: Job) -> bool:
        """Whether the run under way has written to what it is made from."""
        process = self._process
        made_from = {job.path, *job.data}
        return bool(process and made_from & written(process.folder / "log", job.root))

    def stop(self, stop: threading.Event) -> None:
        """Has the run that was given this event ended; does not wait for it."""
        with self._changing:
            stop.set()
            if self._process:
                self._process.hang_up()

    def close(self) -> None:
        """Ends all processes and waits until none is left."""
        with self._changing:
            process, self._process = self._process, None
        if process:
            process.end()

    def folder(self) -> Path:
        """A folder for the first run's files, which goes with the worker, however that ends."""
        return self._ready().folder

    def _ready(self) -> Process:
        if self._process and self._process.over:
            self.close()
        with self._changing:
            self._process = self._process or Process(self._given)
            return self._process

    def _order(self, process: Process, job: Job, timeout_s: float) -> None:
        folder = (job.root / job.path).parent
        told = {
            "cells": job.program.cells,
            "flags": [sorted(flags) for _, flags in job.program.flagged],
            "kernel": job.program.kernel,
            "python": job.program.language.lower() in ("python", "ipython", ""),
            "cwd": str((folder if folder.is_dir() else job.root).resolve()),
            "roots": roots_of(job.root),
            "modules": imports_of(job.program),
            "timeout_s": timeout_s,
            "output": self.limits.output_mb * 2**20,
            "folder": str(process.folder),
            "log": str(process.folder / "log"),
        }
        path = process.folder / "job.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        limits = self.limits
        process.order(
            do="run", job=str(path), memory_mb=limits.memory_mb, processes=limits.processes
        )

    def _sweep(self, taken: Taken) -> None:
        process, fault = self._process, taken.fault
        if not process:
            return
        if taken.lost or (fault and fault.kind == "stopped"):
            self.close()
            return
        if not fault or fault.kind in _HARMLESS:
            _wait_for("left", process, _LEAVE_S)
            process.order(do="sweep")
        else:
            process.order(do="end")
        if not _wait_for("swept", process, _SWEEP_S):
            self.close()

    def _run_of(
        self, job: Job, taken: Taken, log: Path | None, started: str, seconds: float
    ) -> Run:
        root = job.root
        noted = read_notes(log or root / "log", root)
        record = Record(
            key=job.key,
            code=code_key(job.program),
            started=started,
            seconds=round(seconds, 3),
            language=taken.language,
            packages=noted.packages,
            device=noted.device,
            seeds=seeds_of(job.program),
            data={**dict.fromkeys(noted.others, ""), **self._data_of(job, noted)},
            modules=self._hashed(root, noted.modules),
            fault=taken.fault,
            kernel=job.program.kernel,
            unseen=noted.unseen if taken.cell else "",
        )
        keys = dict(enumerate(map(source_key, job.program.cells), start=1))
        cells = (replace(cell, source=keys[n]) for n, cell in sorted(taken.cells.items()))
        return Run(record, tuple(cells), taken.widgets)

    def _data_of(self, job: Job, noted: Noted) -> dict[str, str]:
        """What was read, and what is declared: that was hashed before the run."""
        read = self._hashed(job.root, noted.data)
        now = hash_data(job.root, job.data, self.hashes)
        for path, before in job.data.items():
            is_same = now.get(path, before) == before and read.get(path) != _CHANGED
            read[path] = before if is_same else _CHANGED
        return read

    def _hashed(self, root: Path, read: Mapping[str, object]) -> dict[str, str]:
        """Hashed first and looked at then: a change in between is seen."""
        found = hash_data(root, read, self.hashes)
        return {p: h if state_of(root / p) == read[p] else _CHANGED for p, h in found.items()}


def _wait_for(what: str, process: Process, seconds: float) -> bool:
    """Whether the event came in time."""
    until = time.monotonic() + seconds
    while (event := process.next(until - time.monotonic())["is"]) != what:
        if event in ("late", "lost"):
            return False
    return True
