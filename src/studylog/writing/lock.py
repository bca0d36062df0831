"""Two commands that write one log at the same time become one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Waits until no other command holds the file; the system lets go of it when one dies."""
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(number)
        yield
    finally:
        os.close(number)


if sys.platform == "win32":  # only read, never run by the tests
    import msvcrt

    def _wait(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _wait(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX)
