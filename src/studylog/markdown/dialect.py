"""A page's lines become those that Python-Markdown reads as GitHub does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from studylog.dialect import Block, Document, Heading, read_document, title_of, walk
from studylog.dialect.depth import deepest
from studylog.markdown.blocks import page_of
from studylog.markdown.elements import Store
from studylog.markdown.emit import emit_document
from studylog.markdown.states import Shown
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


def shown_levels(document: Document, title: Heading | None) -> Mapping[Block, int]:
    """The level of each heading on the page: one h1, and no other is above h2.

    Of all but the title the shallowest is h2, and the rest keep their distance to it.
    """
    headings = [b for b in walk(document) if isinstance(b, Heading) and b is not title]
    shallowest = min((heading.level for heading in headings), default=2)
    levels: dict[Block, int] = {h: min(6, h.level - shallowest + 2) for h in headings}
    return {**levels, title: 1} if title else levels
