"""The items of a list that is ticked off in words become open where they say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from studylog.dialect import Block, Item, List
from studylog.tasks.marks import BOX, QUESTION, Mark
from studylog.tasks.places import Placed


def unmarked(placed: Iterable[Placed], marks: Mapping[Block, Mark]) -> Iterator[Item]:
    """The items that are open without a mark, since words have no sign for "not yet".

    That holds in an outermost list with something done or begun, no box and no open mark; not of
    an item with a sublist, or below a marked one. An item without text is none.
    """
    placed = [p for p in placed if not p.quoted]
    parents = {p.item for p in placed if isinstance(p.block, List)}
    lists = _ticked_in_words(placed, marks)
    below: set[Block] = set()
    for p in placed:
        if not isinstance(p.block, Item):
            continue
        if p.item in below or p.item in marks:
            below.add(p.block)
        silent = p.block not in marks and p.block not in parents and p.block not in below
        if silent and p.outer in lists and p.block.text:
            yield p.block


def _ticked_in_words(placed: Iterable[Placed], marks: Mapping[Block, Mark]) -> set[List]:
    """The outermost lists with a mark for what is done, and none for what is not."""
    begun: set[List] = set()
    boxed: set[List] = set()
    for p in placed:
        mark = marks.get(p.block) if isinstance(p.block, Item) else None
        if mark is None or p.outer is None:
            continue
        if mark.row == BOX or mark.state == "open":
            boxed.add(p.outer)
        elif mark.state in ("done", "partly") and mark.row != QUESTION:
            begun.add(p.outer)
    return begun - boxed
