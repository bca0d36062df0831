"""Orders on standard input become runs in a tree of processes that all end when they should.

Started with the standard library and psutil alone (start.py says how), as the leader of its own
session: no signal of the terminal reaches it.

An order is a line of JSON: `run` a job, `sweep` (end all but the runner), `end` (all). An answer is
one too, on standard output, which the runner writes to as well. The end of standard input says that
whoever gave the orders is gone: all ends, however that came about.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import descendants
from keeper import stay_above
from measures import broken

#: How often the tree is looked at, in seconds.
_POLL_S = 0.1

#: One that a signal's handler may put into while it is read.
Orders = queue.SimpleQueue[dict[str, object] | None]


class Guard:
    """The processes of one run at a time, and the runner, which outlives a run that went well."""

    def __init__(self) -> None:
        self.job: dict[str, object] | None = None
        self.runner = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own program beside this one
            [sys.executable, "-P", str(Path(__file__).with_name("start.py")), "runner"],
            stdin=subprocess.PIPE,
        )

    def obey(self, order: dict[str, object]) -> None:
        match order["do"]:
            case "run":
                self._run(order)
            case "sweep":
                self.job = None
                self.end({self.runner.pid})
                say({"is": "swept"})
            case "end":
                self.job = None
                self.end(set())
                say({"is": "swept"})

    def _run(self, order: dict[str, object]) -> None:
        if self.runner.poll() is not None:
            self.runner = self._start()
        self.job = order
        assert self.runner.stdin  # noqa: S101 - it was asked for
        with contextlib.suppress(OSError):  # a runner that is gone is seen by `look`
            self.runner.stdin.write((str(order["job"]) + "\n").encode())
            self.runner.stdin.flush()

    def look(self) -> None:
        """Reaps what ended, and ends a run that is over one of its bounds or without its runner."""
        if self.runner.poll() is not None:
            if self.job:
                self.job = None
                self.end(set())
                say({"is": "gone"})
            return
        descendants.reap_all(self._reap)
        if self.job and (fault := broken(descendants.tree(), self.job)):
            self.job = None
            say({"is": "broke", **fault})  # before the runner tells of a kernel that died
            self.end({self.runner.pid})  # which still holds what the cell has put out

    def end(self, but: set[int]) -> None:
        descendants.end(but, self._reap)

    def _reap(self, pid: int) -> None:
        """Takes one of the dead, and the runner by its own name."""
        if pid == self.runner.pid:
            self.runner.poll()
        else:
            os.waitpid(pid, os.WNOHANG)


def say(answer: dict[str, object]) -> None:
    """Writes one line. It begins with a line end, as a runner may have been ended inside a line."""
    with contextlib.suppress(OSError):  # nobody listens: the end of the orders is near
        os.write(1, b"\n" + json.dumps(answer).encode() + b"\n")


def listen(orders: Orders) -> None:
    """Takes what is no order for their end: a cell has written to what is not its own."""
    with contextlib.suppress(ValueError, RecursionError):
        for line in sys.stdin.buffer:
            orders.put(json.loads(line))
    orders.put(None)


def main() -> None:
    folder, orders = Path(sys.argv[1]), Orders()
    stay_above(folder)
    descendants.adopt()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: orders.put(None))
    threading.Thread(target=listen, args=[orders], daemon=True).start()
    guard = Guard()
    try:
        serve(guard, orders)
    finally:  # whatever an order was that is none of ours
        guard.end(set())
        shutil.rmtree(folder, ignore_errors=True)


def serve(guard: Guard, orders: Orders) -> None:
    """Obeys until the orders end, and looks at the tree in between."""
    while True:
        try:
            order = orders.get(timeout=_POLL_S)
        except queue.Empty:
            guard.look()
            continue
        if order is None:
            return
        guard.obey(order)
