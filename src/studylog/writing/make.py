"""The changes of one step become temporary files, then the files themselves."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studylog.problem import Problem
from studylog.writing.change import Change, changed_meanwhile, not_possible, place_of, refused
from studylog.writing.disk import make_folder, read, remove, sync_folder, write_beside

#: What systems say that know no second name of a file: FAT, some network drives.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)


@dataclass(frozen=True, slots=True)
class Ready:
    """A change, the file it is for, and the temporary file beside that with its new bytes."""

    change: Change
    target: Path
    beside: Path | None = None


def prepare(root: Path, changes: Iterable[Change], ready: list[Ready]) -> Problem | None:
    """Adds each change to `ready`; the first that can't be made ends it with what is wrong."""
    for change in changes:
        target = place_of(root, change.path)
        if isinstance(target, Problem):
            return target
        try:
            if problem := _differs(change, target) or _protected(change, target):
                return problem
            make_folder(target.parent)
            new = change.after
            beside = None if new is None else write_beside(target, new)
        except OSError as error:
            return not_possible(change.path, error)
        ready.append(Ready(change, target, beside))
    return None


def make(ready: Sequence[Ready]) -> tuple[int, Problem | None]:
    """Makes the changes, each if its file is still as it was read: how many, and what stopped."""
    done = 0
    for one in ready:  # all of them before the first is changed
        if problem := _differs_now(one):
            return 0, problem
    for one in ready:
        if problem := _differs_now(one):
            return done, _stopped(problem, done)
        try:
            _rename(one)
            done += 1
            sync_folder(one.target.parent)
        except FileExistsError:
            return done, _stopped(changed_meanwhile(one.change.path), done)
        except OSError as error:
            return done, _stopped(not_possible(one.change.path, error), done)
    return done, None


def clean(ready: Iterable[Ready]) -> None:
    """Takes away the temporary files that were not renamed."""
    for one in ready:
        if one.beside:
            remove(one.beside)


def _differs_now(one: Ready) -> Problem | None:
    try:
        return _differs(one.change, one.target)
    except OSError as error:
        return not_possible(one.change.path, error)


def _differs(change: Change, target: Path) -> Problem | None:
    return None if read(target) == change.before else changed_meanwhile(change.path)


def _protected(change: Change, target: Path) -> Problem | None:
    """Renaming would pass over what the owner of a file has said by its mode."""
    if change.before is None or (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        return None
    return refused(change.path, "the file is protected against writing", "make it writable")


def _rename(one: Ready) -> None:
    if one.beside is None:
        one.target.unlink()
    elif one.change.before is None:
        _rename_to_new(one.beside, one.target)
    else:
        one.beside.replace(one.target)


def _rename_to_new(beside: Path, target: Path) -> None:
    """Gives the file its name, never over another one; a FileExistsError if there is one."""
    try:
        os.link(beside, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        beside.rename(target)


def _stopped(problem: Problem, done: int) -> Problem:
    """The same problem, true also where something has been written."""
    if not done:
        return problem
    said = problem.message.removesuffix("; nothing was written")
    hint = "studylog undo takes back what was written before that"
    return replace(problem, message=f"{said}; the change was not finished", hint=hint)
