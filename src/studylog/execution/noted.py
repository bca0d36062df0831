"""What a kernel noted while it ran becomes the packages, data and modules of the run's record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import source_from_cache
from pathlib import Path, PurePath

_OTHERS = {"site-packages", "dist-packages", "node_modules"}


@dataclass(frozen=True, slots=True)
class Noted:
    """`data` and `modules` are paths from the log's root, of files that were read and not written:
    what a run itself makes or goes on with is none of its inputs."""

    packages: dict[str, str] = field(default_factory=dict)
    device: str = ""
    data: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


def read_notes(log: Path, root: Path) -> Noted:
    """What stands in the kernel's file; nothing where there is none."""
    packages: dict[str, str] = {}
    device = ""
    read: set[str] = set()
    wrote: set[str] = set()
    for what, value in _lines(log):
        match what, value:
            case "versions", dict():
                packages |= {n: v for n, v in value.items() if n and isinstance(v, str)}
            case "device", str():
                device = value
            case (("r" | "w"), str()):
                (read if what == "r" else wrote).update(_below(value, root))
    modules = {_source(path) for path in read if path.endswith((".py", ".pyc"))}
    data = {path for path in read - wrote if not path.endswith((".py", ".pyc"))}
    return Noted(packages, device, tuple(sorted(data)), tuple(sorted(modules - wrote)))


def _lines(log: Path) -> Iterator[tuple[object, object]]:
    try:  # the kernel's code may have put anything in the file's place, such as a pipe
        lines = log.read_bytes().splitlines() if log.is_file() else []
    except OSError:
        return
    for line in lines:
        try:
            what, value = json.loads(line)
        except (TypeError, ValueError, RecursionError):  # a kernel was killed while it wrote
            continue
        yield what, value


def roots_of(root: Path) -> list[str]:
    """The root by each name that a kernel may know it by."""
    return sorted({str(root.absolute()), str(root.resolve())})


def _below(path: str, root: Path) -> Iterator[str]:
    """The path from the root, unless it is of a hidden folder or an installed package."""
    for name in roots_of(root):
        if PurePath(path).is_relative_to(name):
            parts = PurePath(path).relative_to(name).parts
            if parts and not any(p.startswith(".") or p in _OTHERS for p in parts):
                yield "/".join(parts)
            return


def _source(path: str) -> str:
    """The Python file that a compiled one was made from."""
    try:
        return source_from_cache(path) if path.endswith(".pyc") else path
    except ValueError:
        return path
