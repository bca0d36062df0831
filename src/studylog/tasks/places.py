"""A document becomes its blocks in order, each with what it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from studylog.dialect import Block, Document, Item, List, Quote, inside


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A block with the nearest item around it and the outermost list, both within one quotation."""

    block: Block
    item: Item | None = None
    outer: List | None = None
    quoted: bool = False


def places(document: Document) -> tuple[Placed, ...]:
    """Every block, parents before children. Lists may be a thousand deep: nothing calls itself."""
    placed = []
    waiting = [Placed(block) for block in reversed(document.blocks)]
    while waiting:
        place = waiting.pop()
        placed.append(place)
        waiting += [_within(place, block) for block in reversed(inside(place.block))]
    return tuple(placed)


def _within(place: Placed, block: Block) -> Placed:
    if isinstance(place.block, Quote):
        return Placed(block, quoted=True)
    outer = place.outer or (place.block if isinstance(place.block, List) else None)
    item = place.block if isinstance(place.block, Item) else place.item
    return Placed(block, item, outer, place.quoted)
