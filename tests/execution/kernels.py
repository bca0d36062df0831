"""Real notebooks for real kernels, and the sight of what they leave behind."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from studylog.execution import Job, Limits, Progress, run_all
from studylog.runs import Program, Run, run_key

#: In the environment of all that a test starts.
MARK = "STUDYLOG_TEST"
#: More than a busy machine needs.
PATIENT_S = 120.0


def job(root: Path, *cells: str, name: str = "a", **asked: Any) -> Job:
    (root / "notebooks").mkdir(exist_ok=True)
    data: Mapping[str, str] = asked.pop("hashes", {})
    program = Program(f"notebooks/{name}.ipynb", cells=cells, **asked)
    return Job(program, run_key(program, data), root, data)


def run(given: Job, limits: Limits | None = None, said: list[Progress] | None = None) -> Run:
    told = said if said is not None else []
    ((_, found),) = run_all([given], limits or Limits(), 1, told.append)
    return found


def fault(found: Run) -> tuple[str, str, int | None]:
    assert found.record.fault
    return found.record.fault.kind, found.record.fault.said, found.record.fault.cell


def texts(found: Run, cell: int = 1) -> list[str]:
    """What the outputs of a cell say, in their order."""
    outputs = found.cells[cell - 1].outputs
    return [o["text"] if "text" in o else o["data"]["text/plain"] for o in outputs if says(o)]


def says(output: Mapping[str, Any]) -> bool:
    return "text" in output or "data" in output


def left(mark: str) -> list[str]:
    """The command lines of the processes that carry the mark."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(f"{process.pid} {' '.join(process.cmdline())}")
    return found


def wait_until(true: Any) -> None:
    until = time.monotonic() + PATIENT_S
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
