"""Texts without any markup are spared the two dozen patterns that look for it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

#: Patterns that find nothing in what `_PLAIN` matches; with any other, every text is looked at.
_KNOWN = frozenset({
    "arithmatex-inline", "arithmatex-inline-bracket", "autolink", "automail", "backslash_break",
    "backtick", "citation", "delimiter", "em_strong", "em_strong2", "entity", "escape",
    "footnote", "html", "image_link", "image_reference", "inlinehilite", "linebreak", "link",
    "magic-link", "magic-mail", "reference", "short_image_ref", "short_reference", "shortcode",
})  # fmt: skip
_PLAIN = re.compile(r"(?:[^\W_]|[ ,;()?%'\"/+-]|\.(?!\S))+")


class PlainTextTreeprocessor(Treeprocessor):
    """Marks the texts of items, cells and headings that are as they read; nothing else changes."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.md: Markdown = md

    def run(self, root: etree.Element) -> None:
        patterns = self.md.inlinePatterns
        known = sum(name in patterns for name in _KNOWN) == len(patterns)
        if not known or _has_abbreviations(self.md):
            return
        for element in root.iter():
            if element.text and _PLAIN.fullmatch(element.text):
                element.text = AtomicString(element.text)
            if element.tail and _PLAIN.fullmatch(element.tail):
                element.tail = AtomicString(element.tail)


def _has_abbreviations(md: Markdown) -> bool:
    """Whether words stand for more, which is looked for in all but marked texts."""
    names = [name for name in ("abbr", "abbr2") if name in md.treeprocessors]
    return any(getattr(md.treeprocessors[name], "abbrs", True) for name in names)
