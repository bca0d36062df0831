"""The bytes of a .bib file become what its entries are known by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studylog.bib.chunks import LineCounter
from studylog.bib.fields import read_reading
from studylog.bib.links import arxiv_id, clean_url, doi
from studylog.bib.names import read_names
from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.source import Context, SourceEntry, read_source
from studylog.bib.spans import Block
from studylog.bib.text import plain
from studylog.bib.value import read_macros


@dataclass(frozen=True, slots=True)
class Known:
    """One entry, private fields too: a title that is not published is one nevertheless.

    `author` is the family name of the first, `line` counts from 1. `whole` says that the file has
    it from its first brace to its last.
    """

    key: str
    type: str
    title: str
    status: str | None = None
    url: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    author: str = ""
    line: int = 0
    whole: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    block: Block | None = field(default=None, compare=False)


def read_known(content: bytes) -> tuple[Known, ...]:
    """The entries in the order of the file."""
    content, _ = as_utf8(content)
    blocks = all_blocks(content)
    context = Context(content, read_macros(content, [b for b in blocks if b.kind == "string"]))
    counter = LineCounter(content, 0)
    return tuple(
        _known(read_source(block, context, counter), block)
        for block in blocks
        if block.kind == "entry"
    )


def first_author(written: str) -> str:
    """The family name of the first of the names in a field."""
    names = read_names(written)
    return names[0].family if names else ""


def _known(source: SourceEntry, block: Block) -> Known:
    fields = source.fields
    return Known(
        key=source.key,
        type=source.type,
        title=" ".join(plain(fields.get("title", "")).split()),
        status=read_reading(fields).status,
        url=clean_url(fields.get("url", "")),
        arxiv=arxiv_id(fields),
        doi=doi(fields),
        author=first_author(fields.get("author", "")),
        line=source.line + 1,
        whole=block.sound,
        fields=fields,
        block=block,
    )
