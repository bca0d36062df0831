"""A run becomes a file under its key, in one step, and the file a run again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock

from studylog.execution.aside import make_folder, put_file
from studylog.runs.keep import from_bytes, to_bytes
from studylog.runs.record import Run

#: So many runs of a notebook are kept: who takes an edit back finds the run before it.
_RUNS = 20
#: Of the name of a lock's file: there are 4,096 of them at most.
_LOCK_DIGITS = 3
#: Bytes that no run has: its outputs are bounded.
_HUGE = 2**30


class Store:
    """The kept runs below `folder`, which several builds may use at the same time.

    What can't be read is a miss, what can't be written is kept as long as the store itself: each
    run in `unkept` by its key.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unkept: dict[str, Run] = {}
        self._last_unkept: dict[str, str] = {}

    def get(self, key: str) -> Run | None:
        if key in self.unkept:
            return self.unkept[key]
        try:
            run = from_bytes(_content(self._file(key)))
        except OSError:
            return None
        return run if run and run.record.key == key else None

    def put(self, run: Run, path: str) -> None:
        """Keeps the run, as the last of the notebook at `path`; its oldest ones are dropped."""
        keys = [run.record.key, *(k for k in self._keys(path) if k != run.record.key)]
        try:
            self._write(self._file(run.record.key), to_bytes(run))
            self._write(self._last(path), json.dumps(keys[:_RUNS]).encode())
            for old in self._unused(keys[_RUNS:]):
                self._file(old).unlink(missing_ok=True)
        except OSError:
            self.unkept[run.record.key] = run
            self._last_unkept[path] = run.record.key

    def last(self, path: str) -> Run | None:
        """The run that was put last for the notebook, whatever its key; one that had no kernel to
        begin with only where there is no other."""
        runs = (run for key in self._keys(path) if (run := self.get(key)))
        newest = next(runs, None)
        if newest is None or newest.record.began:
            return newest
        return next((run for run in runs if run.record.began), newest)

    def stamp(self, key: str) -> tuple[int, ...] | None:
        """What is another after each `put` under the key; None if there is no run."""
        try:
            stat = self._file(key).stat()
        except OSError:
            return None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def lock(self, key: str) -> FileLock:
        """The lock that whoever runs under the key holds; it ends with its process.

        Its file stays when the lock is given back, as another may be about to take it. So there is
        a bounded number of them: where two keys have the same one, one run waits for the other.
        """
        make_folder(self.folder / "locks", self.folder)
        name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:_LOCK_DIGITS]
        return FileLock(self.folder / "locks" / name, thread_local=False)

    @property
    def hashes(self) -> Path:
        """The file for `hash_data`."""
        return self.folder / "data.json"

    def _file(self, key: str) -> Path:
        return self.folder / f"{_safe(key)}.run"

    def _last(self, path: str) -> Path:
        return self.folder / "last" / hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()

    def _keys(self, path: str) -> list[str]:
        if path in self._last_unkept:
            return [self._last_unkept[path]]
        return _listed(self._last(path))

    def _unused(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that no notebook has any more: two of the same code share theirs."""
        lists = self._last("").parent.iterdir() if keys else ()
        return set(keys) - {key for path in lists for key in _listed(path)}

    def _write(self, target: Path, content: bytes) -> None:
        make_folder(target.parent, self.folder)
        put_file(target, content)


def _listed(path: Path) -> list[str]:
    """The keys that stand in a notebook's file; none where it can't be read."""
    try:
        keys = json.loads(_content(path))
    except (OSError, ValueError, RecursionError):
        return []
    return [k for k in keys if isinstance(k, str)] if isinstance(keys, list) else []


def _content(path: Path) -> bytes:
    """The bytes of a file; OSError for a pipe, and for one so large that none of ours can be it."""
    if not path.is_file() or path.stat().st_size > _HUGE:
        raise FileNotFoundError(path)
    return path.read_bytes()


def _safe(key: str) -> str:
    """The key, if it is one; a name that can be no path for anything else."""
    if re.fullmatch(r"[0-9A-Za-z]{1,128}", key):
        return key
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
