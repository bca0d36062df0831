"""Fences that GitHub reads as code become such, also where the highlighter would not have them."""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from studylog.dialect import Code, read_document, walk

_FENCE = re.compile(r"(?P<before>[ >]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)")
#: What superfences takes behind a fence; anything else would not be code to it.
_UNDERSTOOD = re.compile(
    r"(?:\{[^\n]*\}|[\w#.+-]*(?:[ \t]+(?:hl_lines|linenums|title|title_mode)="
    r"(?:\"[^\"]*\"|'[^']*'))*)[ \t]*"
)
_LANGUAGE = re.compile(r"[\w#.+-]+")


class FencePreprocessor(Preprocessor):
    """Ends fences with the marks they begin with, since GitHub takes longer ones and the end of
    the page; and leaves of what stands behind them what superfences takes."""

    def run(self, lines: list[str]) -> list[str]:
        if _are_paired(lines):
            return lines
        made = list(lines)
        blocks = walk(read_document("\n".join(lines)))
        for code in (b for b in blocks if isinstance(b, Code) and b.info is not None):
            opening = _FENCE.fullmatch(lines[code.line - 1])
            if not opening:  # behind the marker of an item, where only we look
                continue
            end = f"{opening['before']}{opening['fence']}"
            if not _UNDERSTOOD.fullmatch(opening["info"]):
                made[code.line - 1] = end + _language(opening["info"])
            if code.closed:
                made[code.end - 2] = end
            else:
                made[code.end - 2] += f"\n{end}"
        return "\n".join(made).split("\n")


def _are_paired(lines: list[str]) -> bool:
    """Whether each fence ends with a line that is the same but for what stands behind it."""
    opened: re.Match[str] | None = None
    for line in lines:
        if "```" not in line and "~~~" not in line:
            continue
        found = _FENCE.fullmatch(line.rstrip())
        if not found:
            continue
        if opened is None:
            if not _UNDERSTOOD.fullmatch(found["info"]):
                return False
            opened = found
        elif found["fence"][0] == opened["fence"][0] and not found["info"]:
            if found["fence"] != opened["fence"] or found["before"] != opened["before"]:
                return False
            opened = None
    return opened is None


def _language(info: str) -> str:
    found = _LANGUAGE.match(info)
    return found[0] if found else ""


def highlighted(md: Markdown, code: Code) -> str:
    """What stands for the code in the page: the highlighter's, or the code as it is."""
    fence = "`" * (2 + max(map(len, re.findall(r"`+", code.text)), default=1))
    lines = [fence + _language(code.info or ""), *code.text.rstrip("\n").split("\n"), fence]
    made = "\n".join(md.preprocessors["fenced_code_block"].run(lines)).strip()
    if made.startswith("\x02") and "\n" not in made:
        return made
    return md.htmlStash.store(f"<pre><code>{html.escape(code.text)}</code></pre>")
