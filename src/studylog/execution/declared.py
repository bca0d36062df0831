"""The data files that a notebook names become paths of files; patterns among them are expanded."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from glob import has_magic
from itertools import islice
from pathlib import Path, PurePosixPath

#: So many files a pattern may name: each is read, and listed on the notebook's page.
MOST = 1000


def files_of(root: Path, pattern: str) -> list[str]:
    """The file that a path names, or those of a glob such as `data/*.csv`, in order; of more than
    `MOST` there is one more."""
    if is_file(root / pattern) or not has_magic(pattern):
        return [pattern] if is_file(root / pattern) else []
    parts = PurePosixPath(pattern).parts
    named = parts[0]
    found = (p for p in _expand(root, parts, frozenset()) if is_file(p))
    paths = (p.relative_to(root) for p in dict.fromkeys(found))
    kept = (p for p in paths if p.parts[0] == named or not _is_site(root, p.parts[0]))
    return sorted(p.as_posix() for p in islice(kept, MOST + 1))


def why_none(path: Path) -> str:
    """What is wrong with a path that names no file."""
    try:
        is_there = path.exists() or path.is_symlink()
    except (OSError, ValueError):
        is_there = False
    if is_there:
        return "is a folder, not a file" if path.is_dir() else "is no file that can be read"
    return "is not there"


def _expand(folder: Path, parts: tuple[str, ...], above: frozenset[Path]) -> Iterator[Path]:
    """The paths below the folder that fit, without hidden ones, compiled modules, and folders that
    a link leads back to."""
    if not parts:
        yield folder
        return
    head, rest = parts[0], parts[1:]
    if not has_magic(head):
        yield from _expand(folder / head, rest, frozenset())
        return
    if head == "**":
        if (real := folder.resolve()) in above:
            return
        above |= {real}
        yield from _expand(folder, rest, frozenset())
    for path in _inside(folder):
        if head == "**" and path.is_dir():
            yield from _expand(path, parts, above)
        elif head == "**" and not rest:
            yield path
        elif head != "**" and fnmatch(path.name, head):
            yield from _expand(path, rest, frozenset())


def _inside(folder: Path) -> list[Path]:
    try:
        return [p for p in sorted(folder.iterdir()) if not p.name.startswith((".", "__pycache__"))]
    except OSError:  # no folder, or not ours to read
        return []


def _is_site(root: Path, top: str) -> bool:
    """Whether the folder is MkDocs's own: by default, or by what it writes into any other."""
    return top == "site" or is_file(root / top / "sitemap.xml")


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for any file, a folder that is not ours to read
        return False
