"""Real Dask schedulers and workers on loopback, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.execution.kernels import MARK, left, wait_until

DASK = str(Path(sys.executable).with_name("dask"))


@dataclass
class Cluster:
    """`mark` is in the environment of all that it starts, kernels among it."""

    folder: Path
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    #: Of the scheduler, and of each worker.
    address: str = ""
    workers: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, *command: str, **environment: str) -> str:
        """The address that the part says it has, once it says so."""
        log = self.folder / f"{name}.log"
        own = {MARK: self.mark, "TMPDIR": str(self.temporary), "WORKER": name, **environment}
        with log.open("wb") as out:
            self.parts[name] = subprocess.Popen(
                [DASK, *command, "--host", "127.0.0.1", "--no-dashboard"],
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **own},
                cwd=self.folder,
                start_new_session=True,
            )
        kind = "Scheduler at:" if command[0] == "scheduler" else "worker at:"
        # A worker that is told to end before it has registered may not hear it.
        last = kind if command[0] == "scheduler" else "Registered to:"
        wait_until(lambda: last in log.read_text("utf-8"))
        line = next(x for x in log.read_text("utf-8").splitlines() if kind in x)
        return line.split(" at:")[1].strip()

    def start_scheduler(self, **environment: str) -> None:
        self.address = self.start("scheduler", "scheduler", "--port", "0", **environment)

    def start_worker(self, name: str, *options: str, **environment: str) -> None:
        folder = ("--local-directory", str(self.folder / name))
        command = ("worker", self.address, *folder, *options)
        self.workers[name] = self.start(name, *command, **environment)

    def stop(self, *names: str) -> None:
        """Ends parts as a terminal does."""
        parts = [self.parts.pop(name) for name in names]
        for part in parts:
            if part.poll() is None:
                part.send_signal(signal.SIGTERM)
        for part in parts:
            part.wait(60)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def kernels(self) -> list[str]:
        return [line for line in left(self.mark) if "ipykernel" in line or "sleep" in line]

    def close(self) -> None:
        """Ends it, and looks whether something is left."""
        # The workers first: they look for a scheduler that is gone.
        self.stop(*(name for name in self.parts if name != "scheduler"))
        self.stop(*self.parts)
        wait_until(lambda: left(self.mark) == [])
        wait_until(lambda: not list(self.temporary.glob("studylog-*")))


@contextmanager
def cluster(folder: Path, **environment: str) -> Iterator[Cluster]:
    """A scheduler without workers."""
    found = Cluster(folder)
    found.temporary.mkdir()
    try:
        found.start_scheduler(**environment)
        yield found
    finally:
        found.close()
