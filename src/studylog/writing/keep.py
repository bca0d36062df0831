"""The files of one step become copies in `.cache/studylog/undo/` that bring them back."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec

from studylog.writing.change import Change
from studylog.writing.disk import make_folder, read, remove, replace, sync_folder

FOLDER = ".cache/studylog/undo"
LOCK = "lock"
_STEP, _IGNORED = "step.json", ".gitignore"


class Kept(msgspec.Struct, frozen=True):
    """A file as it was: `copy` names its bytes in the folder, None if there was no such file.

    `after` is the digest of what the step made of it, None if it took the file away.
    """

    path: str
    copy: str | None
    after: str | None


class Step(msgspec.Struct, frozen=True):
    """What one command did; `by` is the command as a person would name it."""

    by: str
    files: tuple[Kept, ...]


def digest_of(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def open_folder(root: Path) -> Path:
    """The folder for the last step, made if need be; version control passes it over."""
    folder = root / FOLDER
    make_folder(folder)
    if not (ignored := folder / _IGNORED).exists():
        replace(ignored, b"*\n", 0o666)
    return folder


def keep(folder: Path, by: str, changes: tuple[Change, ...]) -> None:
    """Keeps what the changes will replace. The step kept before stays until this one is whole."""
    files = tuple(Kept(c.path, _copy(folder, c), digest_of(c.after)) for c in changes)
    put(folder, msgspec.json.encode(Step(by, files)))


def put(folder: Path, step: bytes | None) -> None:
    """Makes `step` the last one, None that there is none; copies of others stay until `tidy`."""
    if step is None:
        (folder / _STEP).unlink(missing_ok=True)
    else:
        replace(folder / _STEP, step, 0o600)
    sync_folder(folder)


def tidy(folder: Path) -> None:
    """Takes away the copies that the last step does not name."""
    step = last(folder)
    named = {kept.copy for kept in step.files} if step else set()
    for path in folder.iterdir():
        if path.name not in {_STEP, _IGNORED, LOCK, *named}:
            remove(path)


def raw(folder: Path) -> bytes | None:
    """The last step as it is kept."""
    return read(folder / _STEP)


def last(folder: Path) -> Step | None:
    """The last step; None if there is none, or none that can be read."""
    try:
        return msgspec.json.decode(raw(folder) or b"", type=Step)
    except msgspec.MsgspecError:
        return None


def _copy(folder: Path, change: Change) -> str | None:
    """The name of the copy: readable, and another one for other bytes."""
    if change.before is None:
        return None
    base = change.path.rpartition("/")[2]
    digest = sha256(change.path.encode("utf-8", "replace") + b"\0" + change.before).hexdigest()
    name = f"{digest[:16]}-{base[-100:]}"
    if not (folder / name).exists():
        replace(folder / name, change.before, 0o600)
    return name
