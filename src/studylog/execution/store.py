"""A run becomes a file under its key, in one step, and the file a run again."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
from pathlib import Path

from filelock import FileLock

from studylog.runs.keep import from_bytes, to_bytes
from studylog.runs.record import Run

#: So many runs of a notebook are kept: who takes an edit back finds the run before it.
_RUNS = 20
_count = itertools.count()


class Store:
    """The kept runs below `folder`, which several builds may use at the same time.

    What can't be read is a miss, what can't be written is not kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Run | None:
        try:
            run = from_bytes(self._file(key).read_bytes())
        except OSError:
            return None
        return run if run and run.record.key == key else None

    def put(self, run: Run, path: str) -> None:
        """Keeps the run, as the last of the notebook at `path`; its oldest ones are dropped."""
        keys = [run.record.key, *(k for k in self._keys(path) if k != run.record.key)]
        try:
            self._write(self._file(run.record.key), to_bytes(run))
            self._write(self._last(path), json.dumps(keys[:_RUNS]).encode())
            for old in keys[_RUNS:]:
                self._file(old).unlink(missing_ok=True)
        except OSError:
            return

    def last(self, path: str) -> Run | None:
        """The run that was put last for the notebook, whatever its key."""
        return next((run for key in self._keys(path)[:1] if (run := self.get(key))), None)

    def stamp(self, key: str) -> tuple[int, ...] | None:
        """What is another after each `put` under the key; None if there is no run."""
        try:
            stat = self._file(key).stat()
        except OSError:
            return None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def lock(self, key: str) -> FileLock:
        """The lock that whoever runs under the key holds; it ends with its process."""
        self._make(self.folder / "locks")
        return FileLock(self.folder / "locks" / _safe(key), thread_local=False)

    @property
    def hashes(self) -> Path:
        """The file for `hash_data`."""
        return self.folder / "data.json"

    def _file(self, key: str) -> Path:
        return self.folder / f"{_safe(key)}.run"

    def _last(self, path: str) -> Path:
        return self.folder / "last" / hashlib.sha256(path.encode("utf-8", "replace")).hexdigest()

    def _keys(self, path: str) -> list[str]:
        try:
            keys = json.loads(self._last(path).read_bytes())
        except (OSError, ValueError, RecursionError):
            return []
        return [k for k in keys if isinstance(k, str)] if isinstance(keys, list) else []

    def _write(self, target: Path, content: bytes) -> None:
        self._make(target.parent)
        aside = target.with_name(f"{target.name}.{os.getpid()}.{next(_count)}.tmp")
        try:
            aside.write_bytes(content)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)

    def _make(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.is_file():
            ignore.write_text("*\n", encoding="utf-8")


def _safe(key: str) -> str:
    """The key, if it is one; a name that can be no path for anything else."""
    if re.fullmatch(r"[0-9A-Za-z]{1,128}", key):
        return key
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
