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
    address: str = ""

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
        wait_until(lambda: kind in log.read_text("utf-8"))
        line = next(x for x in log.read_text("utf-8").splitlines() if kind in x)
        return line.split(" at:")[1].strip()

    def start_scheduler(self, **environment: str) -> None:
        self.address = self.start("scheduler", "scheduler", "--port", "0", **environment)

    def start_worker(self, name: str, *options: str, **environment: str) -> str:
        folder = ("--local-directory", str(self.folder / name))
        return self.start(name, "worker", self.address, *folder, *options, **environment)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def kernels(self) -> list[str]:
        return [line for line in left(self.mark) if "ipykernel" in line or "sleep" in line]

    def close(self) -> None:
        """Ends it as a terminal does, and looks whether something is left."""
        for part in reversed(self.parts.values()):
            if part.poll() is None:
                part.send_signal(signal.SIGTERM)
        for part in self.parts.values():
            part.wait(60)
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
