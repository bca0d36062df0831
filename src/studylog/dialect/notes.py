"""Blocks become the notes on what reads otherwise than it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studylog.dialect.lookalikes import lookalikes
from studylog.dialect.tree import Block, Code, Document, Item, Paragraph, Row, walk
from studylog.problem import Problem


def notes_of(blocks: Iterable[Block], path: str) -> Iterator[Problem]:
    """In the order of the text."""
    in_items: set[Paragraph] = set()
    for block in walk(Document(tuple(blocks))):
        if isinstance(block, Item):
            in_items.update(child for child in block.blocks if isinstance(child, Paragraph))
        elif isinstance(block, Paragraph):
            yield from _lookalikes(block, path, in_item=block in in_items)
        elif isinstance(block, Code) and not block.closed:
            said = "the code that begins here never ends"
            yield Problem(path, block.line, said, "write the same fence where it ends", "note")
        elif isinstance(block, Row) and block.beyond:
            said = f"the row has more cells than the header; {block.beyond!r} joins the last"
            yield Problem(path, block.line, said, "give the header as many cells", "note")


def _lookalikes(paragraph: Paragraph, path: str, *, in_item: bool) -> Iterator[Problem]:
    """One note for each run of lines."""
    numbers = dict.fromkeys(lookalikes(paragraph.text, in_item=in_item))
    for number in numbers:
        if number - 1 not in numbers:
            last = number
            while last + 1 in numbers:
                last += 1
            many = "this line looks like a list item and is"
            if last > number:
                many = f"these {last - number + 1} lines look like list items and are"
            said = f"{many} text of the paragraph above"
            yield Problem(path, paragraph.line + number, said, _CURE, "note")


_CURE = "unindent, or put a blank after the dash"
