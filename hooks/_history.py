"""Asks git, at most once for each commit, in which year the pages without one were begun."""

from __future__ import annotations

from pathlib import Path

from studylog.history import Commits, History, ask_git, first_years
from studylog.phases import pages_without_year
from studylog.sources import Sources

#: The preview builds at each save, and the history changes with a commit only.
_last: dict[Path, Commits] = {}


def history_of(root: Path, sources: Sources) -> History:
    """The years of the pages that need one; git is left alone where none does."""
    paths = pages_without_year(sources)
    if not paths:
        return History()
    commits = ask_git(root, _last.get(root))
    _last[root] = commits
    return first_years(commits, paths)
