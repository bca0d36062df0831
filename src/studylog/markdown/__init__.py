"""The Markdown extension `studylog`: a log as people type it, wherever Python-Markdown runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from studylog.bib import read_bibliography
from studylog.dialect import Document
from studylog.markdown.after import DepthPostprocessor, HeadingStates, StrayPostprocessor
from studylog.markdown.attributes import AttributeGiver
from studylog.markdown.blocks import BlockFault, BlockPreprocessor
from studylog.markdown.citations import CitationProcessor, Reference, references_of
from studylog.markdown.companions import register_companions
from studylog.markdown.dialect import DialectPreprocessor
from studylog.markdown.elements import HeldProcessor, Store
from studylog.markdown.fences import FencePreprocessor
from studylog.markdown.inline import register_inline
from studylog.markdown.links import LinkMender
from studylog.markdown.maths import MathsTreeprocessor
from studylog.markdown.plain import PlainTextTreeprocessor
from studylog.markdown.site_links import SiteAddresses, SiteLinks
from studylog.tasks import States

__all__ = ["Reference", "StudylogExtension", "references_of"]


def _ignored(source: str, fault: BlockFault) -> None:
    """Faults are nobody's where no program asks for them."""


def _shown(source: str) -> bool:
    return True


def _nothing(source: str, document: Document, states: States) -> Mapping[int, str]:
    return {}


class StudylogExtension(Extension):
    """Reads Markdown as GitHub does; makes `[@key]` links, tasks what they are in, blocks what they
    stand for, and formulas MathML."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "references": [{}, "what can be cited, by key"],
            "bib": ["", "a .bib file to take the references from, where no program gives them"],
            "url": ["/papers/{slug}/", "address of an entry's page, with `bib`"],
            "blocks": [{}, "what makes a fenced block, by its name"],
            "report": [_ignored, "is told the faults of blocks"],
            "states": [_shown, "whether the page with a source shows the states of its tasks"],
            "below": [_nothing, "the HTML below the headings of a page, by their lines"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        references = self.getConfig("references")
        if not references and (path := self.getConfig("bib")):
            bibliography = read_bibliography(Path(path).read_bytes(), path)
            references = references_of(bibliography, self.getConfig("url"))
        blocks = BlockPreprocessor(md, self.getConfig("blocks"), self.getConfig("report"))
        # Before superfences and Python-Markdown's own fences (25).
        md.preprocessors.register(blocks, "blocks", 27)
        md.preprocessors.register(FencePreprocessor(md), "fences", 26)
        store = Store()
        # After fences are put away (25) and before raw HTML is (20).
        dialect = DialectPreprocessor(md, store, self.getConfig("states"), self.getConfig("below"))
        md.preprocessors.register(dialect, "dialect", 22)
        # Before every other block processor: a mark is nothing but a mark.
        md.parser.blockprocessors.register(HeldProcessor(md, md.parser, store), "held", 1000)
        register_companions(md)
        register_inline(md)
        # Above links (160) and below escapes (180), so that `\[@a]` stays text and code is opaque.
        md.inlinePatterns.register(CitationProcessor(md, references), "citation", 175)
        # Right before inline Markdown (20).
        md.treeprocessors.register(PlainTextTreeprocessor(md), "plain_text", 21)
        # After attr_list (8) has read what stands where it looks.
        md.treeprocessors.register(AttributeGiver(md), "attributes", 7)
        md.treeprocessors.register(MathsTreeprocessor(md), "maths", 6)
        # After headings have their anchors (5).
        md.treeprocessors.register(HeadingStates(md, store), "heading_states", 4)
        md.treeprocessors.register(SiteLinks(md), "site_links", 3)
        # After links are made (20), before MkDocs (0) and its blog (1) part their addresses.
        md.treeprocessors.register(LinkMender(md), "mended_links", 2)
        md.postprocessors.register(StrayPostprocessor(md, store), "stray", 1)
        md.postprocessors.register(DepthPostprocessor(md, store), "depth", 0)
        md.postprocessors.register(SiteAddresses(md), "site_addresses", 24)


def makeExtension(**options: Any) -> StudylogExtension:
    """Python-Markdown's way in by module name."""
    return StudylogExtension(**options)
