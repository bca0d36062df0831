"""A folder becomes what git says of all commits that added or renamed a file.

This is the library's one way to another program, as `sources` is its one way to the disk: the build
and the command ask through it, and all that follows from the answer is pure.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

#: Longer than that no build waits, in seconds. 10,000 commits take one or two.
_TIMEOUT_S = 20
#: Nothing is fetched (a partial clone would) and nothing is asked at the terminal.
_QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
#: Set for the hooks of a commit, in which a log may be built: the folder alone says which one.
_PLACES = ("GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE")
_HEAD = ("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
# The settings are those of a user's own that would change what is printed.
_LOG = (
    "-c", "log.showSignature=false", "-c", "diff.relative=false", "-c", "core.quotePath=true",
    "log", "--topo-order", "--no-color", "--no-mailmap", "--date=short", "--format=%x01%ad",
    "--diff-filter=AR", "--find-renames", "--name-status", "-z", "HEAD", "--",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Commits:
    """`log` is what git printed, newest first, `head` the commit it was asked at and `prefix` the
    way from the repository's root to the folder. `missing` says why there is nothing."""

    head: str = ""
    prefix: str = ""
    log: str = ""
    missing: str = ""


def ask_git(root: Path, last: Commits | None = None) -> Commits:
    """The commits of the repository that `root` lies in; `last` again while its HEAD is the same.

    A shallow clone does not hold the first commits, so its pages would all seem to be young.
    """
    head = _run(root, *_HEAD)
    if isinstance(head, Commits):
        return head
    shallow, prefix, commit = [*head.split("\n"), "", ""][:3]
    if shallow != "false":
        return Commits(missing="the clone is shallow")
    if last and (last.head, last.prefix) == (commit, prefix) and not last.missing:
        return last
    log = _run(root, *_LOG)
    return log if isinstance(log, Commits) else Commits(commit, prefix, log)


def _run(root: Path, *arguments: str) -> str | Commits:
    """What git prints; where it can't be asked or knows nothing, why."""
    around = {name: value for name, value in os.environ.items() if name not in _PLACES}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=root,
            env={**around, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        late = isinstance(error, subprocess.TimeoutExpired)
        return Commits(missing="git took too long" if late else "git is not installed")
    if done.returncode:
        return Commits(missing="git knows no commit of this folder")
    return done.stdout.decode("utf-8", "surrogateescape")
