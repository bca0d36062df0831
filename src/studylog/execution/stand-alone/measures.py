"""The processes of a run become the bound that they are over, if there is one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its types are a package of their own
from descendants import Tree

_MB = 2**20


def broken(tree: Tree, job: dict[str, object]) -> dict[str, str] | None:
    """The kind of fault, and what is said of it; the runner is in the tree and does not count."""
    number, most = len(tree) - 1, int(str(job["processes"]))
    if number > most:
        said = f"it had {number} processes, more than the {most} it may"
        return {"kind": "processes", "said": said}
    may = float(str(job["memory_mb"])) * _MB or _machine_memory() * 0.75
    if _total(tree, _resident) > may and (held := _total(tree, _proportional)) > may:
        said = f"it held {_size(held)}, more than the {_size(may)} it may"
        return {"kind": "memory", "said": said}
    return None


def _total(tree: Tree, measure: Callable[[psutil.Process], int]) -> int:
    return sum(_measured(tree, measure))


def _measured(tree: Tree, measure: Callable[[psutil.Process], int]) -> Iterator[int]:
    for process in tree:
        with contextlib.suppress(psutil.Error):
            yield measure(process)


def _resident(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def _proportional(process: psutil.Process) -> int:
    """Bytes in memory, those that n processes share counted as an n-th; where the system does not
    tell, all of them."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text("utf-8")
        return next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:")) * 1024
    except (OSError, StopIteration, ValueError):
        return _resident(process)


def _machine_memory() -> float:
    """Bytes of the machine, or of the container that this runs in."""
    whole = float(psutil.virtual_memory().total)
    for path in ("memory.max", "memory/memory.limit_in_bytes"):
        with contextlib.suppress(OSError, ValueError):
            whole = min(whole, float((Path("/sys/fs/cgroup") / path).read_text("utf-8")))
    return whole


def _size(number: float) -> str:
    mb = number / _MB
    return f"{mb:.0f} MB" if mb < 1000 else f"{mb / 1024:.1f} GB".replace(".0 ", " ")
