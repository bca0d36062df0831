"""The headings, labels and list items of a page become its tree of topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, NamedTuple

from studylog.dialect import (
    Block,
    Comment,
    Document,
    Heading,
    Holder,
    Item,
    List,
    Paragraph,
    inside,
    links_of,
    plain_text,
)
from studylog.dialect.inline import References
from studylog.dialect.lookalikes import lookalikes
from studylog.tasks.marks import without_attributes
from studylog.topics.addresses import told_apart
from studylog.topics.aliases import Names, read_names
from studylog.words import without_controls

Kind = Literal["heading", "label", "item"]
_BOX = re.compile(r"\[[ xX/~?]?\]\s+")
_LONGEST_LABEL = 60
#: What parts a topic from those above it: headings have their level, what is in a list more.
_LABEL, _IN_LIST = 7, 8


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a tree that lies flat, parents before children.

    `number` is its place there, `parent` that of the topic above it, `until` the place after the
    last one below it; `depth` is 0 at the top. `name` is as the author wrote it, `names` what it
    goes by else. `slug` is its own in the tree. `link` is the first http(s) address in its text.
    """

    number: int
    parent: int | None
    until: int
    depth: int
    kind: Kind
    name: str
    names: Names
    line: int
    slug: str
    link: str | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.names.aliases

    @property
    def is_branch(self) -> bool:
        return self.until > self.number + 1

    @property
    def counts(self) -> bool:
        """Whether it is a topic of its own; a heading or label over others only sorts them."""
        return self.kind == "item" or not self.is_branch


class _Found(NamedTuple):
    rank: int
    kind: Kind
    name: str
    line: int
    link: str | None


def read_topics(document: Document) -> tuple[Topic, ...]:
    """The topics in the order of the page; quotations and the page's title are none."""
    found = list(_found(document))
    parents = _parents([topic.rank for topic in found])
    names = [read_names(topic.name) for topic in found]
    slugs = told_apart([n.short for n in names], parents)
    depths: list[int] = []
    for parent in parents:
        depths.append(0 if parent is None else depths[parent] + 1)
    untils = _untils(parents)
    return tuple(
        Topic(n, parents[n], untils[n], depths[n], t.kind, t.name, names[n], t.line, slugs[n],
              t.link)
        for n, t in enumerate(found)
    )  # fmt: skip


def path_of(topics: Sequence[Topic], topic: Topic) -> tuple[Topic, ...]:
    """The topics above it and itself, from the top."""
    path = [topic]
    while (parent := path[-1].parent) is not None:
        path.append(topics[parent])
    return tuple(reversed(path))


def _parents(ranks: Sequence[int]) -> list[int | None]:
    """The nearest before each that ranks higher, which is the lower number."""
    above: list[int] = []
    parents: list[int | None] = []
    for number, rank in enumerate(ranks):
        while above and ranks[above[-1]] >= rank:
            above.pop()
        parents.append(above[-1] if above else None)
        above.append(number)
    return parents


def _untils(parents: Sequence[int | None]) -> list[int]:
    untils = [number + 1 for number in range(len(parents))]
    for number in reversed(range(len(parents))):
        if (parent := parents[number]) is not None:
            untils[parent] = max(untils[parent], untils[number])
    return untils


def _found(document: Document) -> Iterator[_Found]:
    """The named blocks. A label right below a heading divides what the heading holds; behind a
    list that is the heading's own, it stands beside the heading."""
    heading, label, listed = _LABEL, 0, False
    targets = document.references
    kind: Kind
    for block, depth, is_label in _blocks(document):
        rank = 0
        if isinstance(block, Item):
            rank, kind, text = _IN_LIST + 2 * depth, "item", block.text
            listed = True
        elif isinstance(block, Heading) and not depth:
            heading, label, listed = block.level, 0, False
            rank, kind, text = heading, "heading", block.text
        elif isinstance(block, Paragraph) and is_label:
            label = label or (heading if listed else _LABEL)
            rank, kind, text = _IN_LIST + 2 * depth - 1 if depth else label, "label", block.text
        if rank and (name := _name(text, targets)):
            yield _Found(rank, kind, name, block.line, _link(text, targets))


def _blocks(document: Document) -> Iterator[tuple[Block, int, bool]]:
    """Headings, paragraphs and items in order, each with the number of items it stands in, and
    whether it is a label. Lists may be a thousand deep, so nothing here calls itself."""
    blocks = [block for block in document.blocks if not isinstance(block, Comment)]
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        blocks = blocks[1:]  # the page's title
    waiting = list(reversed(_siblings(blocks, 0)))
    while waiting:
        block, depth, is_label = waiting.pop()
        yield block, depth, is_label
        if isinstance(block, (Item, List, Holder)):
            own = isinstance(block, Item)
            within = inside(block)[1:] if own and _begins_with_text(block) else inside(block)
            waiting += reversed(_siblings(within, depth + own))


def _siblings(blocks: Sequence[Block], depth: int) -> list[tuple[Block, int, bool]]:
    seen = [block for block in blocks if not isinstance(block, Comment)]
    return [
        (block, depth, isinstance(block, Paragraph) and isinstance(after, List) and _fits(block))
        for block, after in zip_longest(seen, seen[1:])
    ]


def _begins_with_text(item: Block) -> bool:
    first = next(iter(inside(item)), None)
    return isinstance(first, Paragraph)


def _fits(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return "\n" not in text and len(text) <= _LONGEST_LABEL and not text.endswith((".", "!", "?"))


def _name(text: str, targets: References) -> str:
    """The text as a reader sees it, without a checkbox, `{#id}` and a last colon. A line that looks
    like an item and is none begins no name and ends this one."""
    text = _BOX.sub("", text, count=1) if _BOX.match(text) else text
    if strays := lookalikes(text, in_item=True):
        text = "\n".join(text.split("\n")[: strays[0]])
    shown = plain_text(without_attributes(text), targets)
    return without_controls(shown).strip().removesuffix(":").rstrip()


def _link(text: str, targets: References) -> str | None:
    """Only a text with a link in it is looked through."""
    if "](" not in text and "://" not in text and not (targets and "]" in text):
        return None
    urls = (link.url for link in links_of(text, targets))
    return next((url for url in urls if url.lower().startswith(("http://", "https://"))), None)
