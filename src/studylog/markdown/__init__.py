"""The Markdown extension `studylog`: citations, maths and blocks, wherever Python-Markdown runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from studylog.bib import read_bibliography
from studylog.markdown.blocks import BlockFault, BlockPreprocessor
from studylog.markdown.citations import CitationProcessor, Reference, references_of
from studylog.markdown.links import LinkMender
from studylog.markdown.maths import MathsTreeprocessor
from studylog.markdown.tasks import TaskPostprocessor

__all__ = ["Reference", "StudylogExtension", "references_of"]


def _ignored(source: str, fault: BlockFault) -> None:
    """Faults are nobody's where no program asks for them."""


class StudylogExtension(Extension):
    """Makes `[@key]` links, blocks what they stand for, formulas MathML, and names checkboxes."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "references": [{}, "what can be cited, by key"],
            "bib": ["", "a .bib file to take the references from, where no program gives them"],
            "url": ["/papers/{slug}/", "address of an entry's page, with `bib`"],
            "blocks": [{}, "what makes a fenced block, by its name"],
            "report": [_ignored, "is told the faults of blocks"],
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
        # Above links (160) and below escapes (180), so that `\[@a]` stays text and code is opaque.
        md.inlinePatterns.register(CitationProcessor(md, references), "citation", 175)
        md.treeprocessors.register(MathsTreeprocessor(md), "maths", 6)
        # After links are made (20), before MkDocs (0) and its blog (1) part their addresses.
        md.treeprocessors.register(LinkMender(md), "mended_links", 2)
        # After the stashed HTML is back in its place (30).
        md.postprocessors.register(TaskPostprocessor(md), "task", 25)


def makeExtension(**options: Any) -> StudylogExtension:
    """Python-Markdown's way in by module name."""
    return StudylogExtension(**options)
