"""What the scanner read of an entry is held against bibtexparser's reading of the same bytes."""

from __future__ import annotations

from bibtexparser.model import Entry as Parsed
from bibtexparser.splitter import Splitter

from studylog.bib.spans import Block, as_text


def differs(content: bytes, block: Block) -> str | None:
    """The first field that the two read differently, empty if it is the entry as a whole.

    None where they agree. BibTeX counts a brace behind a backslash and reads `@a{b}` inside a
    value as text; bibtexparser does neither, and other programs are built like the one or the
    other.
    """
    written = as_text(content[block.start : block.end])
    blocks = Splitter(written).split().blocks
    if len(blocks) != 1 or not isinstance(blocks[0], Parsed):
        return ""
    theirs = [(f.key.strip().lower(), str(f.value).strip()) for f in blocks[0].fields]
    if len(theirs) != len(block.fields) or " ".join(blocks[0].key.split()) != block.key:
        return ""
    for (name, value), field in zip(theirs, block.fields, strict=True):
        ours = _right_side(content, block, field.start, field.end)
        if name != field.name or value != ours:
            return field.name
    return None


def _right_side(content: bytes, block: Block, start: int, end: int) -> str:
    written = as_text(content[start:end])
    return written.partition("=")[2].strip()
