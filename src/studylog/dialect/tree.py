"""The values a Markdown text becomes: blocks in blocks, each with the lines it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from studylog.problem import Problem


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Block:
    """`line` is its first line in the file, counted from 1; `end` the line after its last."""

    line: int
    end: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Heading(Block):
    """`text` is the Markdown behind the `#`s, `level` that of the source, 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Paragraph(Block):
    """`text` is its Markdown without indents and comments, its lines parted by newlines."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Code(Block):
    """Fenced or indented code. `info` is what stands behind the opening fence, None without one;
    `closed` says whether a fence that was opened is closed."""

    text: str
    info: str | None = None
    closed: bool = True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Html(Block):
    """Raw HTML, and what other extensions have put a mark for. `text` is without comments."""

    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comment(Block):
    """Lines that reach no page."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rule(Block):
    """A thematic break."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Row(Block):
    """As many `cells` as the header has; what stood beyond them is at the end of the last.

    `beyond` is that text alone, empty in most rows.
    """

    cells: tuple[str, ...]
    beyond: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Table(Block):
    """`header` holds the Markdown of the header's cells; `rows` are those of the body.

    `align` is `left`, `center`, `right` or empty for each column.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    align: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Item(Block):
    """One list item. `column` is where its content begins, `marker` is as typed: `-`, `3.`."""

    marker: str
    column: int
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The Markdown of its first paragraph; empty where it begins with something else."""
        first = self.blocks[0] if self.blocks else None
        return first.text if isinstance(first, Paragraph) else ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class List(Block):
    """`start` is the first number of an ordered list, None of a bullet list."""

    start: int | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Quote(Block):
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Holder(Block):
    """An admonition, details, tab, footnote or definition: `head` lines, then what it holds."""

    head: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Document:
    """`blocks` are in the order of the text; `problems` what was said of it on reading;
    `references` the targets of its links by label, as markdown-it has them.

    `lines` are those of the text with tabs as blanks, the first of which has the number `first`.
    """

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    first: int = 1
    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks right inside one: of a list its items, of a table its rows."""
    if isinstance(block, List):
        return block.items
    if isinstance(block, Table):
        return block.rows
    return block.blocks if isinstance(block, (Item, Quote, Holder)) else ()


def walk(document: Document, *, quotes: bool = True) -> Iterator[Block]:
    """Every block in the order of the text, also items and rows, parents before children.

    Lists may be a thousand deep, so nothing here calls itself. Without `quotes`, what stands in
    a quotation is left out.
    """
    waiting = list(reversed(document.blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Quote) and not quotes:
            continue
        yield block
        waiting.extend(reversed(inside(block)))


def title_of(document: Document) -> Heading | None:
    """The `#` heading that opens the page, which is its title."""
    first = next((b for b in document.blocks if not isinstance(b, Comment)), None)
    return first if isinstance(first, Heading) and first.level == 1 else None
