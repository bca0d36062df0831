"""One BibTeX entry, whatever its type, and the bibliography that holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from studylog.bib.names import Name, short
from studylog.bib.text import Text
from studylog.problem import Level, Problem

_NONE = Text()


@dataclass(frozen=True, slots=True)
class Link:
    """A button of an entry: what it is called, and an http(s) or mailto address.

    With `on_site` the address is that of a file of the log, from the site's root.
    """

    label: str
    url: str
    on_site: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A further fact of an entry as its page shows it: `Pages`, `1433-1441`."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """What the reader and the machine-readable files are told of one entry.

    `line` is where it begins in the file (1-based), `year` four digits where the file has them,
    `status` one of the five, None, or an unknown value as written. Dates are ISO days, months or
    years. `rating` is 1-5, `priority` 1-3, 1 the most urgent. `files` are label and name of what
    may lie below docs/. Two entries with one `digest` differ in `line` and `slug` only.
    """

    key: str
    slug: str
    type: str
    line: int
    title: Text = _NONE
    authors: tuple[Name, ...] = ()
    year: str | None = None
    venue: Text = _NONE
    status: str | None = None
    topics: tuple[str, ...] = ()
    added: str | None = None
    started: str | None = None
    finished: str | None = None
    rating: int | None = None
    priority: int | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    links: tuple[Link, ...] = ()
    abstract: Text = _NONE
    note: Text = _NONE
    details: tuple[Detail, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    digest: bytes = field(default=b"", compare=False, repr=False)

    @property
    def cited_as(self) -> str:
        """`He et al., 2016`; without authors the title, without year only the first part."""
        who = short(self.authors) or str(self.title) or self.key
        return f"{who}, {self.year}" if self.year else who


class Said(NamedTuple):
    """A fault with its line, counted from 0 at the beginning of its chunk."""

    line: int
    message: str
    hint: str
    level: Level


@dataclass(frozen=True, slots=True)
class Record:
    """What one chunk of the file holds; `line` is where the chunk stood when it was read.

    `digest` is that of its bytes; empty if what it holds depends on more than them.
    """

    digest: bytes
    line: int
    entries: tuple[Entry, ...]
    faults: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before: the file's chunks in order, and what was wrong.

    `whole` is the digest of the file and all that its reading depended on, `environment` of what
    the reading of every chunk depended on beside its bytes.
    """

    whole: bytes = b""
    environment: bytes = b""
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All entries of a file in its order, and what was found wrong in it.

    `known` is what a later reading of the file can start from.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    by_key: Mapping[str, Entry] = field(default_factory=dict)
    known: Known = field(default_factory=Known, compare=False, repr=False)

    @classmethod
    def of(cls, entries: tuple[Entry, ...], known: Known) -> Bibliography:
        by_key: dict[str, Entry] = {}
        for entry in entries:
            by_key.setdefault(entry.key, entry)
        return cls(entries, known.problems, by_key, known)
