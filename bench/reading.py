"""A long papers.bib becomes the reading list: beside bibtexparser, and again when little changed.

bibtexparser decodes and splits names with its own middlewares and makes no page. Every reading has
a process of its own that has imported everything; only what is said to be in one process shares it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENTRIES = 10_000
SIZES = (2_500, 5_000, 10_000, 20_000)
RUNS = 3
#: What happens to the file before each reading.
_STEPS = ("first", "unchanged", "one changed", "one appended")


@dataclass(frozen=True)
class Reading:
    """Seconds by the clock and of the processor, and the digest of the page."""

    wall: float
    process: float
    page: str


@dataclass(frozen=True)
class Process:
    """The readings of one process; MiB before the first of them, and at the most."""

    readings: tuple[Reading, ...]
    before: float
    peak: float


def main(generator: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = _entries(generator, folder)
        files = _files(entries, folder)
        print(f"reading list of {ENTRIES} entries with abstracts, median of {RUNS}:")
        runs = [(_in_one(files, folder), _in_new_ones(files, folder)) for _ in range(RUNS)]
        others = _run("--others", files[0]).readings[0]
        first = [new[0] for _, new in runs]
        _say("read and rendered", first, "bibtexparser", [others] * RUNS)
        for at, step in enumerate(_STEPS[1:], 1):
            _say(f"{step}, new process", [new[at] for _, new in runs], "first", first)
            own = [one[0] for one, _ in runs]
            _say(f"{step}, one process", [one[at] for one, _ in runs], "first", own)
        fresh = [_fresh(file, folder).readings[0].page for file in files]
        same = all([reading.page for reading in way] == fresh for run in runs for way in run)
        print(f"  every page has the bytes of a fresh run: {'yes' if same else 'NO'}")
        print("in proportion to the file, fresh processes:")
        for size in SIZES:
            file = folder / f"{size}.bib"
            file.write_bytes(b"\n".join(entries[:size]))
            _say_size(size, [_fresh(file, folder) for _ in range(RUNS)])


def _entries(generator: Path, folder: Path) -> list[bytes]:
    command = [sys.executable, str(generator), str(folder), "--flavour", "card"]
    subprocess.run([*command, "--papers", str(max(SIZES))], check=True)
    first, *others = (folder / "papers.bib").read_bytes().split(b"\n@article")
    return [first, *(b"@article" + entry for entry in others)]


def _files(entries: Sequence[bytes], folder: Path) -> list[Path]:
    """The file as it is, unchanged, with one entry changed, and with one more at the end."""
    whole = list(entries[:ENTRIES])
    middle = whole[ENTRIES // 2].replace(b"title = {", b"title = {Changed ")
    changed = [*whole[: ENTRIES // 2], middle, *whole[ENTRIES // 2 + 1 :]]
    contents = [whole, changed, [*changed, entries[ENTRIES]]]
    files = [folder / name for name in ("whole.bib", "changed.bib", "appended.bib")]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(b"\n".join(content))
    return [files[0], *files]


def _in_one(files: Sequence[Path], folder: Path) -> tuple[Reading, ...]:
    shelf = folder / "shelf"
    shelf.unlink(missing_ok=True)
    return _run(str(shelf), *files).readings


def _in_new_ones(files: Sequence[Path], folder: Path) -> tuple[Reading, ...]:
    shelf = folder / "shelf"
    shelf.unlink(missing_ok=True)
    return tuple(_run(str(shelf), file).readings[0] for file in files)


def _fresh(file: Path, folder: Path) -> Process:
    (folder / "shelf").unlink(missing_ok=True)
    return _run(str(folder / "shelf"), file)


def _run(way: str, *files: Path) -> Process:
    command = [sys.executable, "-m", "bench.one_reading", way, *map(str, files)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    readings = tuple(Reading(**step) for step in said["steps"])
    return Process(readings, said["before"], said["peak"])


def _say(what: str, ours: Sequence[Reading], beside: str, theirs: Sequence[Reading]) -> None:
    parts = []
    for clock in ("wall", "process"):
        mine, other = ([getattr(r, clock) for r in readings] for readings in (ours, theirs))
        ratio = statistics.median(a / b for a, b in zip(mine, other, strict=True))
        parts.append(
            f"{clock} {statistics.median(mine):6.2f} s / {statistics.median(other):6.2f} s"
            f"  ratio {ratio:5.3f}"
        )
    print(f"  {what:25}  beside {beside:12}  {'   '.join(parts)}", flush=True)


def _say_size(size: int, processes: Sequence[Process]) -> None:
    wall = statistics.median(p.readings[0].wall for p in processes)
    process = statistics.median(p.readings[0].process for p in processes)
    peak = statistics.median(p.peak for p in processes)
    own = statistics.median(p.peak - p.before for p in processes)
    print(
        f"  {size:6} entries  wall {wall:6.2f} s  process {process:6.2f} s"
        f" ({1e6 * process / size:4.0f} µs each)  peak {peak:4.0f} MiB"
        f" ({1024 * own / size:4.1f} KiB each beyond the imports)",
        flush=True,
    )
