"""Changes to the author's files are made, all of them or none, and can be taken back.

This is the only place that writes a file of the author. The order for each file is: a temporary
file beside it, on the disk; its bytes compared with those that were read; renamed; the folder on
the disk. What an editor saves in the instant between comparing and renaming can't be seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from studylog.problem import Problem
from studylog.writing import keep
from studylog.writing.change import Change, not_possible
from studylog.writing.lock import locked
from studylog.writing.make import Ready, clean, make, prepare


def write(root: Path, changes: Iterable[Change], by: str) -> Problem | None:
    """Makes the changes as one step, which `undo` takes back; None if all is well.

    `by` is the command that asks for it. A file that is not as it was read, lies outside the log
    or can't be written is an error, and then none is changed. Links are followed; the mode and
    the owner of a file stay.
    """
    wanted = tuple(change for change in changes if change.before != change.after)
    if not wanted:
        return None
    try:
        folder = keep.open_folder(root)
        with locked(folder / keep.LOCK):
            return _write(root, folder, wanted, by)
    except OSError as error:
        return not_possible(keep.FOLDER, error)


def _write(root: Path, folder: Path, wanted: tuple[Change, ...], by: str) -> Problem | None:
    ready: list[Ready] = []
    try:
        if problem := prepare(root, wanted, ready):
            return problem
        former = keep.raw(folder)
        keep.keep(folder, by, wanted)
        done, problem = make(ready)
        if problem and not done:
            keep.put(folder, former)
        return problem
    finally:
        clean(ready)
        with suppress(OSError):
            keep.tidy(folder)
