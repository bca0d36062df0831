"""What our extensions add to the blocks of CommonMark becomes rules of its parser."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, reference

#: An admonition, details, tab, footnote or definition; what it holds is four columns further in.
_HEAD = re.compile(
    r"(?:!!! ?[\w\-]|\?\?\?\+? ?[\w\-\"]|===[!+]{0,2} ?[\"']|\[\^[^\]\n]+\]:|: {1,3}\S)"
)
#: Their text goes on in the lines right below, without an indent.
_LAZY = ("[", ":")
#: What another preprocessor has put away, such as a fence.
_MARK = re.compile(r"\x02[^\x02\x03]+\x03\s*")
#: Not those whose content `md_in_html` reads as a line, or not at all.
_TAG = re.compile(
    r"<(?!(?:address|d[dt]|h[1-6]|legend|li|p|summary|t[dh]|canvas|math|option|pre|script|style"
    r"|textarea)\b)[A-Za-z][\w-]*(?P<rest>\s[^<>]*)>\s*"
)
_IS_MARKDOWN = re.compile(r"\smarkdown(?:=(?:[\"']?)(?:1|block|markdown)(?:[\"']?))?(?=\s|\Z)")
#: Elements whose text is as it stands.
_CODE = re.compile(r"<(?P<close>/?)(?P<name>pre|script|style|textarea)\b", re.I)
_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def add_rules(parser: MarkdownIt) -> MarkdownIt:
    """The parser with rules for holders, for marks, and for formulas on lines of their own."""
    ruler = parser.block.ruler
    ruler.before("table", "mark", _mark, {"alt": _INTERRUPTS})
    ruler.before("table", "holder", _holder, {"alt": _INTERRUPTS})
    ruler.before("table", "formula", _formula, {"alt": []})
    ruler.before(
        "html_block", "markdown", _markdown, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    ruler.at("reference", _reference, {"alt": []})
    ruler.at("html_block", _raw, {"alt": ["paragraph", "reference", "blockquote"]})
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


def _markdown(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An element whose content is Markdown: the line that opens it is raw, those below are not."""
    if not _begins(state, start, "<") or state.is_code_block(start):
        return False
    line = _line(state, start)
    if not (tag := _TAG.fullmatch(line)) or not _IS_MARKDOWN.search(tag["rest"]):
        return False
    if not silent:
        state.line = start + 1
        token = state.push("html_block", "", 0)
        token.map, token.content = [start, state.line], f"{line}\n"
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The target of links; in a list or a quotation it is kept as what it holds otherwise is."""
    if not reference(state, start, end, silent):
        return False
    if not silent and state.level:
        state.push("mark", "", 0).map = [start, state.line]
    return True


def _holder(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, "!?=[:"):
        return False
    if state.is_code_block(start) or not _HEAD.match(line := _line(state, start)):
        return False
    if line.startswith(":") and not silent and not _is_defined(state):
        return False
    if silent:
        return True
    indent = state.sCount[start] + 4
    inside = start + 1
    if line.startswith(_LAZY):
        while inside < end and not state.isEmpty(inside) and state.sCount[inside] < indent:
            if _HEAD.match(_line(state, inside)) or _begins(state, inside, "<"):
                break
            inside += 1
    after = inside
    while after < end and (state.isEmpty(after) or state.sCount[after] >= indent):
        after += 1
    while after > inside and state.isEmpty(after - 1):
        after -= 1
    _hold(state, start, inside, after, indent)
    return True


def _is_defined(state: StateBlock) -> bool:
    """Whether a term stands above, or another of its definitions."""
    return bool(state.tokens) and state.tokens[-1].type in ("paragraph_close", "holder_close")


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


def _raw(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML that ends within an element such as `<pre>` goes on to the end of that.

    GitHub ends it at the blank line, and shows the rest of the code as if it were text.
    """
    if not html_block(state, start, end, silent):
        return False
    if silent:
        return True
    token = state.tokens[-1]
    opened = list(_CODE.finditer(token.content))
    if not opened or opened[-1]["close"]:
        return True
    name = opened[-1]["name"].lower()
    closing = re.compile(rf"</{name}\s*>", re.I)
    at = closing.search(state.src, state.bMarks[state.line]) if name not in state.env else None
    if at is None:
        state.env[name] = "never ends"  # not to be looked for again
        return True
    while state.line < end and state.bMarks[state.line] <= at.start():
        state.line += 1
    token.map = [start, state.line]
    token.content = state.getLines(start, state.line, state.blkIndent, True)
    return True
