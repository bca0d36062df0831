"""The processes below this one, however they detached themselves, come to their end.

On Linux this process is the subreaper of all that a notebook starts, so that what detaches itself
(double fork, `setsid`) becomes its child instead of going astray; elsewhere such a process is found
by the mark in its environment only, which it may have dropped.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import time
from collections.abc import Callable, Collection

import psutil  # type: ignore[import-untyped]  # its types are a package of their own

#: What can't be killed for so long (it waits for a disk that is gone) is given up, in seconds.
_KILL_S = 60.0
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of linux/prctl.h

Tree = list[psutil.Process]


def adopt() -> None:
    """Makes this process the parent of whatever detaches itself below it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def tree() -> Tree:
    """All descendants that still run."""
    return [p for p in psutil.Process().children(recursive=True) if _runs(p)]


def end(but: Collection[int], reap: Callable[[int], object]) -> None:
    """Ends every descendant but those: first each is stopped until no new one appears, so that none
    is started while the others are killed."""
    until = time.monotonic() + _KILL_S
    while (left := [p for p in tree() if p.pid not in but]) and time.monotonic() < until:
        stopped: set[int] = set()
        while new := [p for p in left if p.pid not in stopped]:
            _each(new, psutil.Process.suspend)
            stopped |= {p.pid for p in new}
            left = [p for p in tree() if p.pid not in but]
        _each(left, psutil.Process.kill)
        reap_all(reap)
        time.sleep(0.005)
    reap_all(reap)  # those that died since


def reap_all(reap: Callable[[int], object]) -> None:
    """Has the dead taken that are children of this process, each by its id."""
    with contextlib.suppress(AttributeError, ChildProcessError):  # Windows knows no `waitid`
        while dead := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            reap(dead.si_pid)


def _each(processes: Tree, do: Callable[[psutil.Process], None]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):  # gone meanwhile, or another user's
            do(process)


def _runs(process: psutil.Process) -> bool:
    try:
        return bool(process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD))
    except psutil.Error:
        return False
