"""What is known of a job that is to be sent to a cluster, and of one that was."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from distributed import Future

from studylog.execution.limits import Job


@dataclass(slots=True)
class Task:
    """`stamp` is that of the run that was kept when it was asked for, `files` are those that go
    along, with their sizes in bytes."""

    job: Job
    stamp: tuple[int, ...] | None
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(self.files.values())


@dataclass(slots=True)
class Sent:
    """`unfit_since` is when the last worker went that could run it."""

    task: Task
    future: Future[bytes]
    lock: ExitStack
    cell: int = 0
    unfit_since: float | None = None
