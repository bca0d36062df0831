"""A whole build of a middling log, beside stock Material with blog, tags and mkdocs-jupyter.

Both sides carry the same posts, notes and notebooks. Only ours has a reading list, a page for each
of the 100 entries and typeset maths; the ratio says what all of that costs.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.logs import make_log

CONTENT = ("--posts", "60", "--notes", "40", "--notebooks", "6", "--papers", "100")
RUNS = 3


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds, and the peak memory of the process in MiB."""

    seconds: float
    mebibytes: float


def main(generator: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = Path(folder, "stock"), Path(folder, "ours")
        _generate(generator, stock, "stock")
        _generate(generator, ours, "card")
        make_log(ours)
        pairs = [(_build(ours), _build(stock)) for _ in range(RUNS)]
    print(f"whole build, {' '.join(CONTENT).replace('--', '')}, median of {RUNS}:")
    for name in ("seconds", "mebibytes"):
        mine = statistics.median(getattr(a, name) for a, _ in pairs)
        theirs = statistics.median(getattr(b, name) for _, b in pairs)
        ratio = statistics.median(getattr(a, name) / getattr(b, name) for a, b in pairs)
        print(f"  {name:9}  studylog {mine:8.2f}   stock {theirs:8.2f}   ratio {ratio:5.2f}")


def _generate(generator: Path, out: Path, flavour: str) -> None:
    command = [sys.executable, str(generator), str(out), *CONTENT, "--flavour", flavour]
    subprocess.run(command, check=True)


def _build(root: Path) -> Run:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the build in {root} failed")
    return Run(time.monotonic() - began, usage.ru_maxrss / 1024)
