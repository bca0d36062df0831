"""A page's lines become those that Python-Markdown reads as GitHub does."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from studylog.dialect import Block, Document, Heading, read_document, title_of, walk
from studylog.dialect.depth import deepest
from studylog.markdown.blocks import page_of
from studylog.markdown.elements import MARKED, Store
from studylog.markdown.emit import emit_document
from studylog.markdown.states import Shown, show_heading
from studylog.tasks import States, states_of

#: Whether the page with that source shows the states of its tasks.
ShowsStates = Callable[[str], bool]
#: The HTML below the headings of the page with that source, by their lines in the document; at
#: line 0 that of the whole page.
Below = Callable[[str, Document, States], Mapping[int, str]]


#: Calls of Python-Markdown for each column that a list is further in.
_CALLS = 8


class DialectPreprocessor(Preprocessor):
    """Puts marks in the place of lists, tables and headings; `HeldProcessor` builds them."""

    def __init__(self, md: Markdown, store: Store, shows: ShowsStates, below: Below) -> None:
        super().__init__(md)
        self.store, self.shows, self.below = store, shows, below

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        document = read_document(text)
        self.store.limit = sys.getrecursionlimit()
        if far := deepest(text):
            sys.setrecursionlimit(max(self.store.limit, 1_000 + _CALLS * far))
        _, source = page_of(self.md)
        states = states_of(document) if self.shows(source) else States()
        below = dict(self.below(source, document, states))
        title = title_of(document)
        whole = below.pop(0, "")
        if whole and title:
            below[title.line] = whole + below.get(title.line, "")
        self.store.held.clear()
        self.store.headings.clear()
        self.store.levels = shown_levels(document, title)
        self.store.shown = Shown(states, below)
        made = emit_document(document, self.store.hold)
        return [self.md.htmlStash.store(whole), "", *made] if whole and not title else made


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


def shown_levels(document: Document, title: Heading | None) -> Mapping[Block, int]:
    """The level of each heading on the page: one h1, and no other is above h2.

    Of all but the title the shallowest is h2, and the rest keep their distance to it.
    """
    headings = [b for b in walk(document) if isinstance(b, Heading) and b is not title]
    shallowest = min((heading.level for heading in headings), default=2)
    levels: dict[Block, int] = {h: min(6, h.level - shallowest + 2) for h in headings}
    return {**levels, title: 1} if title else levels
