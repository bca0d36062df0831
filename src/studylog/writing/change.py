"""What a command wants to change in a log, and the sentences for what stands in its way."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from studylog.problem import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """The file at `path`, from the log's root with `/`, has the bytes `before` and is to have
    `after`. None is a file that is not there."""

    path: str
    before: bytes | None
    after: bytes | None


def refused(path: str, said: str, hint: str) -> Problem:
    return Problem(path, None, f"{said}; nothing was written", hint, "error")


def changed_meanwhile(path: str) -> Problem:
    said = "the file was changed by another program meanwhile"
    return refused(path, said, "run the command again")


def not_possible(path: str, error: OSError) -> Problem:
    """What the system said, in words that name a cure."""
    said, hint = _REASONS.get(error.errno or 0, (error.strerror or "the system said no", _SAME))
    return refused(path, said, hint)


_SAME = "the file is as it was; look at the disk, then run the command again"
_NOT_OURS = ("its folder can't be written to", "change the folder's permissions")
_FULL = ("the disk is full", "make room, then run the command again")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NOT_OURS,
    errno.EPERM: _NOT_OURS,
    errno.EROFS: ("the disk can be read only", "write to a copy of the log elsewhere"),
    errno.ENOTDIR: ("a file stands where its folder should be", "move that file away"),
    errno.ELOOP: ("it is a link that leads to itself", "correct the link"),
    errno.ENAMETOOLONG: ("its name is too long for this disk", "give it a shorter one"),
}


def place_of(root: Path, path: str) -> Path | Problem:
    """The file that a path in the log names, links followed; a Problem if it lies outside."""
    try:
        within = root.resolve(strict=True)
        target = (within / path).resolve()
    except RuntimeError:  # until Python 3.13: what a link to itself raises
        return refused(path, "it is a link that leads to itself", "correct the link")
    except OSError as error:
        return not_possible(path, error)
    if not target.is_relative_to(within) or target == within:
        said = "the file lies outside the folder of the log"
        return refused(path, said, "put it into the log's folder, or change it by hand")
    return target
