"""A resource becomes the fields of a new entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studylog.bib.topics import read_topics
from studylog.importing.addresses import Address
from studylog.importing.keys import key_of
from studylog.importing.kinds import type_of
from studylog.importing.known import first_author
from studylog.importing.resources import Resource
from studylog.words import without_controls

#: The field that names where something of the type appeared; `howpublished` of any other.
_VENUES = {
    "article": "journal", "book": "publisher", "manual": "organization", "course": "organization",
    "video": "organization", "online": "organization",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is not written yet. `key` may be taken; `fields` are in the order of writing,
    names and texts as a reader is to see them. `author` is the family name of the first."""

    key: str
    type: str
    fields: tuple[tuple[str, str], ...]
    title: str
    status: str | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    author: str = ""
    remarks: tuple[str, ...] = ()


def draft_of(resource: Resource) -> Draft:
    """The entry that a resource becomes; nothing is in it that the row does not say."""
    cells = resource.cells
    address = cells.address or Address("")
    kind = type_of(
        resource.format_word,
        address.url,
        bool(address.doi),
        resource.named,
        resource.headings,
    )
    fields = _fields(resource, address, kind)
    return Draft(
        key=key_of(cells.title, cells.authors, cells.year),
        type=kind,
        fields=tuple((name, text) for name, text in fields if text),
        title=cells.title,
        status=resource.status,
        url=address.url or None,
        arxiv=address.arxiv,
        doi=address.doi,
        author=first_author(cells.authors),
        remarks=tuple(_remarks(address)),
    )


def _fields(resource: Resource, address: Address, kind: str) -> Iterator[tuple[str, str]]:
    cells = resource.cells
    yield "title", cells.title
    yield "author", without_controls(cells.authors)
    yield "year", cells.year
    yield _VENUES.get(kind, "howpublished"), without_controls(cells.venue)
    yield "url", address.url
    if address.arxiv:
        yield "eprint", address.arxiv
        yield "archiveprefix", "arXiv"
    yield "doi", address.doi or ""
    yield "code", cells.code
    yield "slides", cells.slides
    yield "keywords", _keyword(resource.headings[0] if resource.headings else "")
    yield "note", without_controls(cells.note)
    yield "status", resource.status or ""


def _keyword(heading: str) -> str:
    """The heading as a topic; empty if it is one that the reading list takes for a status."""
    word = " ".join(without_controls(heading).replace(",", " ").replace(";", " ").split())
    return word if read_topics({"keywords": word}) else ""


def _remarks(address: Address) -> Iterator[str]:
    if address.signed:
        end = f"on {address.until}" if address.until else "some day"
        yield f"the link is signed and ends {end}"
