"""The progress of runs becomes lines: drawn in place in a terminal, else one for each change."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TextIO
from unicodedata import east_asian_width

import click

from studylog.execution import Job, Progress
from studylog.runs import Run
from studylog.words import without_controls

_BAR, _SHORTEST = 8, 4
#: The lines of a terminal are drawn again after so long, in seconds.
_TICK_S = 0.2


@dataclass(frozen=True, slots=True)
class _Running:
    progress: Progress
    since: float


class Lines:
    """Shows what runs on `out` while it is entered; what has finished stays as a line of its own.

    `why` says by path why a notebook runs.
    """

    def __init__(self, out: TextIO, why: Mapping[str, str]) -> None:
        self._out, self._why = out, why
        self._in_place = out.isatty() and os.environ.get("TERM") != "dumb"
        self._full, self._empty = ("▓", "░") if _is_utf(out) else ("#", "-")
        self._running: dict[str, _Running] = {}
        self._drawn: list[str] = []
        self._changing = threading.Lock()
        self._ended = threading.Event()
        self._clock = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Lines:
        if self._in_place:
            self._clock.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        with self._changing:
            self._running.clear()
            self._draw()

    def tell(self, progress: Progress) -> None:
        """Takes what the runs tell of themselves; their ends come with `finish`."""
        path = progress.path
        if progress.state not in ("starting", "cell"):
            return
        with self._changing:
            before = self._running.get(path)
            since = before.since if before else time.monotonic()
            self._running[path] = _Running(progress, since)
            if not before and not self._in_place:
                said = f"{path}: running {_counted(progress.of)}{self._reason(path)}"
                self._draw(_line(said))

    def finish(self, job: Job, run: Run) -> None:
        with self._changing:
            self._running.pop(job.path, None)
            colour = "red" if run.record.fault else "green"
            said = _line(f"{job.path}: {said_of(run)}")
            self._draw(click.style(said, fg=colour) if self._in_place else said)

    def _reason(self, path: str) -> str:
        return f", since {self._why[path]}" if self._why.get(path) else ""

    def _tick(self) -> None:
        while not self._ended.wait(_TICK_S):
            with self._changing:
                self._draw()

    def _draw(self, finished: str = "") -> None:
        """Writes what has finished, and in a terminal below it what runs."""
        size = shutil.get_terminal_size()
        rows = list(self._running.values())[: size.lines - 2] if self._in_place else []
        shown = [self._row(row, size.columns - 1) for row in rows]
        if not finished and shown == self._drawn:
            return
        up = f"\x1b[{len(self._drawn)}A\x1b[J" if self._drawn else ""
        said = [finished] if finished else []
        self._out.write(up + "".join(f"{line}\n" for line in (*said, *shown)))
        self._out.flush()
        self._drawn = shown

    def _row(self, row: _Running, width: int) -> str:
        """Such as `exp-1  ▓▓▓░░░░░  code cell 3 of 8  12 s`; of a long name as much as fits."""
        name = _line(row.progress.path.removeprefix("notebooks/").rpartition(".")[0])
        cell, of = row.progress.cell, row.progress.of
        full = round(_BAR * max(cell - 1, 0) / max(of, 1))
        bar = self._full * full + self._empty * (_BAR - full)
        at = f"code cell {cell} of {of}" if row.progress.state == "cell" else "starting"
        said = f"  {bar}  {at}  {_time(time.monotonic() - row.since)}"
        return _cut(_cut(name, max(width - len(said), _SHORTEST)) + said, width)


def said_of(run: Run) -> str:
    """How a run ended, such as `done in 3.2 s` or `stopped at code cell 3: ValueError: x`."""
    if fault := run.record.fault:
        where = f"at code cell {fault.cell}" if fault.cell else "before its first code cell"
        return f"stopped {where}: {fault.said}"
    return f"done in {run.record.seconds:.1f} s"


def _line(text: str) -> str:
    """The text in one line, without what a terminal would obey."""
    return " ".join(without_controls(text).split())


def _counted(cells: int) -> str:
    return "1 code cell" if cells == 1 else f"{cells} code cells"


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _cut(line: str, width: int) -> str:
    """As much of the line as fits into so many columns of a terminal."""
    taken = 0
    for number, character in enumerate(line):
        taken += 2 if east_asian_width(character) in "WF" else 1
        if taken > width:
            return line[:number]
    return line


def _is_utf(out: TextIO) -> bool:
    return (out.encoding or "").lower().startswith("utf")
