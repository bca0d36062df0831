"""What is left to do when the blocks of a page are elements, and when these are HTML."""

from __future__ import annotations

import html
import re
import sys
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from studylog.markdown.elements import MARKED, Store
from studylog.markdown.states import show_heading


class HeadingStates(Treeprocessor):
    """Shows the states of headings, once these have their anchors and their names in the contents,
    which are those of the text alone."""

    def __init__(self, md: Markdown, store: Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, root: etree.Element) -> None:
        for element, heading in self.store.headings:
            show_heading(element, heading, self.store.shown)


class StrayPostprocessor(Postprocessor):
    """Puts the lines of a block in the place of a mark that nothing was built for: an extension
    has taken it for a part of raw HTML, say. No word is lost."""

    def __init__(self, md: Markdown, store: Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, text: str) -> str:
        return MARKED.sub(self._lines, text) if "\x02slb:" in text else text

    def _lines(self, found: re.Match[str]) -> str:
        number = int(found[1])
        if number >= len(self.store.held):
            return ""
        block, spot = self.store.held[number].block, self.store.held[number].spot
        return html.escape("\n".join(spot.span(block.line, block.end)))


class DepthPostprocessor(Postprocessor):
    """Gives Python its own limit of calls back, which a page nested deeply has raised."""

    def __init__(self, md: Markdown, store: Store) -> None:
        super().__init__(md)
        self.store = store

    def run(self, text: str) -> str:
        if self.store.limit:
            sys.setrecursionlimit(self.store.limit)
            self.store.limit = 0
        return text
