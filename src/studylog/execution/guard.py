"""Orders on standard input become runs in a tree of processes that all end when they should.

Started by its path, with the standard library and psutil alone, as the leader of its own session:
no signal of the terminal reaches it. On Linux it is the subreaper of all that a notebook starts,
so that what detaches itself (double fork, `setsid`) becomes its child instead of going astray;
elsewhere such a process is found by the mark in its environment only, which it may have dropped.

An order is a line of JSON: `run` a job, `sweep` (end all but the runner), `end` (all). An answer is
one too, on standard output, which the runner writes to as well. The end of standard input says that
whoever gave the orders is gone: all ends, however that came about.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its types are a package of their own

#: How often the tree is looked at, in seconds.
_POLL_S = 0.1
#: What can't be killed for so long (it waits for a disk that is gone) is given up, in seconds.
_KILL_S = 60.0
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h
_MB = 2**20

Tree = list[psutil.Process]
Orders = queue.Queue[dict[str, object] | None]


class Guard:
    """The processes of one run at a time, and the runner, which outlives a run that went well."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.me = psutil.Process()
        self.job: dict[str, object] | None = None
        self.runner = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own script beside this one
            [sys.executable, "-P", str(Path(__file__).with_name("runner.py"))],
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
        self._reap()
        if self.job and (broken := self._broken(self.tree(), self.job)):
            self.job = None
            say({"is": "broke", **broken})  # before the runner tells of a kernel that died
            self.end({self.runner.pid})  # which still holds what the cell has put out

    def _broken(self, tree: Tree, job: dict[str, object]) -> dict[str, str] | None:
        number, most = len(tree) - 1, int(str(job["processes"]))
        if number > most:
            said = f"it had {number} processes, more than the {most} it may"
            return {"kind": "processes", "said": said}
        may = float(str(job["memory_mb"])) * _MB or machine_memory() * 0.75
        if total(tree, resident) > may and (held := total(tree, proportional)) > may:
            said = f"it held {size(held)}, more than the {size(may)} it may"
            return {"kind": "memory", "said": said}
        return None

    def tree(self) -> Tree:
        """All descendants that still run."""
        return [p for p in self.me.children(recursive=True) if alive(p)]

    def end(self, but: set[int]) -> None:
        """Ends every descendant: first each is stopped until no new one appears, so that none is
        started while the others are killed."""
        until = time.monotonic() + _KILL_S
        while (left := [p for p in self.tree() if p.pid not in but]) and time.monotonic() < until:
            stopped: set[int] = set()
            while new := [p for p in left if p.pid not in stopped]:
                each(new, psutil.Process.suspend)
                stopped |= {p.pid for p in new}
                left = [p for p in self.tree() if p.pid not in but]
            each(left, psutil.Process.kill)
            self._reap()
            time.sleep(0.005)

    def _reap(self) -> None:
        """Takes the dead that were handed to this process, and the runner by its own name."""
        with contextlib.suppress(AttributeError, ChildProcessError):  # Windows knows no `waitid`
            while dead := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if dead.si_pid == self.runner.pid:
                    self.runner.poll()
                else:
                    os.waitpid(dead.si_pid, os.WNOHANG)


def each(processes: Tree, do: Callable[[psutil.Process], None]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):  # gone meanwhile, or another user's
            do(process)


def alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD))
    except psutil.Error:
        return False


def total(tree: Tree, measure: Callable[[psutil.Process], int]) -> int:
    return sum(_measured(tree, measure))


def _measured(tree: Tree, measure: Callable[[psutil.Process], int]) -> Iterator[int]:
    for process in tree:
        with contextlib.suppress(psutil.Error):
            yield measure(process)


def resident(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def proportional(process: psutil.Process) -> int:
    """Bytes in memory, those that n processes share counted as an n-th; where the system does not
    tell, all of them."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text("utf-8")
        return next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:")) * 1024
    except (OSError, StopIteration, ValueError):
        return resident(process)


def machine_memory() -> float:
    """Bytes of the machine, or of the container that this runs in."""
    whole = float(psutil.virtual_memory().total)
    for path in ("memory.max", "memory/memory.limit_in_bytes"):
        with contextlib.suppress(OSError, ValueError):
            whole = min(whole, float((Path("/sys/fs/cgroup") / path).read_text("utf-8")))
    return whole


def size(number: float) -> str:
    mb = number / _MB
    return f"{mb:.0f} MB" if mb < 1000 else f"{mb / 1024:.1f} GB".replace(".0 ", " ")


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
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: orders.put(None))
    threading.Thread(target=listen, args=[orders], daemon=True).start()
    guard = Guard(folder)
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


if __name__ == "__main__":
    main()
