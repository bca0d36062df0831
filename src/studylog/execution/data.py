"""Files become their SHA-256, each read again only when it changed."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from studylog.execution.aside import make_folder, put_file
from studylog.notebooks import read_program
from studylog.runs.key import code_key

#: Two changes within so long may leave a file the same time, in nanoseconds.
_TICK_NS = 2_000_000_000
#: Bytes up to which a file is read from end to end; of a larger one so many pieces of so many.
_HUGE, _PIECES, _PIECE = 2**34, 256, 2**20
#: Bytes up to which a file of code is read as such.
_LONG = 2**26


def hash_data(root: Path, paths: Iterable[str], kept: Path | None = None) -> Mapping[str, str]:
    """Each path below `root` with the SHA-256 of its file, in hex; what is no file is not in it.

    `kept` is the file that holds what was found before, with the sizes and times of the files:
    one of 2 GB is not read at each build. A file that changed a moment ago is not kept, as it may
    change again within the same tick of the clock.
    """
    before = _read(kept)
    found: dict[str, str] = {}
    news: dict[str, list[object]] = {}
    for path in sorted(set(paths)):
        try:
            digest, entry = _hash(root / path, before.get(str(root / path)))
        except (OSError, ValueError):  # not there, not ours to read, or no name a file can have
            continue
        found[path] = digest
        if entry:
            news[str(root / path)] = entry
    if kept and any(before.get(path) != entry for path, entry in news.items()):
        _write(kept, {**_read(kept), **news})
    return found


def _hash(path: Path, before: list[object] | None) -> tuple[str, list[object] | None]:
    if not path.is_file():
        raise FileNotFoundError(path)
    stat = path.stat()
    state = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
    if before and before[:-1] == state:
        return str(before[-1]), before
    with path.open("rb") as file:
        digest = _digest(file, path.suffix.lower(), stat.st_size)
    old = time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > _TICK_NS
    return digest, [*state, digest] if old else None


def _digest(file: BufferedReader, suffix: str, size: int) -> str:
    """The SHA-256 in hex: of the content, and of a huge file of its size and pieces all over it, as
    a file without bytes on the disk can be of any size. Of a module, line ends count as `\\n`, and
    of a notebook its code alone: what reads it runs it, and its outputs change with each save."""
    if suffix in (".py", ".ipynb") and size <= _LONG:
        return _digest_of_code(file.read(_LONG), suffix)
    if size <= _HUGE:
        return hashlib.file_digest(file, "sha256").hexdigest()
    digest = hashlib.sha256(str(size).encode())
    for number in range(_PIECES):
        file.seek((size - _PIECE) * number // (_PIECES - 1))
        digest.update(file.read(_PIECE))
    return digest.hexdigest()


def _digest_of_code(content: bytes, suffix: str) -> str:
    program = read_program("any.ipynb", content) if suffix == ".ipynb" else None
    if program and any(cell.strip() for cell in program.cells):
        return code_key(program)
    unix = content.replace(b"\r\n", b"\n") if suffix == ".py" else content
    return hashlib.sha256(unix).hexdigest()


def _read(kept: Path | None) -> dict[str, list[object]]:
    """What was found before; nothing where that can't be read."""
    try:
        known = json.loads(kept.read_bytes()) if kept and kept.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {p: e for p, e in known.items() if isinstance(e, list) and _is_entry(e)}


def _is_entry(entry: list[object]) -> bool:
    return len(entry) == 4 and isinstance(entry[3], str) and len(entry[3]) == 64


def _write(kept: Path, entries: Mapping[str, list[object]]) -> None:
    with suppress(OSError):  # what can't be kept is read again
        there = {path: entry for path, entry in entries.items() if Path(path).is_file()}
        make_folder(kept.parent)
        put_file(kept, json.dumps(there).encode())
