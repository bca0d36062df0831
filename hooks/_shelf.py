"""Keeps what was read and rendered of a long papers.bib for the next process."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import studylog
from studylog.bib import Known
from studylog.execution.aside import make_folder, put_file
from studylog.pages.rows import KeptRows
from studylog.shelf import Shelf, from_bytes, to_bytes

#: Where it is kept, from the log's root.
_FOLDER = ".cache/studylog"
#: A shorter file is read sooner than what is kept of it, in bytes.
_LONG = 200_000


def take(root: Path, bib: bytes) -> Shelf:
    """What the last build kept, if this program made it."""
    path = root / _FOLDER / "papers"
    if len(bib) < _LONG or not path.is_file():
        return Shelf()
    try:
        return from_bytes(path.read_bytes(), program())
    except OSError:
        return Shelf()


def put(root: Path, bib: bytes, known: Known, rows: KeptRows, taken: Shelf) -> None:
    """Keeps it, in one step, so that builds side by side never read half of it."""
    fits = known.whole == taken.known.whole and rows.now.keys() == taken.rows.keys()
    if len(bib) < _LONG or fits:
        return
    keep(root / _FOLDER / "papers", to_bytes(Shelf(program(), known, rows.now)))


def keep(path: Path, content: bytes) -> None:
    """Writes what a later build can take, in one step; a folder made for it is none of git's."""
    try:
        make_folder(path.parent)
        put_file(path, content)
    except OSError:  # what can't be kept is made again
        return


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of the library as it is: another one may read the same file in another way."""
    digest = hashlib.blake2b(digest_size=16)
    folder = Path(studylog.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".html"):
            digest.update(path.read_bytes())
    return digest.digest()
