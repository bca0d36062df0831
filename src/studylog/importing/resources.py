"""A document becomes its rows: table rows and list items, each a resource or not, and why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studylog.dialect import Document, Heading, Item, Link, Table, links_of, plain_text, walk
from studylog.dialect.inline import References
from studylog.importing.addresses import first_address, read_address
from studylog.importing.cells import Cells, read_cells, roles_of, title_of
from studylog.importing.status import status_of_cell, status_of_item
from studylog.phases import heading_text
from studylog.tasks import States
from studylog.tasks.marks import without_attributes
from studylog.tasks.words import words_at_end

NO_LINK, NO_TEXT = "no link", "no text"
IN_SENTENCE, IN_SITE = "link inside a sentence", "link to a place in this site"
#: Emoji and the like before a link, whether they are marks or not.
_SIGNS = re.compile(r"(?:(?::[a-z0-9_+-]{1,40}:|[^\w\s\x00-\x7f])\s*)+")
_SHORT_CODE_BEHIND = re.compile(r":[a-z0-9_+-]{1,40}:\s*$")
#: `Paper: `, `**MIT OpenCourseWare**: `: up to four words and a colon.
_PREFIX = re.compile(
    r"[*_]{0,3}[^\W_][\w.&'/-]{0,30}(?: [\w.&'/-]{1,30}){0,3}[*_]{0,3}:(?!//)[*_]{0,3}\s*"
)
_HOLDS_BACK = " \t-–—:;,"


@dataclass(frozen=True, slots=True)
class Resource:
    """`cells` say what it is; `named` is the title with the prefix before it, `format_word` the
    cell that says its format, `headings` are those above it, the nearest first."""

    cells: Cells
    status: str | None = None
    named: str = ""
    format_word: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One row. `resource` is None for what is none, and `why` then says why."""

    line: int
    resource: Resource | None = None
    why: str = ""


def find_rows(document: Document, states: States) -> Iterator[Found]:
    """The rows of a page in its order; what stands in quotations is not the author's."""
    above: list[Heading] = []
    targets = document.references
    for block in walk(document, quotes=False):
        if isinstance(block, Heading):
            above = [h for h in above if h.level < block.level] + [block]
        elif isinstance(block, Item):
            yield _of_item(block, states, _names(above, targets), targets)
        elif isinstance(block, Table):
            yield from _of_table(block, states, _names(above, targets), targets)


def _names(above: Iterable[Heading], targets: References) -> tuple[str, ...]:
    return tuple(heading_text(heading, targets) for heading in above)[::-1]


def _of_table(
    table: Table, states: States, headings: tuple[str, ...], targets: References
) -> Iterator[Found]:
    progress = states.columns.get(table)
    if progress is None and not any(
        first_address(links_of(cell, targets)) for row in table.rows for cell in row.cells
    ):
        return
    roles = roles_of(table, progress, targets)
    format_word = ""
    for row in table.rows:
        if "format" in roles:
            format_word = plain_text(row.cells[roles.index("format")], targets) or format_word
        cells = read_cells(table, row, roles, progress, targets)
        if not cells.title:
            yield Found(row.line, why=NO_TEXT)
            continue
        status = None
        if progress is not None:
            status = status_of_cell(row.cells[progress], states.of.get(row))
        yield Found(row.line, Resource(cells, status, cells.title, format_word, headings))


def _of_item(item: Item, states: States, headings: tuple[str, ...], targets: References) -> Found:
    mark = states.marks.get(item)
    text = without_attributes(item.text[mark.box :] if mark else item.text)
    text = text[_end(_SIGNS, text) :]
    bare = text[_end(_PREFIX, text) :]
    links = links_of(bare, targets) if bare != text else ()
    if not (links and links[0].start):
        bare, links = text, links_of(text, targets)
    link = links[0] if links else None
    address = read_address(link.url) if link else None
    if link is None or address is None or not link.start:
        return Found(item.line, why=_why_not(links))
    if not (title := title_of(link.text)):
        return Found(item.line, why=NO_TEXT)
    cells = Cells(title, address, note=_behind(plain_text(bare, targets), link))
    status = status_of_item(item, mark, states.of.get(item))
    return Found(item.line, Resource(cells, status, plain_text(text, targets), "", headings))


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _why_not(links: tuple[Link, ...]) -> str:
    """Why an item with these links is no resource."""
    here = [link for link in links if "://" not in link.url and not link.url.startswith("mailto:")]
    if any(read_address(link.url) for link in links) and not (here and here[0].start):
        return IN_SENTENCE
    return IN_SITE if here else NO_LINK


def _behind(text: str, link: Link) -> str:
    """The words of a plain text behind the link, without a mark at their end."""
    text = text.removeprefix(link.text)
    if marked := words_at_end(text):
        text = marked[1]
    if code := _SHORT_CODE_BEHIND.search(text, max(0, len(text) - 45)):
        text = text[: code.start()]
    signs = {c for c in text if unicodedata.category(c) == "So" or c == "\ufe0f"}
    text = text.strip("".join(signs) + _HOLDS_BACK)
    return text if any(map(str.isalnum, text)) else ""
