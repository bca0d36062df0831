"""Imports texts, and reads papers.bib as other parts of the library do."""

from __future__ import annotations

from studylog.bib import Entry, read_bibliography
from studylog.importing import Import, import_files

TABLE = "|Resource|Progress|Notes|\n|---|---|---|\n"


def imported(text: str, bib: bytes = b"", name: str = "log.md") -> Import:
    return import_files([(name, text.encode())], bib)


def entries(found: Import) -> tuple[Entry, ...]:
    return read_bibliography(found.bib).entries


def only(text: str) -> Entry:
    (entry,) = entries(imported(text))
    return entry


def lines(text: str, bib: bytes = b"") -> list[str]:
    return [str(row) for row in imported(text, bib).rows]


def field_of(found: Import, name: str) -> list[str]:
    """The values of a field as they are typed in the file."""
    begin = f"  {name} = {{".encode()
    return [
        line.removeprefix(begin).removesuffix(b"},").decode()
        for line in found.bib.split(b"\n")
        if line.startswith(begin)
    ]
