"""A log's folder becomes `Sources`: the bytes of every file a log is read from, under its path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Where a log keeps what it is made of, from its root. Anything may be absent.
CONFIG, BIB = "mkdocs.yml", "papers.bib"
FOLDERS = ("docs", "posts", "notebooks")
MARKDOWN = (".md", ".markdown")
#: A Python file may be a notebook, too: its cells then begin with `# %%`.
NOTEBOOK = (".ipynb", ".py")
TEXTS = (*MARKDOWN, ".ipynb")


@dataclass(frozen=True, slots=True)
class Sources:
    """`files` holds the bytes of papers.bib, of each page, post and notebook, and of the Python
    files beside notebooks.

    `others` are the paths of everything else in the three folders (images, data): they are
    published as they are and not read. `unread` are those of texts that can't be opened: links
    that lead nowhere, files of other people. `misnamed` are those of files whose names are no text,
    as an archive of another system may leave them: no address leads to one. All paths use `/` and
    start at the log's root.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    misnamed: tuple[str, ...] = ()

    def under(self, folder: str, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each file in `folder` with one of the endings, by path."""
        for path, content in sorted(self.files.items()):
            if path.startswith(folder + "/") and path.lower().endswith(endings):
                yield path, content


def read_sources(root: Path) -> Sources:
    """The sources below `root`; files and folders named with `.` or `__` first are not read."""
    files: dict[str, bytes] = {}
    others: list[str] = []
    unread: list[str] = []
    misnamed: list[str] = []
    for path in walk(root):
        name = path.relative_to(root).as_posix()
        if not is_address(name):
            misnamed.append(name)
            continue
        code = name.startswith("notebooks/") and path.suffix == ".py"  # read, and published as is
        text = name == BIB or path.suffix.lower() in TEXTS
        if code or text:
            content = _read(path)
            if content is not None:
                files[name] = content
            elif os.path.lexists(path):  # else it is gone since it was listed
                unread.append(name)
        if not text and path.is_file():
            others.append(name)
    return Sources(files, tuple(sorted(others)), tuple(sorted(unread)), tuple(misnamed))


def is_address(name: str) -> bool:
    """Whether the bytes of a file's name are UTF-8, of which an address is made."""
    try:
        name.encode()
    except UnicodeEncodeError:  # https://peps.python.org/pep-0383/
        return False
    return True


def _read(path: Path) -> bytes | None:
    """The bytes of a file; None if it can't be opened, or is none: a pipe has no end."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def walk(root: Path) -> Iterator[Path]:
    """papers.bib and every file of the log's folders, by name; a link to a folder counts once.

    A link that leads to no file is one too.
    """
    if _is_listed(root / BIB):
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
        elif _is_listed(path):
            yield path


def _is_listed(path: Path) -> bool:
    return path.is_file() or (path.is_symlink() and not path.is_dir())


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds mkdocs.yml."""
    return next((f for f in (start, *start.parents) if (f / CONFIG).is_file()), None)


def decode(content: bytes) -> tuple[str, int | None]:
    """The text with `\\n` line ends, and the offset in bytes of the first byte that is not UTF-8.

    A byte order mark is dropped, UTF-16 with a mark is understood; where a byte is neither the
    whole is read as Latin-1, in which every byte is a character.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text, at = content.decode("utf-16" if wide else "utf-8-sig"), None
    except UnicodeDecodeError as error:
        text, at = content.decode("latin-1"), 0 if wide else error.start
    return text.replace("\r\n", "\n").replace("\r", "\n"), at


def is_text(content: bytes) -> bool:
    """Whether the bytes may be a text: those of pictures and archives hold a NUL."""
    return "\0" not in decode(content)[0]
