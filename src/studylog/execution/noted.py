"""What a kernel noted while it ran becomes the packages, data and modules of the run's record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import source_from_cache
from pathlib import Path, PurePath
from typing import Literal

_OTHERS = {"site-packages", "dist-packages", "node_modules"}
#: Of more files outside the log than this, their folders are named.
_MANY = 20
#: No module has a longer name.
_LONG = 100


@dataclass(frozen=True, slots=True)
class Noted:
    """`data` and `modules` hold the paths from the log's root of files that were read and not
    written: what a run itself makes or goes on with is none of its inputs. Each has what `state_of`
    the file was when it was read. `others` are the names of what was read outside the log or in a
    hidden folder, which no build compares, and of what opens files unseen. `unseen` is that of the
    record."""

    packages: dict[str, str] = field(default_factory=dict)
    device: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    modules: Mapping[str, object] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    unseen: Literal["", "files", "programs"] = "files"


@dataclass(slots=True)
class _Files:
    """What was read, each with what its file was like then."""

    read: dict[str, object] = field(default_factory=dict)
    wrote: set[str] = field(default_factory=set)
    bases: dict[str, object] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    def kept(self, root: Path) -> dict[str, object]:
        """What was read and not written. What SQLite has open is either: it tells neither."""
        self.wrote |= {p for p, then in self.bases.items() if state_of(root / p) != then}
        read = {**self.bases, **self.read}
        return {path: read[path] for path in sorted(read.keys() - self.wrote)}


def read_notes(log: Path, root: Path) -> Noted:
    """What stands in the kernel's file; nothing where there is none."""
    packages: dict[str, str] = {}
    device = ""
    unseen: Literal["", "files", "programs"] = "files"
    opening: set[str] = set()
    files = _Files()
    for what, value, then in _lines(log):
        match what, value:
            case "versions", dict():
                packages |= {n: v for n, v in value.items() if n and isinstance(v, str)}
            case "device", str():
                device = value
            case "watching", _:
                unseen = ""
            case "ran", _:
                unseen = unseen or "programs"
            case "opens", str():
                unseen = "files"
                opening.add(f"the files that {value[:_LONG]} opens")
            case (("r" | "w" | "db" | "out"), str()):
                _take(files, str(what), value, then, root)
    kept = files.kept(root)
    modules = {path: then for path, then in kept.items() if path.endswith(".py")}
    data = {path: then for path, then in kept.items() if path not in modules}
    others = (*sorted(_named(files.others - files.wrote)), *sorted(opening))
    return Noted(packages, device, data, modules, others, unseen)


def written(log: Path, root: Path) -> frozenset[str]:
    """The paths from the log's root of what a run has opened to write so far."""
    files = _Files()
    for what, value, then in _lines(log):
        if what == "w" and isinstance(value, str):
            _take(files, what, value, then, root)
    return frozenset(files.wrote)


def _take(files: _Files, what: str, path: str, then: object, root: Path) -> None:
    found = _below(_source(path), root)
    if found is None:
        (files.wrote if what == "w" else files.others).add(_from_home(_source(path)))
    elif any(p in _OTHERS for p in found.parts):
        return
    elif what == "w":
        files.wrote.add(found.as_posix())
    elif any(p.startswith(".") for p in found.parts):
        files.others.add(found.as_posix())
    else:
        (files.bases if what == "db" else files.read).setdefault(found.as_posix(), then)


def state_of(path: Path) -> list[int] | None:
    """What is another once the file was written to, as the kernel notes it."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _from_home(path: str) -> str:
    """The path as it says nothing of whose machine it is."""
    home = Path.home()
    return f"~/{PurePath(path).relative_to(home).as_posix()}" if _is_below(path, home) else path


def _is_below(path: str, folder: Path) -> bool:
    return PurePath(path).is_relative_to(folder)


def _named(paths: set[str]) -> set[str]:
    return paths if len(paths) <= _MANY else {f"{PurePath(p).parent.as_posix()}/" for p in paths}


def _lines(log: Path) -> Iterator[tuple[object, object, object]]:
    try:  # the kernel's code may have put anything in the file's place, such as a pipe
        lines = log.read_bytes().splitlines() if log.is_file() else []
    except OSError:
        return
    for line in lines:
        try:
            what, value, *then = json.loads(line)
        except (TypeError, ValueError, RecursionError):  # a kernel was killed while it wrote
            continue
        yield what, value, then[0] if then else None


def roots_of(root: Path) -> list[str]:
    """The root by each name that a kernel may know it by."""
    return sorted({str(root.absolute()), str(root.resolve())})


def _below(path: str, root: Path) -> PurePath | None:
    """The path from the root; None for one that lies elsewhere."""
    found = (PurePath(path).relative_to(r) for r in roots_of(root) if _is_below(path, Path(r)))
    return next(found, None)


def _source(path: str) -> str:
    """The Python file that a compiled one was made from."""
    try:
        return source_from_cache(path) if path.endswith(".pyc") else path
    except ValueError:
        return path
