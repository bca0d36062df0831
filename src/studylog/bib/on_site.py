"""The files that entries name become links where the log has them below docs/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import quote

from studylog.bib.entry import Entry, Link

_DOCS = "docs/"


def with_files(entries: Sequence[Entry], paths: Iterable[str]) -> tuple[Entry, ...]:
    """The entries with a link for each file they name that is one of `paths`.

    al-folio writes `pdf = {paper.pdf}` and keeps the file in a folder of its assets: the name may
    end any path below docs/, and the shortest one is meant.
    """
    if not any(entry.files for entry in entries):
        return tuple(entries)
    below = files_below_docs(paths)
    return tuple(_with_links(entry, below) if entry.files else entry for entry in entries)


def files_below_docs(paths: Iterable[str]) -> tuple[str, ...]:
    """Those of the paths that an entry may name, the shortest first."""
    return tuple(sorted((p for p in paths if p.startswith(_DOCS)), key=lambda p: (len(p), p)))


def path_of(name: str, below: Sequence[str]) -> str | None:
    """The path that a name in an entry stands for."""
    return next((p for p in below if p.endswith(f"/{name}")), None)


def _with_links(entry: Entry, below: Sequence[str]) -> Entry:
    found = [
        Link(label, quote(path.removeprefix(_DOCS)), on_site=True)
        for label, name in entry.files
        if (path := path_of(name, below))
    ]
    if not found:
        return entry
    digest = blake2b(entry.digest + repr(found).encode(), digest_size=16).digest()
    return replace(entry, links=(*entry.links, *found), digest=digest)
