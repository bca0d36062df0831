"""CommonMark's block parser, which knows how far in each container's content begins."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, list_block

from studylog.dialect.rules import add_rules

_COLUMNS = "columns"
_BULLETS = frozenset(("- ", "* ", "+ "))


class _Blocks(ParserBlock):
    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Remembers the columns of the containers around what it is reading."""
        columns = state.env.setdefault(_COLUMNS, [])
        columns.append(state.blkIndent)
        super().tokenize(state, startLine, endLine)
        columns.pop()


def make_parser() -> MarkdownIt:
    """A parser of blocks alone; what is in them stays text."""
    parser = MarkdownIt("commonmark", {"maxNesting": 1_000_000})
    parser.block = _Blocks()
    add_rules(parser.configure("commonmark", {"maxNesting": 1_000_000}).enable("table"))
    parser.disable("lheading")
    parser.block.ruler.at("paragraph", _paragraph)
    quick = parser.block.ruler
    quick.before("mark", "line", _line_of_text, {"alt": []})
    quick.before("mark", "item", _item, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _line_of_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a letter and stands alone is a paragraph, without asking further."""
    if silent or not (start + 1 >= state.lineMax or state.isEmpty(start + 1)):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if not state.src[at].isalpha() or state.sCount[start] - state.blkIndent > 3:
        return False
    return _paragraph(state, start, end, silent)


def _item(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A bullet with a letter behind it can be nothing but an item."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 2] not in _BULLETS or not state.src[at + 2 : at + 3].isalpha():
        return False
    return list_block(state, start, end, silent)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph with its lazy lines, or the heading that a line of `=` or `-` makes of it.

    markdown-it's own lets a line end it that is left of the item's content, however far in it is
    in the container it would then stand in; four columns there are text for CommonMark
    (https://spec.commonmark.org/0.31.2/#indented-code-blocks).
    """
    rules = state.md.block.ruler.getRules("paragraph")
    outer, state.parentType = state.parentType, "paragraph"
    after, level = start + 1, 0
    while after < state.lineMax and not state.isEmpty(after):
        if not _is_text(state, after):
            if level := _underline(state, after):
                break
            if any(rule(state, after, end, True) for rule in rules):
                break
        after += 1
    state.parentType = outer
    content = state.getLines(start, after, state.blkIndent, False).strip(" \t\n")
    state.line = after + 1 if level else after
    kind, tag = ("heading", f"h{level}") if level else ("paragraph", "p")
    state.push(f"{kind}_open", tag, 1).map = [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map = content, [start, after]
    state.push(f"{kind}_close", tag, -1)
    return True


def _underline(state: StateBlock, number: int) -> int:
    """The level of the heading that the line makes of those above it; 0 if it makes none."""
    if state.sCount[number] < state.blkIndent:
        return 0
    at = state.bMarks[number] + state.tShift[number]
    if (first := state.src[at]) not in "=-":
        return 0
    line = state.src[at : state.eMarks[number]].rstrip(" ")
    return 0 if line.strip(first) else 1 if first == "=" else 2


def _is_text(state: StateBlock, number: int) -> bool:
    """Whether the line goes on with a paragraph whatever it holds."""
    column = state.sCount[number]
    if column < 0 or column - state.blkIndent > 3:
        return True
    if column >= state.blkIndent:
        return False
    return bool(column - max(c for c in state.env[_COLUMNS] if c <= column) > 3)
