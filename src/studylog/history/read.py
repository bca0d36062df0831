"""What git printed becomes the year of each page's first commit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from studylog.history.git import Commits

_YEAR = re.compile(r"[0-9]{4}(?=-[0-9]{2}-[0-9]{2})")
#: A status, with how much alike the two files of a renaming are.
_STATUS = re.compile(r"A|R[0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class History:
    """The year of the first commit by the path of a page; `missing` says why git knows none."""

    years: Mapping[str, int] = field(default_factory=dict)
    missing: str = ""


def first_years(commits: Commits, paths: Collection[str]) -> History:
    """The year of the author's date of the first commit of each page, renamings followed.

    A page that was never committed is not in it.
    """
    years: dict[str, int] = {}
    named: dict[str, list[str]] = {commits.prefix + path: [path] for path in paths}
    for year, before, path in _changes(commits.log):
        pages = named.get(path, [])
        if before:
            # A page of the former name that was begun since is another file.
            others = [page for page in named.get(before, []) if page not in years]
            named[before] = [*others, *named.pop(path, [])]
        elif pages:
            years.update(dict.fromkeys(pages, year))
    return History(years, commits.missing)


def _changes(log: str) -> Iterator[tuple[int, str, str]]:
    """Year, former name and name of each file added (its former name is empty) or renamed.

    In the output of `git log --name-status -z` every piece ends in a NUL.
    """
    year: int | None = None
    pieces = iter(log.split("\0"))
    for piece in pieces:
        # The date of a commit stands alone, or with a line end before its first status.
        for part in piece.split("\n"):
            if part.startswith("\x01"):
                found = _YEAR.match(part, 1)
                year = int(found[0]) if found else None
            elif _STATUS.fullmatch(part):
                before = next(pieces, "") if part[0] == "R" else ""
                path = next(pieces, "")
                if year is not None:
                    yield year, before, path
