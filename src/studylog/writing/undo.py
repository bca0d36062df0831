"""The last step that a command made is taken back, if nobody has worked on its files since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studylog.problem import Problem
from studylog.writing import keep
from studylog.writing.change import Change, not_possible, place_of, refused
from studylog.writing.disk import read
from studylog.writing.keep import Kept, Step
from studylog.writing.lock import locked
from studylog.writing.make import Ready, clean, make, prepare


@dataclass(frozen=True, slots=True)
class Undone:
    """`by` is the command whose step was taken back; `paths` are the files that changed by it."""

    by: str
    paths: tuple[str, ...]


def undo(root: Path) -> Undone | Problem:
    """Brings back the files as they were before the last step; those it made are removed.

    An error, and nothing changed, where there is no step or a file is not as the step left it.
    """
    folder = root / keep.FOLDER
    if keep.last(folder) is None:
        return _nothing()
    try:
        with locked(folder / keep.LOCK):
            step = keep.last(folder)
            return _undo(root, folder, step) if step else _nothing()
    except OSError as error:
        return not_possible(keep.FOLDER, error)


def _undo(root: Path, folder: Path, step: Step) -> Undone | Problem:
    changes: list[Change] = []
    for kept in step.files:
        found = _change(root, folder, kept, step.by)
        if isinstance(found, Problem):
            return found
        if found.before != found.after:  # a step that was broken off has changed a part only
            changes.append(found)
    ready: list[Ready] = []
    try:
        if problem := prepare(root, changes, ready) or make(ready)[1]:
            return problem
    finally:
        clean(ready)
    keep.put(folder, None)
    keep.tidy(folder)
    return Undone(step.by, tuple(c.path for c in changes)) if changes else _nothing()


def _change(root: Path, folder: Path, kept: Kept, by: str) -> Change | Problem:
    """What takes the file back to what it was."""
    target = place_of(root, kept.path)
    if isinstance(target, Problem):
        return target
    before = None if kept.copy is None else read(folder / Path(kept.copy).name)
    if kept.copy is not None and before is None:
        said = f"the version before '{by}' is no longer in {keep.FOLDER}"
        return refused(kept.path, said, "look for it where you keep older versions")
    now = read(target)
    if now == before or keep.digest_of(now) == kept.after:
        return Change(kept.path, now, before)
    where = f"the version before is {keep.FOLDER}/{kept.copy}: copy from it what you need"
    said = f"the file was changed since '{by}', and that change would be lost"
    return refused(kept.path, said, where if kept.copy else _MADE)


#: What is left to do for a file that the step made and somebody has worked on since.
_MADE = "there was no file before: keep your change elsewhere, then remove the file yourself"


def _nothing() -> Problem:
    hint = "only the last change is kept, and it can be taken back once"
    return refused(keep.FOLDER, "there is no change to take back", hint)
