"""The blocks that marks stand for become elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from studylog.dialect import Block, Code, Heading, Html, List, Paragraph, Quote, Rule, Table
from studylog.markdown.emit import Held, emit
from studylog.markdown.fences import highlighted
from studylog.markdown.lists import ListBuilder
from studylog.markdown.raw_html import without_markdown
from studylog.markdown.spot import Spot, quote_spot
from studylog.markdown.states import Shown, show_row

_MARK = "\x02slb:{}\x03"
MARKED = re.compile(r"\x02slb:(\d+)\x03")


@dataclass(slots=True)
class Store:
    """The blocks of the page that is being converted, by the number in their mark.

    `levels` are those of its headings on the page; `limit` is Python's limit of calls from before
    the page raised it.
    """

    held: list[Held] = field(default_factory=list)
    levels: Mapping[Block, int] = field(default_factory=dict)
    shown: Shown = field(default_factory=Shown)
    headings: list[tuple[etree.Element, Heading]] = field(default_factory=list)
    limit: int = 0

    def hold(self, held: Held) -> str:
        self.held.append(held)
        return _MARK.format(len(self.held) - 1)


class HeldProcessor(BlockProcessor):
    """Builds what a mark stands for."""

    def __init__(self, md: Markdown, parser: BlockParser, store: Store) -> None:
        super().__init__(parser)
        self.md, self.store = md, store

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith("\x02slb:")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        mark, _, rest = blocks.pop(0).partition("\n")
        if rest:
            blocks.insert(0, rest)
        found = MARKED.match(mark)
        if found and int(found[1]) < len(self.store.held):
            held = self.store.held[int(found[1])]
            self._build(parent, held.block, held.spot)

    def _build(self, parent: etree.Element, block: Block, spot: Spot) -> None:
        match block:
            case List():
                ListBuilder(self.store.shown, self._emit).build(parent, block, spot)
            case Heading():
                self._heading(parent, block)
            case Table():
                self._table(parent, block)
            case Quote():
                self._quote(parent, block, spot)
            case Rule():
                etree.SubElement(parent, "hr")
            case Code() if block.info is not None:
                etree.SubElement(parent, "p").text = highlighted(self.md, block)
            case Code() | Paragraph():
                kind = "code" if isinstance(block, Code) else "paragraph"
                texts = "\n".join(spot.lines).split("\n\n")
                while texts:
                    self.parser.blockprocessors[kind].run(parent, texts)
            case Html():
                text = without_markdown(block.text.strip())
                raw = self.md.htmlStash.store(text) if text.startswith("<") else text
                etree.SubElement(parent, "p").text = raw

    def _heading(self, parent: etree.Element, block: Heading) -> None:
        heading = etree.SubElement(parent, f"h{self.store.levels.get(block, block.level)}")
        heading.text = block.text
        self.store.headings.append((heading, block))
        if html := self.store.shown.below.get(block.line):
            etree.SubElement(parent, "p").text = self.md.htmlStash.store(html)

    def _quote(self, parent: etree.Element, quote: Quote, spot: Spot) -> None:
        element = etree.SubElement(parent, "blockquote")
        self._emit(element, quote.blocks, quote_spot(quote, spot), "blockquote")

    def _emit(
        self, parent: etree.Element, blocks: tuple[Block, ...], spot: Spot, state: str
    ) -> None:
        """Blocks in an item or a quotation; raw HTML was not looked for there yet."""
        if not blocks:
            return
        lines = emit(blocks, blocks[0].line, blocks[-1].end, spot, self.store.hold)
        if any("<" in line for line in lines) and "html_block" in self.md.preprocessors:
            lines = self.md.preprocessors["html_block"].run(lines)
        self.parser.state.set(state)
        self.parser.parseChunk(parent, "\n".join(lines).rstrip("\n"))
        self.parser.state.reset()

    def _table(self, parent: etree.Element, table: Table) -> None:
        element = etree.SubElement(parent, "table")
        _row(etree.SubElement(element, "thead"), "th", table.header, table.align)
        if table.rows:
            body = etree.SubElement(element, "tbody")
            for row in table.rows:
                tr = _row(body, "td", row.cells, table.align)
                show_row(tr, row, table, self.store.shown)


def _row(
    parent: etree.Element, tag: str, cells: tuple[str, ...], align: tuple[str, ...]
) -> etree.Element:
    row = etree.SubElement(parent, "tr")
    for text, side in zip(cells, align, strict=True):
        cell = etree.SubElement(row, tag)
        cell.text = text
        if side:
            cell.set("style", f"text-align: {side};")
    return row
