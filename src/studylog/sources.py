"""A log's folder becomes `Sources`: the bytes of every file a log is read from, under its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Where a log keeps what it is made of, from its root. Anything may be absent.
CONFIG, BIB = "mkdocs.yml", "papers.bib"
FOLDERS = ("docs", "posts", "notebooks")
TEXTS = (".md", ".markdown", ".ipynb")


@dataclass(frozen=True, slots=True)
class Sources:
    """`files` holds the bytes of papers.bib and of each page, post and notebook.

    `others` are the paths of everything else in the three folders (images, data): they are
    published as they are and not read. All paths use `/` and start at the log's root.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def under(self, folder: str, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each file in `folder` with one of the endings, by path."""
        for path, content in sorted(self.files.items()):
            if path.startswith(folder + "/") and path.lower().endswith(endings):
                yield path, content


def read_sources(root: Path) -> Sources:
    """The sources below `root`; files and folders named with `.` or `__` first are not read."""
    files: dict[str, bytes] = {}
    others: list[str] = []
    for path in walk(root):
        name = path.relative_to(root).as_posix()
        if name == BIB or path.suffix.lower() in TEXTS:
            try:
                files[name] = path.read_bytes()
            except OSError:  # gone or locked since it was listed: the next read sees it
                continue
        else:
            others.append(name)
    return Sources(files, tuple(sorted(others)))


def walk(root: Path) -> Iterator[Path]:
    """papers.bib and every file of the log's folders, by name; a link to a folder counts once."""
    if (root / BIB).is_file():
        yield root / BIB
    for folder in FOLDERS:
        yield from _files(root / folder, frozenset())


def _files(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    if not folder.is_dir() or (real := folder.resolve()) in above:
        return
    try:
        inside = sorted(folder.iterdir())
    except OSError:  # gone since it was listed, or not ours to read
        return
    for path in inside:
        if path.name.startswith((".", "__")):
            continue
        if path.is_dir():
            yield from _files(path, above | {real})
        elif path.is_file():
            yield path


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds mkdocs.yml."""
    return next((f for f in (start, *start.parents) if (f / CONFIG).is_file()), None)


def decode(content: bytes) -> tuple[str, int | None]:
    """The text with `\\n` line ends, and the offset in bytes of the first byte that is not UTF-8.

    A byte order mark is dropped, UTF-16 with a mark is understood; where a byte is not UTF-8 the
    whole is read as Latin-1, in which every byte is a character.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, at = content.decode("utf-16", errors="replace"), None
    else:
        try:
            text, at = content.decode("utf-8-sig"), None
        except UnicodeDecodeError as error:
            text, at = content.decode("latin-1"), error.start
    return text.replace("\r\n", "\n").replace("\r", "\n"), at
