"""What our extensions add to the blocks of CommonMark becomes rules of its parser."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

#: An admonition, details, tab, footnote or definition; what it holds is four columns further in.
_HEAD = re.compile(
    r"(?:!!! ?[\w\-]|\?\?\?\+? ?[\w\-\"]|===[!+]{0,2} ?[\"']|\[\^[^\]\n]+\]:|: {1,3}\S)"
)
#: Their text goes on in the lines right below, without an indent.
_LAZY = ("[", ":")
#: What another preprocessor has put away, such as a fence.
_MARK = re.compile(r"\x02[^\x02\x03]+\x03\s*")
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def add_rules(parser: MarkdownIt) -> MarkdownIt:
    """The parser with rules for holders, for marks, and for formulas on lines of their own."""
    ruler = parser.block.ruler
    ruler.before("table", "mark", _mark, {"alt": _INTERRUPTS})
    ruler.before("table", "holder", _holder, {"alt": _INTERRUPTS})
    ruler.before("table", "formula", _formula, {"alt": []})
    return parser


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _begins(state: StateBlock, number: int, characters: str) -> bool:
    """Whether the line begins with one of the characters: asked of every line, so it is quick."""
    at = state.bMarks[number] + state.tShift[number]
    return at < state.eMarks[number] and state.src[at] in characters


def _mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, "\x02"):
        return False
    if state.is_code_block(start) or not _MARK.fullmatch(_line(state, start)):
        return False
    if not silent:
        state.line = start + 1
        state.push("mark", "", 0).map = [start, state.line]
    return True


def _holder(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, "!?=[:"):
        return False
    if state.is_code_block(start) or not _HEAD.match(line := _line(state, start)):
        return False
    if silent:
        return True
    indent = state.sCount[start] + 4
    inside = start + 1
    if line.startswith(_LAZY):
        while inside < end and not state.isEmpty(inside) and state.sCount[inside] < indent:
            if _HEAD.match(_line(state, inside)):
                break
            inside += 1
    after = inside
    while after < end and (state.isEmpty(after) or state.sCount[after] >= indent):
        after += 1
    while after > inside and state.isEmpty(after - 1):
        after -= 1
    _hold(state, start, inside, after, indent)
    return True


def _hold(state: StateBlock, start: int, inside: int, after: int, indent: int) -> None:
    token = state.push("holder_open", "div", 1)
    token.map, token.meta = [start, after], {"head": inside - start}
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent, after, "root"
    state.md.block.tokenize(state, inside, after)
    state.blkIndent, state.lineMax, state.parentType = before
    state.line = after
    state.push("holder_close", "div", -1)


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` up to `$$` without a blank line between: what looks like an item in it is none."""
    if not _begins(state, start, "$"):
        return False
    line = _line(state, start).rstrip()
    if silent or state.is_code_block(start) or not line.startswith("$$"):
        return False
    last = start
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        closes = _line(state, last).rstrip().endswith("$$")
        if closes and (last > start or len(line) > 4):
            state.line = last + 1
            state.push("mark", "", 0).map = [start, state.line]
            return True
        last += 1
    return False
