"""The headings of a page become the anchors that they have on the site."""

from __future__ import annotations

from markdown.extensions.toc import slugify, unique

from studylog.dialect import Document, Heading, walk
from studylog.phases import heading_id, heading_text


def anchors_of(document: Document) -> dict[int, str]:
    """The anchor of each heading by its line: its own, else one made of its text, each once.

    So does the `toc` extension: https://python-markdown.github.io/extensions/toc/
    """
    headings = [block for block in walk(document) if isinstance(block, Heading)]
    targets = document.references
    own = {h.line: heading_id(h) for h in headings}
    used = {id for id in own.values() if id}
    return {
        h.line: own[h.line] or unique(slugify(heading_text(h, targets), "-"), used)
        for h in headings
    }
