"""A list becomes the elements that Python-Markdown makes of one it reads as GitHub does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from xml.etree import ElementTree as etree

from studylog.dialect import Block, Code, Html, Item, List, Paragraph
from studylog.dialect.columns import dedented
from studylog.markdown.emit import broken
from studylog.markdown.spot import Spot, item_spot
from studylog.markdown.states import Shown, box_length, show_item


class Emit(Protocol):
    """Lets Python-Markdown read blocks as children of `parent`."""

    def __call__(
        self, parent: etree.Element, blocks: tuple[Block, ...], spot: Spot, state: str, /
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """Some blocks of an item between its lists; `number` counts the parts before it."""

    item: Item
    blocks: tuple[Block, ...]
    number: int
    loose: bool


#: Does a part of the work, and gives what is to be done next.
_Step = Callable[[], "list[_Step]"]


class ListBuilder:
    """Lists may be a thousand deep, so what is to be built waits in a list of its own."""

    def __init__(self, shown: Shown, emit: Emit) -> None:
        self.shown, self.emit = shown, emit

    def build(self, parent: etree.Element, block: List, spot: Spot) -> None:
        waiting: list[_Step] = [partial(self._list, parent, block, spot)]
        while waiting:
            waiting.extend(reversed(waiting.pop()()))

    def _list(self, parent: etree.Element, block: List, spot: Spot) -> list[_Step]:
        element = etree.SubElement(parent, "ul" if block.start is None else "ol")
        if block.start not in (None, 1):
            element.set("start", str(block.start))
        return [partial(self._item, element, block, n, spot) for n in range(len(block.items))]

    def _item(self, parent: etree.Element, block: List, n: int, spot: Spot) -> list[_Step]:
        item, loose = block.items[n], _is_loose(block, n, spot)
        li, own = etree.SubElement(parent, "li"), item_spot(block.items[n], spot)
        steps: list[_Step] = []
        for number, blocks in enumerate(_parts(item)):
            if isinstance(blocks[0], List):
                steps.append(partial(self._list, li, blocks[0], own))
            else:
                steps.append(partial(self._part, li, _Part(item, blocks, number, loose), own))
        return [*steps, partial(self._state, li, item)]

    def _state(self, li: etree.Element, item: Item) -> list[_Step]:
        show_item(li, item, self.shown)
        return []

    def _part(self, li: etree.Element, part: _Part, spot: Spot) -> list[_Step]:
        blocks, tight = part.blocks, not part.loose and part.number == 0
        if part.number == 0 and isinstance(blocks[0], Paragraph):
            text, end = _head(part, spot)
            text = text[box_length(part.item, self.shown) :]
            (li if tight else etree.SubElement(li, "p")).text = text
            blocks = tuple(block for block in blocks if block.line >= end)
            tight = False
        self.emit(li, blocks, spot, "list" if tight else "detabbed")
        return []


def _parts(item: Item) -> Iterator[tuple[Block, ...]]:
    """The item's blocks in groups: a list alone, and what stands between lists."""
    group: list[Block] = []
    for block in item.blocks:
        if isinstance(block, List):
            yield from ((tuple(group),) if group else ())
            yield (block,)
            group = []
        else:
            group.append(block)
    yield from ((tuple(group),) if group else ())


def _head(part: _Part, spot: Spot) -> tuple[str, int]:
    """The item's first paragraph with the marks right below it, as Python-Markdown has them:
    lines that go on keep their indent but for four columns for each list around."""
    item, end = part.item, part.blocks[0].end
    for block in part.blocks[1:]:
        if not (isinstance(block, Html) and block.line == end and _is_inline(block, spot)):
            break
        end = block.end
    raw = spot.lines[item.line - spot.base][spot.column :]
    lines = [raw, *(_detabbed(spot, n) for n in range(item.line + 1, end))]
    if any("<!--" in line for line in lines):
        lines = item.text.split("\n")
    return "\n".join(broken(lines, in_item=True)).lstrip(), end


def _is_inline(block: Html, spot: Spot) -> bool:
    """Whether Python-Markdown leaves it in the text: a mark, or raw HTML too far in."""
    lines = (spot.lines[n - spot.base] for n in range(block.line, block.end))
    return block.text == "\x02" or all(line.startswith("    ") for line in lines)


def _detabbed(spot: Spot, number: int) -> str:
    line = dedented(spot.lines[number - spot.base], spot.root)
    return line.removeprefix("    " * (spot.depth - 1))


def _is_loose(block: List, n: int, spot: Spot) -> bool:
    """Whether Python-Markdown would make the item's text a paragraph of its own."""
    item = block.items[n]
    before = n > 0 and spot.is_blank(item.line - 1)
    after = n + 1 < len(block.items) and spot.is_blank(block.items[n + 1].line - 1)
    others = (b for b in item.blocks[1:] if not isinstance(b, Code))
    return before or after or any(spot.is_blank(b.line - 1) for b in others)
