"""The parser's tokens become blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from studylog.dialect.columns import content_column, quoted
from studylog.dialect.comments import open_comment, without_comments
from studylog.dialect.tree import (
    Block,
    Code,
    Comment,
    Heading,
    Holder,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
)


@dataclass(slots=True)
class _Open:
    """A token whose end is still to come. `lines` are those of the quotation it stands in, the
    first of which is number `base`; `column` is where the content around it begins."""

    token: Token
    lines: list[str]
    base: int
    column: int
    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    align: list[str] = field(default_factory=list)
    paragraph: tuple[int, int] = (0, 0)

    def line(self) -> str:
        return self.lines[_map(self.token)[0] - self.base]


class Unended(NamedTuple):
    """The lines, from 0, of a block with a comment that does not end in it."""

    start: int
    end: int
    is_html: bool


def build(
    tokens: Iterable[Token], text: str, first_line: int
) -> tuple[tuple[Block, ...], Unended | None]:
    """The blocks, and the first of them that a comment goes on beyond."""
    top = _Open(Token("", "", 0), text.split("\n"), 0, 0)
    waiting = [top]
    unended: Unended | None = None
    for token in tokens:
        kind, around = token.type, waiting[-1]
        if kind == "inline":
            unended = unended or _unended(token)
            around.texts.append(without_comments(token.content))
        elif kind == "paragraph_close":
            around.blocks.append(_paragraph(around, first_line))
        elif kind == "paragraph_open":
            around.paragraph = _map(token)
        elif kind in _OPENED:
            waiting.append(_opened(token, around))
        elif kind in _CLOSED:
            own = waiting.pop()
            waiting[-1].blocks.append(_CLOSED[kind](own, first_line))
        elif kind == "fence":
            around.blocks.append(_fence(token, around, first_line))
        elif kind in _LEAVES:
            unended = unended or _unended(token)
            around.blocks.append(_LEAVES[kind](token, first_line))
        elif kind == "th_open":
            waiting[-2].align.append(str(token.attrs.get("style", "")).rpartition(":")[2])
    return tuple(top.blocks), unended


def _unended(token: Token) -> Unended | None:
    is_html = token.type == "html_block"
    if token.type not in ("html_block", "inline"):
        return None
    if open_comment(token.content, is_html=is_html) is None:
        return None
    return Unended(*_map(token), is_html)


def _opened(token: Token, around: _Open) -> _Open:
    """Lists and what is in them keep the lines; a quotation has lines of its own."""
    start, end = _map(token)
    own = _Open(token, around.lines, around.base, around.column)
    if token.type == "list_item_open":
        first = around.blocks == [] and _map(around.token)[0] == start
        own.column = content_column(own.line(), around.column if first else 0)
    elif token.type == "blockquote_open":
        inner = around.lines[start - around.base : end - around.base]
        own.lines, own.base, own.column = quoted(inner, around.column), start, 0
    elif token.type == "holder_open":
        own.column = len(own.line()) - len(own.line().lstrip()) + 4
    return own


def _map(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 0)


def _place(token: Token, first_line: int) -> tuple[int, int]:
    start, end = _map(token)
    return first_line + start, first_line + end


def _html(token: Token, first_line: int) -> Block:
    text = without_comments(token.content, is_html=True)
    place = _place(token, first_line)
    return Html(*place, text) if text.strip() else Comment(*place)


def _fence(token: Token, around: _Open, first_line: int) -> Block:
    start, end = _map(token)
    last = around.lines[end - 1 - around.base].lstrip(" >").rstrip()
    closed = end - start > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
    return Code(*_place(token, first_line), token.content, token.info.strip(), closed)


def _paragraph(own: _Open, first_line: int) -> Block:
    text = own.texts.pop().strip()
    place = first_line + own.paragraph[0], first_line + own.paragraph[1]
    return Paragraph(*place, text) if text else Comment(*place)


def _heading(own: _Open, first_line: int) -> Block:
    text = " ".join(own.texts).strip()
    return Heading(*_place(own.token, first_line), int(own.token.tag[1]), text)


def _list(own: _Open, first_line: int) -> Block:
    ordered = own.token.type == "ordered_list_open"
    start = int(own.token.attrs.get("start", 1)) if ordered else None
    items = tuple(block for block in own.blocks if isinstance(block, Item))
    return List(_map(own.token)[0] + first_line, items[-1].end, start, items)


def _item(own: _Open, first_line: int) -> Block:
    marker, line = own.token.info + own.token.markup, _map(own.token)[0] + first_line
    end = own.blocks[-1].end if own.blocks else line + 1
    return Item(line, end, marker, own.column, tuple(own.blocks))


def _row(own: _Open, first_line: int) -> Block:
    """https://github.github.com/gfm/#tables-extension- leaves out what is beyond the header."""
    line, cells = own.line().strip(), list(own.texts)
    beyond = ""
    if line.count("|") > len(cells) - 1 + line.startswith("|") + line.endswith("|"):
        found = [cell.strip() for cell in escapedSplit(line)]
        found = found[not found[0] :]
        beyond = without_comments(" ".join(filter(None, found[len(cells) :])))
    if beyond:
        cells[-1] = f"{cells[-1]} {beyond}".strip()
    return Row(*_place(own.token, first_line), tuple(cells), beyond)


def _table(own: _Open, first_line: int) -> Block:
    header, *rows = (block for block in own.blocks if isinstance(block, Row))
    return Table(*_place(own.token, first_line), header.cells, tuple(rows), tuple(own.align))


def _quote(own: _Open, first_line: int) -> Block:
    return Quote(*_place(own.token, first_line), tuple(own.blocks))


def _hold(own: _Open, first_line: int) -> Block:
    place = _place(own.token, first_line)
    return Holder(*place, int(own.token.meta["head"]), tuple(own.blocks))


_LEAVES: Mapping[str, Callable[[Token, int], Block]] = {
    "html_block": _html,
    "mark": lambda token, first: Html(*_place(token, first), "\x02"),
    "code_block": lambda token, first: Code(*_place(token, first), token.content),
    "hr": lambda token, first: Rule(*_place(token, first)),
}
_CLOSED: Mapping[str, Callable[[_Open, int], Block]] = {
    "heading_close": _heading,
    "bullet_list_close": _list,
    "ordered_list_close": _list,
    "list_item_close": _item,
    "blockquote_close": _quote,
    "holder_close": _hold,
    "table_close": _table,
    "tr_close": _row,
}
_OPENED = frozenset(kind.replace("_close", "_open") for kind in _CLOSED)
