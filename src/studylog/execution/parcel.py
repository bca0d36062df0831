"""A job becomes a parcel: all that a machine needs to run it which has not the log's disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from studylog.execution.limits import Job, Limits
from studylog.execution.store import Store
from studylog.notebooks import read_stored
from studylog.runs.program import Program
from studylog.runs.record import Record

#: So many bytes of files are under way at the same time, of one notebook or of several.
MOST = 2**30
HASH_SEED = "PYTHONHASHSEED"
_OTHERS = {"__pycache__", "site-packages", "dist-packages", "node_modules"}


@dataclass(frozen=True, slots=True)
class Parcel:
    """`files` holds what the notebook may read, by path from the log's root; `hash_seed` is that of
    this machine, so that a set is printed in the same order there, empty for the usual one."""

    program: Program
    key: str
    data: Mapping[str, str]
    limits: Limits
    files: Mapping[str, bytes]
    hash_seed: str = ""


def files_of(job: Job, store: Store) -> Mapping[str, int]:
    """The files to be sent along, with their sizes in bytes: the data that the notebook declares,
    the Python files in and below its folder, and what its last run read."""
    recorded = {p for r in _records(job, store) for p in (*r.data, *r.modules) if _is_sound(p)}
    found: dict[str, int] = {}
    for path in sorted({*job.data, *recorded, *_beside(job)}):
        try:
            if (job.root / path).is_file():
                found[path] = (job.root / path).stat().st_size
        except (OSError, ValueError):  # not ours to read, or no name a file can have
            continue
    return found


def pack(job: Job, limits: Limits, paths: Iterable[str]) -> Parcel:
    """The parcel with these files; OSError if one can't be read."""
    files = {path: (job.root / path).read_bytes() for path in paths}
    seed = os.environ.get(HASH_SEED, "")
    return Parcel(job.program, job.key, job.data, limits, files, seed)


def unpack(parcel: Parcel, root: Path) -> Job:
    """The job as it is below `root`, where its files then lie; OSError if there is no room."""
    (root / parcel.program.path).parent.mkdir(parents=True, exist_ok=True)
    for path, content in parcel.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return Job(parcel.program, parcel.key, root, parcel.data)


def _records(job: Job, store: Store) -> Iterator[Record]:
    if last := store.last(job.path):
        yield last.record
    with suppress(OSError):
        if record := read_stored(job.path, (job.root / job.path).read_bytes()).record:
            yield record


def _is_sound(path: str) -> bool:
    """Whether it is one that a run notes: a notebook of someone else may name any file, and none
    outside the log or of a hidden folder leaves this machine."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not any(
        part.startswith((".", "/", "\\")) or ":" in part for part in parts
    )


def _beside(job: Job) -> Iterator[str]:
    """The Python files in the notebook's folder and below, without those of an environment."""
    folder = (job.root / job.path).parent
    for place, folders, names in os.walk(folder):
        folders[:] = [n for n in folders if not n.startswith(".") and n not in _OTHERS]
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        for name in names:
            if name.endswith(".py"):
                yield (Path(place) / name).relative_to(job.root).as_posix()
