"""Tells a notebook whose runs ask for each other from one that its author changes."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass

from studylog.execution import Job

Stamp = tuple[tuple[str, int], ...]
#: After so many runs that asked for the next no other is begun.
_MOST = 5
#: Folders whose files no run misses.
_PAGES = ("docs", "posts", "site", "hooks", "src", "tests")


@dataclass
class _Round:
    """After how many builds the last run of a notebook came to its end, and when, and how many
    followed each other without its author."""

    builds: int
    ended: float
    number: int = 0


class Rounds:
    """A run that the build after the last one's end wants, the notebook not saved since, was asked
    for by that last one. Time tells nothing here: a build may take any."""

    def __init__(self) -> None:
        self._builds = 0
        self._last: dict[str, _Round] = {}

    def begin_build(self) -> None:
        self._builds += 1

    def end_run(self, path: str) -> None:
        number = self._last[path].number if path in self._last else 0
        self._last[path] = _Round(self._builds, time.time(), number)

    def goes_round(self, job: Job) -> bool:
        """Whether this build is to begin no other run; asked once in each that wants one."""
        last = self._last.get(job.path)
        if last is None:
            return False
        follows = self._builds - last.builds == 1 and _saved(job) <= last.ended
        last.number = last.number + 1 if follows else 0
        return last.number > _MOST


def _saved(job: Job) -> float:
    """When the notebook was saved last; never, if it is gone."""
    try:
        return (job.root / job.path).stat().st_mtime
    except OSError:
        return 0.0


def stamp_of(job: Job) -> Stamp:
    """What a run may have missed and could find now: the files beside the notebook, and the
    folders of the log but those of pages, which change when a file comes or goes."""
    beside = (job.root / job.path).parent
    found: dict[str, int] = {}
    with contextlib.suppress(OSError):  # a file that goes meanwhile is seen with the next build
        for entry in os.scandir(beside):
            if entry.is_file() and not entry.name.endswith(".ipynb"):
                found[entry.name] = entry.stat().st_mtime_ns
        for entry in os.scandir(job.root):
            if entry.is_dir() and not entry.name.startswith(".") and entry.name not in _PAGES:
                found[f"{entry.name}/"] = entry.stat().st_mtime_ns
    return tuple(sorted(found.items()))
