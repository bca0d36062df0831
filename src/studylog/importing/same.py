"""An entry that is to be written is compared with those that are there."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from studylog.bib.links import doi_key
from studylog.importing.addresses import same_place
from studylog.importing.entries import Draft
from studylog.importing.known import Known

_PAPERS = frozenset({
    "article", "inproceedings", "conference", "incollection", "inbook", "techreport", "report",
    "unpublished", "thesis", "phdthesis", "mastersthesis",
})  # fmt: skip
#: What two entries have in common that are the same thing, whatever else they say.
_SURE = ("arxiv", "doi", "fields", "place and title", "title and author")
#: So many entries with one title or address are looked at: all, but where someone means harm.
_MOST = 50
#: Punctuation that belongs to a name: C# and F# are others than C and F.
_TELLING = "#"


@dataclass(frozen=True, slots=True)
class Index:
    """The entries by what two of them may have in common; `add` is all that changes it.

    `keys` are in lower case, in their order.
    """

    by: dict[tuple[str, Hashable], list[Known]] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)

    def add(self, entry: Known) -> None:
        self.keys.setdefault(entry.key.lower(), len(self.keys))
        for mark in _marks(entry):
            found = self.by.setdefault(mark, [])
            if len(found) < _MOST:
                found.append(entry)


def same_as(entry: Known | Draft, index: Index) -> Known | None:
    """The first entry that is the same thing."""
    for mark in _marks(entry):
        for other in index.by.get(mark, ()):
            if mark[0] in _SURE or (mark[0] == "title" and _is_same(entry, other)):
                return other
    return None


def alike(entry: Known | Draft, index: Index) -> tuple[Known, ...]:
    """The entries that have the title or the address of one that is not the same."""
    found = [other for mark in _marks(entry) for other in index.by.get(mark, ())]
    each = {other.key.lower(): other for other in found}
    return tuple(each[key] for key in sorted(each, key=lambda key: index.keys[key]))


@lru_cache(maxsize=4096)
def folded_title(title: str) -> str:
    """The same for all spellings of a title: case, blanks and punctuation count for nothing."""
    text = unicodedata.normalize("NFKC", title).casefold()
    bare = "".join(
        " " if unicodedata.category(c)[0] == "P" and c not in _TELLING else c for c in text
    )
    return " ".join(bare.split()) or " ".join(text.split())


def _marks(entry: Known | Draft) -> Iterator[tuple[str, Hashable]]:
    """What it can be found by, the surest first."""
    if entry.arxiv:
        yield "arxiv", entry.arxiv
    if entry.doi:
        yield "doi", doi_key(entry.doi)
    if isinstance(entry, Known) and entry.fields:
        yield "fields", (entry.type, *sorted(entry.fields.items()))
    title, place = folded_title(entry.title), same_place(entry.url) if entry.url else ""
    if place:
        yield "place and title", (place, title)
    elif title and not _placed(entry):
        yield "title and author", (title, folded_title(entry.author))
    if place:
        yield "place", place
    if title:
        yield "title", title


def _is_same(entry: Known | Draft, other: Known) -> bool:
    """Whether two entries with one title are the same thing."""
    if _authors_differ(entry, other):
        return False
    if not _placed(entry) or not _placed(other):
        return True
    return _is_paper(entry) and _is_paper(other) and not _ids_differ(entry, other)


def _placed(entry: Known | Draft) -> bool:
    return bool(entry.url or entry.arxiv or entry.doi)


def _is_paper(entry: Known | Draft) -> bool:
    return entry.type in _PAPERS or bool(entry.arxiv or entry.doi)


def _authors_differ(entry: Known | Draft, other: Known) -> bool:
    """Titles such as "Deep Learning" are those of several works."""
    names = {folded_title(entry.author), folded_title(other.author)} - {""}
    return len(names) == 2


def _ids_differ(entry: Known | Draft, other: Known) -> bool:
    arxiv = entry.arxiv and other.arxiv and entry.arxiv != other.arxiv
    number = entry.doi and other.doi and doi_key(entry.doi) != doi_key(other.doi)
    return bool(arxiv or number)
