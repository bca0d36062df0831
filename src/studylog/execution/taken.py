"""The events of a run become its cells, its fault and the time by which the next one is due."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from studylog.execution.limits import Job, Progress
from studylog.execution.noted import roots_of
from studylog.execution.process import Event
from studylog.runs.record import CellRun, Fault, FaultKind

#: Beyond the time that a runner keeps itself, in seconds: one that is silent for longer hangs.
_GRACE_S = 30.0
#: A kernel may take so long to start, and the outputs of a kernel that was ended to come.
_START_S, _LAST_S = 60.0, 20.0
_ANSI = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b[@-Z\\^_]")
_LONG = 200

Tell = Callable[[Progress], None]


class Taken:
    """What is known of a run that is under way."""

    def __init__(self, job: Job, timeout_s: float, tell: Tell) -> None:
        self.job, self.timeout_s, self._tell = job, timeout_s, tell
        self.cells: dict[int, CellRun] = {}
        self.widgets: dict[str, Any] = {}
        self.language = ""
        self.fault: Fault | None = None
        self.cell = 0
        self.ended = self.lost = False
        self.until = time.monotonic() + _START_S + _GRACE_S
        self._roots = _prefixes(job.root)

    def take(self, event: Event) -> None:
        if "cell" in event and event["cell"] not in range(1, len(self.job.program.cells) + 1):
            return  # a cell has told it
        match event:
            case {"is": "started", "language": language}:
                self.language = language
            case {"is": "cell", "cell": cell}:
                self.cell = cell
                self.until = time.monotonic() + self.timeout_s + _GRACE_S
                self.tell("cell")
            case {"is": "outputs", "cell": cell, "outputs": outputs, "count": count}:
                before = self.cells.get(cell, CellRun())
                seconds = event.get("seconds", before.seconds)
                shown = tuple(self._from_root(output) for output in outputs)
                self.cells[cell] = CellRun(shown, count, seconds)
                self.until = time.monotonic() + _START_S + _GRACE_S
            case {"is": "broke", "kind": kind, "said": said}:
                self._fail(kind, said)
                self.until = time.monotonic() + _LAST_S
            case {"is": "end", "fault": fault, "widgets": widgets}:
                self.widgets = widgets
                if fault:
                    self._fail(fault.kind, fault.said, fault.cell)
                self.ended = True
            case {"is": "gone" | "lost" | "late" as what}:
                self._end_early(what)

    def _end_early(self, what: str) -> None:
        if what == "late":
            self._fail("timeout", f"it ran longer than {self.timeout_s:g} s")
        elif what == "gone" and not self.language:
            self._fail("kernel", "nothing could be started: is 'studylog[run]' installed?")
        else:
            self._fail("died", "the process that ran it was ended by another")
        self.ended, self.lost = True, what != "gone"  # who is late may not hear an order

    def _fail(self, kind: FaultKind, said: str, cell: int | None = None) -> None:
        """The first fault stands: the others follow from it."""
        line = one_line(self._roots.sub(r"\1", said[: 20 * _LONG]))
        self.fault = self.fault or Fault(kind, line, cell or self.cell or None)

    def _from_root(self, output: dict[str, Any]) -> dict[str, Any]:
        """The output with the files of the log named from its root where an error names them."""

        def told(value: object) -> object:
            if isinstance(value, list):
                return [told(line) for line in value]
            return self._roots.sub(r"\1", value) if isinstance(value, str) else value

        if output.get("output_type") != "error" and output.get("name") != "stderr":
            return output
        names = ("evalue", "traceback", "text")
        return {k: told(v) if k in names else v for k, v in output.items()}

    def stop(self) -> None:
        self.fault = Fault("stopped", "the run was ended before its time", self.cell or None)

    def tell(
        self, state: Literal["waiting", "starting", "cell", "done", "failed", "stopped"]
    ) -> None:
        said = self.fault.said if self.fault else ""
        of = len(self.job.program.cells)
        self._tell(Progress(self.job.path, self.cell, of, state, said))


def _prefixes(root: Path) -> re.Pattern[str]:
    """The log's root where a path begins with it; IPython writes `~` for the user's folder."""
    home = str(Path.home())
    names = [name.rstrip("/\\") for name in roots_of(root)]
    names += [f"~{n.removeprefix(home)}" for n in names if n.startswith(home + os.sep)]
    each = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    # A colour may stand before it, which ends in a letter.
    return re.compile(rf"((?:\x1b\[[0-9;]*m)|(?<![\w.~/\\-]))(?:{each or '(?!)'})[/\\]")


def one_line(said: str) -> str:
    """The text as one line of at most 200 characters, without colours."""
    line = " ".join(_ANSI.sub("", said[: 20 * _LONG]).split())
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "…"
