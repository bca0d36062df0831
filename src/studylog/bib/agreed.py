"""What the scanner read of an entry is held against bibtexparser's reading of the same bytes."""

from __future__ import annotations

from bibtexparser.model import Entry as Parsed
from bibtexparser.splitter import Splitter

from studylog.bib.spans import Block


def differs(content: bytes, block: Block, encoding: str) -> str | None:
    """The first field that the two read differently, empty if it is the entry as a whole.

    None where they agree. BibTeX counts a brace behind a backslash and reads `@a{b}` inside a
    value as text; bibtexparser does neither, and other programs are built like the one or the
    other.
    """
    written = content[block.start : block.end].decode(encoding, "replace")
    blocks = Splitter(written).split().blocks
    if len(blocks) != 1 or not isinstance(blocks[0], Parsed):
        return ""
    theirs = [(f.key.strip().lower(), str(f.value).strip()) for f in blocks[0].fields]
    if len(theirs) != len(block.fields) or " ".join(blocks[0].key.split()) != block.key:
        return ""
    for (name, value), field in zip(theirs, block.fields, strict=True):
        ours = _right_side(content, block, field.start, field.end, encoding)
        if name != field.name or value != ours:
            return field.name
    return None


def _right_side(content: bytes, block: Block, start: int, end: int, encoding: str) -> str:
    written = content[start:end].decode(encoding, "replace")
    return written.partition("=")[2].strip()
