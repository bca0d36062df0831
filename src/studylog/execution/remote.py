"""A parcel becomes the bytes of its run, on a worker of a Dask cluster."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping

import distributed
from distributed.core import Status

from studylog.execution.limits import Progress
from studylog.execution.parcel import HASH_SEED, Parcel, unpack
from studylog.execution.worker import Worker
from studylog.runs.keep import to_bytes

#: What is told of runs goes by this name through the scheduler.
TOPIC = "studylog"
#: How often it is looked whether somebody still waits for the run, in seconds.
_POLL_S = 0.3
#: What a nanny sets for tasks that share a machine: a kernel computes as it does elsewhere.
#: https://github.com/dask/distributed/blob/main/distributed/distributed.yaml, pre-spawn-environ
_OF_DASK = {
    "MALLOC_TRIM_THRESHOLD_": "65536",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_GOING_ON = ("executing", "long-running")
_ENDING = (Status.closing, Status.closed, Status.failed, Status.stopping, Status.stopped)


def run_parcel(parcel: Parcel, name: str) -> bytes:
    """The run as `keep.to_bytes` writes it; `name` is the task's own in the cluster.

    The files lie in the folder of the run's guard, which takes it along at its end, also where this
    process is killed. Where nobody waits for the run any more, or the worker is about to end, the
    notebook is ended, and given back to the scheduler, which knows whether it is to run elsewhere.
    """
    here = distributed.get_worker()
    worker = Worker(parcel.limits, None, _environment(os.environ, parcel.hash_seed))
    stop, over = threading.Event(), threading.Event()

    def watch() -> None:
        while not over.wait(_POLL_S):
            if not _is_wanted(here, name):
                worker.stop(stop)
                return

    try:
        job = unpack(parcel, worker.folder() / "sent")
        threading.Thread(target=watch, daemon=True).start()
        run = worker.run(job, lambda progress: _tell(here, name, progress), stop)
    finally:
        over.set()
        worker.close()
    if stop.is_set():
        raise distributed.Reschedule
    return to_bytes(run)


def _tell(here: distributed.Worker, name: str, progress: Progress) -> None:
    if progress.state in ("starting", "cell"):
        said = {"run": name, "state": progress.state, "cell": progress.cell}
        here.log_event(TOPIC, said)


def _environment(given: Mapping[str, str], hash_seed: str) -> dict[str, str]:
    """The worker's environment without what is Dask's own, with the sender's hash seed."""
    plain = {k: v for k, v in given.items() if _OF_DASK.get(k) != v and k != HASH_SEED}
    return {**plain, HASH_SEED: hash_seed} if hash_seed else plain


def _is_wanted(here: distributed.Worker, name: str) -> bool:
    """Whether the worker lives and still has the task to do: a thread is not told otherwise."""
    task = here.state.tasks.get(name)
    return here.status not in _ENDING and task is not None and task.state in _GOING_ON
