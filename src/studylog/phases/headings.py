"""The headings of a page become the texts that a reader sees, and the ids that they were given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studylog.dialect import Document, Heading, plain_text, walk

_ID = re.compile(r"#([^\s#=\"']+)")


@dataclass(frozen=True, slots=True)
class Titled:
    """The plain text of the heading that begins on a line."""

    line: int
    text: str


def headings_of(document: Document) -> tuple[Titled, ...]:
    """The headings in the order of the page, without those in quotations."""
    blocks = walk(document, quotes=False)
    return tuple(Titled(b.line, heading_text(b)) for b in blocks if isinstance(b, Heading))


def heading_text(heading: Heading) -> str:
    """Its plain text, without the `{#id}` that may end it."""
    return plain_text(_parted(heading.text)[0])


def heading_id(heading: Heading) -> str:
    """The id in the braces at its end, or an empty string."""
    found = _ID.search(_parted(heading.text)[1])
    return found[1] if found else ""


def _parted(text: str) -> tuple[str, str]:
    """The text, and what stands in the braces behind it: `{#id}`, `{: .class #id }`."""
    before, brace, held = text.rstrip().rpartition("{")
    attributes = held.removesuffix("}").lstrip(": ")
    if not brace or not held.endswith("}") or attributes[:1] not in ("#", "."):
        return text, ""
    return before.rstrip(), attributes
