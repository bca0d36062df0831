"""The headings of a page become the texts that a reader sees, and the ids that they were given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studylog.dialect import Document, Heading, plain_text, walk
from studylog.dialect.inline import NO_REFERENCES, References
from studylog.tasks.marks import without_attributes

_ID = re.compile(r"#([^\s#=\"'}]+)")


@dataclass(frozen=True, slots=True)
class Titled:
    """The plain text of the heading that begins on a line."""

    line: int
    text: str


def headings_of(document: Document) -> tuple[Titled, ...]:
    """The headings in the order of the page, without those in quotations."""
    blocks = walk(document, quotes=False)
    found = (block for block in blocks if isinstance(block, Heading))
    return tuple(Titled(b.line, heading_text(b, document.references)) for b in found)


def heading_text(heading: Heading, references: References = NO_REFERENCES) -> str:
    """Its plain text, without the `{#id}` that may end it."""
    return plain_text(without_attributes(heading.text), references)


def heading_id(heading: Heading) -> str:
    """The id in the braces at its end, or an empty string."""
    text = heading.text.rstrip()
    found = _ID.search(text, len(without_attributes(text)))
    return found[1] if found else ""
