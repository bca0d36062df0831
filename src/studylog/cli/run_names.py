"""The notebooks named on the command line become their paths in the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

import click

from studylog.problem import did_you_mean


def paths_of(names: Iterable[str], known: Sequence[str], root: Path, here: Path) -> tuple[str, ...]:
    """The path of each notebook named, once; a usage error for a name that no notebook has.

    A name is a path from `here`, or one from the root or below notebooks/, with or without its
    ending.
    """
    return tuple(dict.fromkeys(_path_of(name, known, root, here) for name in names))


def _path_of(name: str, known: Sequence[str], root: Path, here: Path) -> str:
    place = (here / name).resolve()
    for path in known:
        if place in ((root / path).resolve(), (root / path).with_suffix("").resolve()):
            return path
    written = PurePosixPath(name).as_posix()
    for path in known:
        below = path.removeprefix("notebooks/")
        if written in (path, below, _stem(path), _stem(below)):
            return path
    hint = did_you_mean(_stem(PurePosixPath(name).name), map(_name, known))
    if not hint and name.endswith(".py"):
        hint = "a Python file is one if it has cells that begin with # %%"
    raise click.BadParameter(
        f"there is no notebook '{name}'" + (f" ({hint})" if hint else ""), param_hint="NOTEBOOK"
    )


def _name(path: str) -> str:
    return _stem(path.removeprefix("notebooks/"))


def _stem(path: str) -> str:
    return path.rpartition(".")[0] if path.endswith((".ipynb", ".py")) else path
