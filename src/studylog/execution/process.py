"""Orders become events: the guard's process, as the builder sees it.

The kernel's surroundings are the same for everyone. IPYTHONDIR and the runtime folder are empty
ones of this process, so that nobody's start-up files, settings and history are part of a run.
PYTHONHASHSEED is 0 where the user set none: a set is printed in the same order each time, and the
same code gives the same page. All else, MPLBACKEND among it, is as the user has it.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Required, TypedDict

import msgspec
import psutil  # type: ignore[import-untyped]  # its types are a package of their own

from studylog.runs.record import Fault, FaultKind

#: In the environment of whatever a guard starts: how a process that went astray is known.
MARK = "STUDYLOG_RUN"
_PROGRAM = Path(__file__).with_name("stand-alone") / "start.py"
#: The guard and the keeper above it end all within that time, in seconds, or are ended themselves:
#: each gives up after 60 s (descendants.py), the one after the other.
_END_S = 130.0

#: What a guard and its runner tell, each kind in some of the keys.
Event = TypedDict(
    "Event",
    {
        "is": Required[str],
        "cell": int,
        "outputs": list[dict[str, Any]],
        "count": int | None,
        "seconds": float,
        "language": str,
        "widgets": dict[str, Any],
        "fault": Fault | None,
        "kind": FaultKind,
        "said": str,
    },
    total=False,
)


class Process:
    """One guard, from its start to the end of all that it started.

    On Linux what is called so here is its keeper: a guard forks at its start (keeper.py).
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        """With this environment in the place of our own, where it is given."""
        self.folder = Path(tempfile.mkdtemp(prefix="studylog-"))
        self.mark = uuid.uuid4().hex
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._ending = threading.Lock()
        self._ended = self._left = False
        try:
            self._guard = subprocess.Popen(  # noqa: S603 - our own program beside this one
                [sys.executable, "-P", str(_PROGRAM), "guard", str(self.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(os.environ if given is None else given, self.folder, self.mark),
                start_new_session=True,
            )
        except OSError:  # whoever asked for it says so
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        for watching in (self._read, self._wait):
            threading.Thread(target=watching, daemon=True).start()

    def order(self, **order: object) -> None:
        """Sends one; a guard that is gone is told by the next event."""
        assert self._guard.stdin  # noqa: S101 - it was asked for
        with contextlib.suppress(OSError, ValueError):
            self._guard.stdin.write(json.dumps(order).encode() + b"\n")
            self._guard.stdin.flush()

    def next(self, timeout_s: float) -> Event:
        """The next event; `late` where none came in time, `lost` for ever after the last one."""
        try:
            event = self._events.get(timeout=max(0.0, timeout_s))
        except queue.Empty:
            return {"is": "late"}
        if event["is"] == "lost":
            self._events.put(event)
        return event

    @property
    def over(self) -> bool:
        """Whether nothing more can be ordered."""
        return self._left or self._guard.poll() is not None

    def hang_up(self) -> None:
        """Lets the guard end everything, and itself; does not wait for it."""
        self._left = True
        assert self._guard.stdin  # noqa: S101 - it was asked for
        with contextlib.suppress(OSError, ValueError):
            self._guard.stdin.close()

    def end(self) -> None:
        """Ends everything and waits until nothing of it is left."""
        with self._ending:
            if self._ended:
                return
            self.hang_up()
            try:
                went_well = self._guard.wait(_END_S) == 0
            except subprocess.TimeoutExpired:
                self._guard.kill()
                self._guard.wait()
                went_well = False
            if not went_well:
                self._end_astray()
            shutil.rmtree(self.folder, ignore_errors=True)
            self._ended = True

    def _end_astray(self) -> None:
        """Ends what carries the mark: all that a guard left which was itself killed."""
        found = True
        while found:
            found = False
            for process in psutil.process_iter():
                with contextlib.suppress(psutil.Error, OSError):
                    if process.environ().get(MARK) == self.mark:
                        process.kill()
                        process.wait(1)
                        found = True

    def _read(self) -> None:
        assert self._guard.stdout  # noqa: S101 - it was asked for
        with self._guard.stdout as lines:
            for line in lines:
                # Half a line is what a runner leaves that is ended while it writes, and what no
                # event looks like is of a cell that has found the way here.
                with contextlib.suppress(ValueError, RecursionError, msgspec.MsgspecError):
                    self._events.put(msgspec.convert(json.loads(line), Event))

    def _wait(self) -> None:
        """Tells of the guard's end, also while what it left still holds the other end open."""
        self._guard.wait()
        self._events.put({"is": "lost"})


def environment(given: Mapping[str, str], folder: Path, mark: str) -> dict[str, str]:
    return {
        "PYTHONHASHSEED": "0",
        **given,
        MARK: mark,
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        # ipykernel brings a debugger that otherwise warns about frozen modules.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
