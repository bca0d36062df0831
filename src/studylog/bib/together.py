"""What is wrong with entries beside each other: one key twice, one paper twice, one address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from studylog.bib.entry import Entry
from studylog.bib.links import doi_key
from studylog.problem import Problem
from studylog.slugs import slug


def compared(entries: Sequence[Entry], path: str) -> Iterator[Problem]:
    """The problems, each at the line of the later entry."""
    for first, later in _pairs(entries, lambda e: e.key):
        said = f"the key '{later.key}' stands twice, first in line {first.line}"
        yield Problem(path, later.line, said, "give this entry a key of its own", "error")
    for first, later in _pairs(entries, lambda e: slug(e.key) or None):
        if first.key == later.key:
            continue
        said = f"the keys '{first.key}' and '{later.key}' make one address"
        if first.key.casefold() == later.key.casefold():
            said = f"the keys '{first.key}' and '{later.key}' differ in case only"
        yield Problem(path, later.line, f"{said}; this entry's page is {later.slug}", _RENAME)
    for name, value in _IDS:
        for first, later in _pairs(entries, value):
            if first.key != later.key:
                said = f"entry '{later.key}' has the {name} of '{first.key}' in line {first.line}"
                yield Problem(path, later.line, said, "keep one of the two, or correct it")


def _pairs(
    entries: Sequence[Entry], value: Callable[[Entry], str | None]
) -> Iterator[tuple[Entry, Entry]]:
    """Each entry with an earlier one of the same value."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        of_entry = value(entry)
        if of_entry is not None and seen.setdefault(of_entry, entry) is not entry:
            yield seen[of_entry], entry


_RENAME = "rename one of the two"
_IDS: tuple[tuple[str, Callable[[Entry], str | None]], ...] = (
    ("DOI", lambda e: doi_key(e.doi) if e.doi else None),
    ("arXiv id", lambda e: e.arxiv),
)
