"""A process above the guard ends what that leaves behind if it is killed itself.

Nothing else finds a process then that detached itself and has no mark in its environment: it would
become a child of the system. A cgroup or a namespace of its own would hold it as well, and also
against code that kills both, but neither may be made on most machines.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
from pathlib import Path

import descendants

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def stay_above(folder: Path) -> None:
    """Returns in a child of this process, which goes on as the guard; this one waits for it."""
    if sys.platform != "linux":
        return
    me = os.getpid()
    guard = os.fork()
    if guard:
        _keep(guard, folder)
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != me:  # it was killed before that was said
        sys.exit(1)


def _keep(guard: int, folder: Path) -> None:
    """Waits for the guard, ends what it left, and itself as the guard did, well or not."""
    descendants.adopt()
    for name in ("SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), lambda *_: os.kill(guard, signal.SIGTERM))
    for standard in (0, 1):  # whoever waits for an end there waits for the guard's
        os.close(standard)
    os.waitid(os.P_PID, guard, os.WEXITED | os.WNOWAIT)
    for name in ("SIGTERM", "SIGHUP"):  # before its id is given back, which is another's then
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    _, status = os.waitpid(guard, 0)
    descendants.end(set(), lambda pid: os.waitpid(pid, os.WNOHANG))
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1 if status else 0)
