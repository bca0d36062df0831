"""What `{% post_url %}` and `{% link %}` name becomes the path of a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from posixpath import splitext

from studylog.sources import MARKDOWN
from studylog.words import words_of

#: The paths of posts by their names without ending.
Names = Mapping[str, Sequence[str]]
#: The name of a post's file, without its ending.
DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")


def names_of(paths: Iterable[str]) -> Names:
    """The paths of files by their names without ending, as Jekyll's tags name a post."""
    named: dict[str, list[str]] = {}
    for path in paths:
        stem = PurePosixPath(path).stem
        for name in {stem, _with_zeros(stem)}:
            named.setdefault(name, []).append(path)
    return named


def _with_zeros(stem: str) -> str:
    """`2017-2-5-x` as `2017-02-05-x`."""
    return re.sub(r"(?<=-)(\d)(?=-)", r"0\1", stem, count=2) if DATED.match(stem) else stem


def target_of(tag: str, wanted: str, names: Names) -> str | None:
    """The path of the source that is meant, as it lies from the root of all sources."""
    stem, folder = _stem(wanted), wanted.strip("/").rpartition("/")[0]
    found = names.get(stem, ())
    near = [path for path in found if folder and f"/{folder}/" in f"/{path}"]
    if tag == "post_url" or "_posts/" in f"/{wanted}":
        return next(iter(near or found), None)
    return None if wanted.startswith(("_", "/_")) or not wanted else wanted.lstrip("/")


def _stem(wanted: str) -> str:
    name = wanted.rpartition("/")[2]
    stem, ending = splitext(name)
    return stem if ending in (*MARKDOWN, ".html") else name


def undated(stem: str) -> str:
    """The name without the date that it begins with."""
    found = DATED.fullmatch(stem)
    return found["slug"] if found else stem


def words_for(wanted: str) -> str:
    stem = _stem(wanted)
    return words_of(undated(stem)) or stem
