"""What a cluster gave back, or did not, becomes a run."""

# Much of distributed has no types yet.
# mypy: untyped-calls-exclude=distributed

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from distributed import Client, Future, KilledWorker

from studylog.execution.limits import Job
from studylog.execution.scheduler import ClusterError, lost_as_error
from studylog.execution.taken import one_line
from studylog.runs.keep import from_bytes
from studylog.runs.key import code_key
from studylog.runs.record import Fault, FaultKind, Record, Run


def returned(client: Client, future: Future[bytes], job: Job) -> tuple[Run, bool]:
    """The run of a task that ended, and whether a worker has made it; else it tells the fault."""
    with lost_as_error():
        found = client.gather([future], errors="skip")
    if found:
        run = from_bytes(found[0])
        if run is None or run.record.key != job.key:
            return failed(job, "kernel", "what the worker sent back is no run of it"), False
        return run, True
    if future.status != "error":
        raise ClusterError("the connection to the cluster's scheduler was lost")
    error = future.exception()
    if isinstance(error, KilledWorker):
        number = error.allowed_failures + 1
        said = f"{number} workers were lost while they ran it"
        return failed(job, "died", said if number > 1 else "its worker was lost"), False
    said = f"the worker could not run it: {type(error).__name__}: {error}"
    return failed(job, "kernel", said), False


def failed(job: Job, kind: FaultKind, said: str) -> Run:
    """The run of a job that no worker has run to an end."""
    return Run(Record(job.key, code_key(job.program), "", 0.0, fault=Fault(kind, one_line(said))))


def fits(needed: Mapping[str, float], worker: Mapping[str, Any]) -> bool:
    """Whether a worker, as the scheduler tells of it, has what a notebook needs."""
    has = worker["resources"]
    return all(has.get(what, 0) >= number for what, number in needed.items())


def missing(needed: Mapping[str, float]) -> str:
    asked = ", ".join(f"{what}: {number:g}" for what, number in needed.items())
    return f"no worker of the cluster has {asked}"
