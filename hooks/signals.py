"""Ends a build or preview that is told to end as Ctrl-C does, so that no folder of it is left."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import NoReturn

#: A terminal that is closed sends the first, often twice; the system the second.
_SIGNALS = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]


def on_startup(command: str, dirty: bool) -> None:
    """What is to stay deaf stays so."""
    for number in _SIGNALS:
        in_main = threading.current_thread() is threading.main_thread()
        if in_main and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """The next ones do not disturb the end."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt
