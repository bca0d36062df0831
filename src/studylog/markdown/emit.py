"""Blocks become lines for Python-Markdown: as they stand, or a mark where it would misread them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studylog.dialect import (
    Block,
    Code,
    Comment,
    Document,
    Holder,
    Html,
    List,
    Paragraph,
    Quote,
    Rule,
    inside,
)
from studylog.dialect.comments import without_comments
from studylog.dialect.lookalikes import lookalikes
from studylog.markdown.raw_html import is_whole, open_after
from studylog.markdown.spot import Spot

#: Paragraphs that Python-Markdown takes for something else: `#tag`, an underline that is none.
MISREAD = re.compile(
    r"(?:^|\n)#{1,6}|\A[^\n]*\n *[=-]+ *(?:\n|\Z)|\A *[=-]+ *(?:\n|\Z)|\A\d{10,}\."
)
#: A single line that no block processor takes for anything but text.
PLAIN = re.compile(r"[^\W\d_][^\n\x02<]*")


@dataclass(frozen=True, slots=True)
class Held:
    """A block that is built from what was read of it, and where it stands."""

    block: Block
    spot: Spot


#: Keeps a block and gives the line that stands for it.
Hold = Callable[[Held], str]


def emit_document(document: Document, hold: Hold) -> list[str]:
    spot = Spot(document.lines, document.first)
    return emit(document.blocks, document.first, document.first + len(document.lines), spot, hold)


def emit(blocks: Sequence[Block], start: int, end: int, spot: Spot, hold: Hold) -> list[str]:
    """The lines from `start` to before `end`; what must not touch its neighbours has a blank line
    around it."""
    made: list[str] = []
    at = start
    before: Block | None = None
    name, depth = "", 0
    for block in blocks:
        was = depth
        if isinstance(block, Html) and not spot.depth:
            name, depth = open_after(block.text, name, depth)
        if isinstance(block, Html) and was + depth:
            # For `md_in_html`, which needs both ends of the element, at the start of a line.
            lines = [line.lstrip(" ") for line in _raw(block, spot)]
        else:
            lines = _lines(block, before, spot, hold)
        if not isinstance(block, (Comment, Html, Holder, Paragraph)) or _is_mark(lines):
            lines = ["", *lines, ""]
        _add(made, [line for line in spot.span(at, block.line) if line.strip()] or [""])
        _add(made, lines)
        at = max(at, block.end)
        before = before if isinstance(block, Comment) else block
    return made + spot.span(at, end)


def _add(made: list[str], lines: list[str]) -> None:
    """Adds them, but no second blank line: footnotes would end there."""
    first = 0
    while made and not made[-1] and first < len(lines) and not lines[first].strip():
        first += 1
    made += lines[first:]


def _is_mark(lines: list[str]) -> bool:
    """Whether a block stands there as a whole: of ours, or a fence that was put away."""
    return len(lines) == 1 and lines[0].lstrip(" ").startswith("\x02")


def _lines(block: Block, before: Block | None, spot: Spot, hold: Hold) -> list[str]:
    """The lines of one block; `before` is the one above it."""
    match block:
        case Code() if block.info is None:
            lines = _code(block, spot)
            # Python-Markdown would give it to the list.
            lines = [_hold_lines(block, lines, hold)] if isinstance(before, List) else lines
        case Comment():
            lines = [""]
        case Paragraph():
            lines = _paragraph(block, spot, hold)
        case Html():
            lines = _html(block, spot, hold)
        case Holder():
            lines = _holder(block, spot, hold)
        case Quote() if not _is_ours(block, spot):
            lines = spot.span(block.line, block.end)
        case _:
            lines = [hold(Held(block, spot))]
    return lines


def _hold_lines(block: Block, lines: list[str], hold: Hold) -> str:
    return hold(Held(block, Spot(lines, block.line)))


def _code(block: Code, spot: Spot) -> list[str]:
    own = spot.detabbed(block, 4) if spot.depth else None
    if own and all(not line or line.startswith("    ") for line in own):
        return own
    return spot.span(block.line, block.end)


def _paragraph(block: Paragraph, spot: Spot, hold: Hold) -> list[str]:
    if block.end - block.line == 1:
        line = spot.line(block.line).lstrip(" ")
        if PLAIN.fullmatch(line):  # no need to ask two dozen block processors
            return [_hold_lines(block, [line], hold)]
    lines = spot.detabbed(block) if spot.depth else None
    if lines is None:
        further_in = spot.indent(block.line) if spot.depth and block.line != spot.first else 0
        lines = spot.span(block.line, block.end, further_in)
    if any("<!--" in line for line in lines):
        lines = block.text.split("\n")
    if spot.depth:
        lines[0] = lines[0].lstrip(" ")
    lines = broken(lines, in_item=False)
    return [_hold_lines(block, lines, hold)] if MISREAD.search("\n".join(lines)) else lines


def broken(lines: list[str], *, in_item: bool) -> list[str]:
    """The lines, what looks like an item on a line of its own."""
    for number in lookalikes("\n".join(lines), in_item=in_item):
        lines[number - 1] = lines[number - 1].rstrip() + "  "
        if number + 1 < len(lines):
            lines[number] = lines[number].rstrip() + "  "
    return lines


def _holder(block: Holder, spot: Spot, hold: Hold) -> list[str]:
    indent = spot.indent(block.line)
    start, column = block.line + block.head, spot.column + indent + 4
    inner = replace(spot, column=column, first=0, depth=0, root=column)
    lines = emit(block.blocks, start, block.end, inner, hold)
    head = without_comments("\n".join(spot.span(block.line, start, indent))).split("\n")
    head[0] = head[0].lstrip(" ")
    return [*head, *(f"    {line}" if line else line for line in lines)]


def _html(block: Html, spot: Spot, hold: Hold) -> list[str]:
    lines = _raw(block, spot)
    if block.text == "\x02":
        return [lines[0].lstrip() if spot.column else lines[0], *lines[1:]]
    text = "\n".join(lines)
    stays = text.lstrip().startswith("<") and (
        is_whole(text) or ("markdown" in text and not spot.depth)
    )
    return lines if stays else [hold(Held(block, spot))]


def _raw(block: Html, spot: Spot) -> list[str]:
    """Its lines without comments; a formula has no blank line."""
    lines = spot.span(block.line, block.end)
    text = "\n".join(lines)
    if "<!--" not in text:
        return lines
    if block.text == "\x02":
        return [line for line in without_comments(text).split("\n") if line.strip()]
    return block.text.rstrip("\n").split("\n")


def _is_ours(quote: Quote, spot: Spot) -> bool:
    """Whether Python-Markdown would misread something in the quotation, or show a comment."""
    if any("<!--" in line for line in spot.span(quote.line, quote.end)):
        return True
    waiting: list[Block] = list(quote.blocks)
    while waiting:
        block = waiting.pop()
        if not isinstance(block, (Paragraph, Code, Rule, Html, Quote)):
            return True
        if isinstance(block, Paragraph) and _is_edited(block.text):
            return True
        waiting.extend(inside(block))
    return False


def _is_edited(text: str) -> bool:
    return bool(lookalikes(text, in_item=False) or MISREAD.search(text))
