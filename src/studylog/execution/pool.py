"""Jobs become runs in the background, several at a time, each once however many builds ask."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from filelock import Timeout

from studylog.execution.limits import Job, Limits, Progress
from studylog.execution.store import Store
from studylog.execution.taken import Tell
from studylog.execution.worker import Worker
from studylog.runs.key import code_key
from studylog.runs.record import Fault, Record, Run

Finished = Callable[[Job, Run], None]
#: A worker that had nothing to do for so long gives its processes back, in seconds.
_IDLE_S = 60.0
#: A job that another build runs right now is asked for again after so long, in seconds.
_AGAIN_S = 0.05


@dataclass(slots=True)
class _Task:
    job: Job
    stamp: tuple[int, ...] | None
    stop: threading.Event = field(default_factory=threading.Event)


class Pool:
    """Runs jobs in the background, in the order they were given.

    `tell` and `finished` are called from the pool's threads, one call at a time. Each job is
    finished once, a cancelled one with the fault `stopped`; after `close` has begun none is.

    With a store, each run but a stopped one is put there, and a job whose run another build has
    put since it was submitted is finished with that run: while two do the same, one waits.
    """

    def __init__(
        self, limits: Limits, workers: int, tell: Tell, finished: Finished,
        store: Store | None = None,
    ) -> None:  # fmt: skip
        self._limits, self._workers, self._store = limits, max(1, workers), store
        self._to_tell, self._to_finish = tell, finished
        self._waiting: deque[_Task] = deque()
        self._running: dict[int, tuple[_Task, Worker]] = {}
        self._threads: list[threading.Thread] = []
        self._change = threading.Condition()
        self._saying = threading.Lock()
        self._idle = 0
        self._closed = False

    def submit(self, job: Job) -> None:
        """Has the job run as soon as a worker is free."""
        self._tell(Progress(job.path, 0, len(job.program.cells), "waiting"))
        task = _Task(job, self._store.stamp(job.key) if self._store else None)
        with self._change:
            self._waiting.append(task)
            self._start()
            self._change.notify()

    def cancel(self, path: str) -> None:
        """Ends the runs of a notebook, those under way and those that wait."""
        with self._change:
            dropped = [task for task in self._waiting if task.job.path == path]
            for task in dropped:
                self._waiting.remove(task)
            for task, worker in self._running.values():
                if task.job.path == path:
                    worker.stop(task.stop)
        for task in dropped:
            self._tell(Progress(task.job.path, 0, len(task.job.program.cells), "stopped"))
            self._finish(task, stopped(task.job))

    def changes_itself(self, path: str) -> bool:
        """Whether a run of the notebook that is under way has changed what it is made from."""
        with self._change:
            running = [
                (t.job, worker) for t, worker in self._running.values() if t.job.path == path
            ]
        return any(worker.changes_itself(job) for job, worker in running)

    def close(self) -> None:
        """Ends everything and waits until no process is left."""
        with self._change:
            self._closed = True
            self._waiting.clear()
            for task, worker in self._running.values():
                worker.stop(task.stop)
            self._change.notify_all()
            threads = [t for t in self._threads if t is not threading.current_thread()]
        for thread in threads:
            thread.join()

    def _start(self) -> None:
        """Has one more thread where more waits than there are idle ones: one that is about to take
        a task still counts as idle."""
        is_room = len(self._threads) < self._workers and not self._closed
        if is_room and len(self._waiting) > self._idle:
            self._threads.append(threading.Thread(target=self._serve, daemon=True))
            self._threads[-1].start()

    def _serve(self) -> None:
        worker = Worker(self._limits, self._store.hashes if self._store else None)
        try:
            while task := self._take(worker):
                run = self._run(task, worker)
                with self._change:
                    del self._running[threading.get_ident()]
                    if not run:
                        self._waiting.append(task)
                if run:
                    self._finish(task, run)
        finally:
            worker.close()
            self._leave()

    def _leave(self) -> None:
        """Where a fault of ours, or of whoever is called with a run, ended the thread, its task is
        finished and another thread takes its place: whoever waits for a run gets one."""
        with self._change:
            lost, _ = self._running.pop(threading.get_ident(), (None, None))
            self._threads.remove(threading.current_thread())
            self._start()
        if lost:
            self._finish(lost, _without_cells(lost.job, Fault("died", "it could not be run")))

    def _take(self, worker: Worker) -> _Task | None:
        """The next task, None once the pool is closed."""
        while True:
            with self._change:
                if not self._waiting and not self._closed:
                    self._idle += 1
                    self._change.wait(_IDLE_S)
                    self._idle -= 1
                if self._closed:
                    return None
                if self._waiting:
                    task = self._waiting.popleft()
                    self._running[threading.get_ident()] = (task, worker)
                    return task
            worker.close()  # which may last, and nobody waits for it

    def _run(self, task: _Task, worker: Worker) -> Run | None:
        """The task's run, or None while another build runs it."""
        if not self._store:
            return worker.run(task.job, self._tell, task.stop)
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(self._store.lock(task.job.key).acquire(timeout=0))
            except Timeout:
                return stopped(task.job) if task.stop.wait(_AGAIN_S) else None
            except OSError:  # where nothing can be locked, no other build can wait
                return self._run_and_put(task, worker, self._store)
            news = self._store.stamp(task.job.key) != task.stamp
            if news and (run := self._store.get(task.job.key)):
                return run
            return self._run_and_put(task, worker, self._store)

    def _run_and_put(self, task: _Task, worker: Worker, store: Store) -> Run:
        run = worker.run(task.job, self._tell, task.stop)
        if not run.record.fault or run.record.fault.kind != "stopped":
            store.put(run, task.job.path)
        return run

    def _tell(self, progress: Progress) -> None:
        with self._saying:
            if not self._closed:
                self._to_tell(progress)

    def _finish(self, task: _Task, run: Run) -> None:
        with self._saying:
            if not self._closed:
                self._to_finish(task.job, run)


def stopped(job: Job) -> Run:
    """The run of a job that was cancelled before it began."""
    return _without_cells(job, Fault("stopped", "the run was ended before its time"))


def _without_cells(job: Job, fault: Fault) -> Run:
    return Run(Record(job.key, code_key(job.program), "", 0.0, fault=fault))
