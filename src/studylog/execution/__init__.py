"""Programs become runs: the library's one way to kernels, processes and the clock.

`run_missing` is what a build calls, `Pool` what the preview holds; a `Store` keeps the runs. Below
them a `Worker` orders a `Process`, which is the guard. That is a program of its own, as is the
runner which it starts: both lie in `stand-alone`, and know nothing of the library. The runner
starts the kernel and has it note what it opens.
"""

from studylog.execution.asked import asked_by, limits_of, workers
from studylog.execution.batch import run_all, run_missing
from studylog.execution.data import hash_data
from studylog.execution.limits import Job, Limits, Progress
from studylog.execution.pool import Pool
from studylog.execution.store import Store

__all__ = [
    "Job",
    "Limits",
    "Pool",
    "Progress",
    "Store",
    "asked_by",
    "hash_data",
    "limits_of",
    "run_all",
    "run_missing",
    "workers",
]
