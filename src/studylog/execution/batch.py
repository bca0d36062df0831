"""Jobs become runs, one after another as they finish."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence

from studylog.execution.limits import Job, Limits, Progress
from studylog.execution.pool import Pool
from studylog.execution.store import Store
from studylog.execution.taken import Tell
from studylog.runs.record import Run


def run_all(
    jobs: Sequence[Job], limits: Limits, workers: int, tell: Tell, store: Store | None = None
) -> Iterator[tuple[Job, Run]]:
    """Each job with its run, in the order they finish; `tell` is called in between.

    Closing the iterator, or any exception in whoever goes through it, ends everything.
    """
    news: queue.SimpleQueue[Progress | tuple[Job, Run]] = queue.SimpleQueue()

    def finished(job: Job, run: Run) -> None:
        news.put((job, run))

    pool = Pool(limits, min(workers, len(jobs)), news.put, finished, store)
    left = len(jobs)
    try:
        for job in jobs:
            pool.submit(job)
        while left:
            new = news.get()
            if isinstance(new, Progress):
                tell(new)
            else:
                left -= 1
                yield new
    finally:
        pool.close()


def run_missing(
    jobs: Sequence[Job], store: Store, limits: Limits, workers: int, tell: Tell
) -> Iterator[tuple[Job, Run]]:
    """As `run_all`, with the runs put into the store, and one that another build puts there
    meanwhile taken from it instead of run again."""
    return run_all(jobs, limits, workers, tell, store)
