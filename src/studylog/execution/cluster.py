"""Jobs become runs on the workers of a Dask cluster, with the meaning of `run_missing`.

What a worker needs is sent as a parcel (parcel.py), and runs there (remote.py) below the same guard
as on this machine. A run that could not be made, for want of a worker or because the cluster lost
it, has a fault and no time; it is not kept, so that a page goes on showing the last one.
"""

# Much of distributed has no types yet.
# mypy: untyped-calls-exclude=distributed

from __future__ import annotations

import queue
import time
import uuid
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import Any, Literal

from distributed import Client
from filelock import Timeout

from studylog.execution.limits import Job, Limits, Progress
from studylog.execution.parcel import MOST, files_of, pack
from studylog.execution.remote import TOPIC, run_parcel
from studylog.execution.returned import failed, fits, missing, returned
from studylog.execution.scheduler import ClusterError, connected, lost_as_error, without_warnings
from studylog.execution.sent import Sent, Task
from studylog.execution.store import Store
from studylog.execution.taken import Tell
from studylog.runs.record import Run

__all__ = ["ClusterError", "run_on"]

#: So long a worker that is needed may be gone, as one that is started again is, in seconds.
_GONE_S = 30.0
#: How often the workers are looked at, and what waits for another build, in seconds.
_LOOK_S, _AGAIN_S = 2.0, 0.2

Info = Mapping[str, Any]


def run_on(
    address: str, jobs: Sequence[Job], store: Store, limits: Limits, tell: Tell
) -> Iterator[tuple[Job, Run]]:
    """Each job with its run, in the order they finish; `tell` is called in between.

    Closing the iterator, or any exception in whoever goes through it, ends what is under way on
    the workers. ClusterError, of one sentence, where the cluster can't be used.
    """
    if not jobs:
        return
    with connected(address) as client:
        yield from _Runs(client, store, limits, tell).of(jobs)


class _Runs:
    """The jobs that wait to be sent, and those that were."""

    def __init__(self, client: Client, store: Store, limits: Limits, tell: Tell) -> None:
        self._client, self._store, self._limits, self._tell = client, store, limits, tell
        self._waiting: deque[Task] = deque()
        self._sent: dict[str, Sent] = {}
        #: The names of tasks that ended, and what is told of others.
        self._news: queue.SimpleQueue[str | Info] = queue.SimpleQueue()
        self._looked = time.monotonic()

    def of(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Run]]:
        self._client.subscribe_topic(TOPIC, lambda event: self._news.put(event[1]))
        for job in jobs:
            task = Task(job, self._store.stamp(job.key), files_of(job, self._store))
            self._waiting.append(task)
            self._tell(Progress(job.path, 0, len(job.program.cells), "waiting"))
        try:
            while self._waiting or self._sent:
                yield from self._send()
                yield from self._receive()
        finally:
            for sent in self._sent.values():
                sent.lock.close()

    def _send(self) -> Iterator[tuple[Job, Run]]:
        """Sends what there is room for; what needs not or can't be sent is finished."""
        for _ in range(len(self._waiting)):
            task = self._waiting.popleft()
            lock = ExitStack()
            if not self._has_room(task) or not self._is_locked(task.job, lock):
                self._waiting.append(task)
            elif run := self._made_elsewhere(task) or self._start(task, lock):
                lock.close()
                yield self._ended(task.job, run)

    def _has_room(self, task: Task) -> bool:
        under_way = sum(sent.task.size for sent in self._sent.values())
        return not self._sent or under_way + task.size <= MOST

    def _is_locked(self, job: Job, lock: ExitStack) -> bool:
        """Whether nobody else runs it, and nobody will while the lock is held."""
        # Where nothing can be locked, nothing can be kept.
        with suppress(OSError):
            try:
                lock.enter_context(self._store.lock(job.key).acquire(timeout=0))
            except Timeout:
                return False
        return True

    def _made_elsewhere(self, task: Task) -> Run | None:
        """The run that another build has put since this one began."""
        news = self._store.stamp(task.job.key) != task.stamp
        return self._store.get(task.job.key) if news else None

    def _start(self, task: Task, lock: ExitStack) -> Run | None:
        """Has the job run; the run without cells of one that can't be sent."""
        job = task.job
        if task.size > MOST:
            size = f"{task.size / MOST:.1f} GB of files"
            said = f"it has {size}, more than the 1 GB that is sent to a cluster"
            return failed(job, "kernel", said)
        try:
            parcel = pack(job, self._limits, task.files)
        except OSError as error:
            said = f"what it reads could not be sent: {error.strerror or error}"
            return failed(job, "kernel", said)
        name = f"studylog-run-{uuid.uuid4().hex}"
        with lost_as_error(), without_warnings():  # of what is large, which is bounded here
            future = self._client.submit(
                run_parcel, parcel, name,
                key=name, pure=False, resources=dict(job.program.resources) or None,
            )  # fmt: skip
        self._sent[name] = Sent(task, future, lock)
        future.add_done_callback(lambda _: self._news.put(name))
        return None

    def _receive(self) -> Iterator[tuple[Job, Run]]:
        """Takes what is new, if there is something within a short time."""
        with suppress(queue.Empty):
            new = self._news.get(timeout=_AGAIN_S)
            if not isinstance(new, str):
                self._hear(new)
            elif sent := self._sent.get(new):
                yield self._end(new, self._take(sent))
        if time.monotonic() - self._looked > _LOOK_S:
            yield from self._give_up()
            self._looked = time.monotonic()

    def _hear(self, said: Info) -> None:
        if sent := self._sent.get(said["run"]):
            job, sent.cell = sent.task.job, said["cell"]
            of = len(job.program.cells)
            self._tell(Progress(job.path, said["cell"], of, said["state"]))

    def _take(self, sent: Sent) -> Run:
        """The run that came back, which is kept; that of a fault if none did."""
        job = sent.task.job
        run, is_whole = returned(self._client, sent.future, job)
        if is_whole:
            self._store.put(run, job.path)
        return run

    def _give_up(self) -> Iterator[tuple[Job, Run]]:
        """Ends the jobs for which there has been no worker for too long."""
        with lost_as_error():
            workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        now = time.monotonic()
        for name, sent in list(self._sent.items()):
            needed = sent.task.job.program.resources
            if any(fits(needed, worker) for worker in workers):
                sent.unfit_since = None
                continue
            sent.unfit_since = sent.unfit_since or now
            if now - sent.unfit_since >= _GONE_S:
                sent.future.release()
                said = missing(needed) if workers else "no worker of the cluster is left"
                yield self._end(name, failed(sent.task.job, "kernel", said))

    def _end(self, name: str, run: Run) -> tuple[Job, Run]:
        sent = self._sent.pop(name)
        sent.lock.close()
        return self._ended(sent.task.job, run, sent.cell)

    def _ended(self, job: Job, run: Run, cell: int = 0) -> tuple[Job, Run]:
        fault = run.record.fault
        state: Literal["done", "failed"] = "failed" if fault else "done"
        said = fault.said if fault else ""
        self._tell(Progress(job.path, cell, len(job.program.cells), state, said))
        return job, run
