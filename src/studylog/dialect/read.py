"""A Markdown body becomes a `Document`, as GitHub reads it."""

from __future__ import annotations

from typing import Any

from studylog.dialect.build import Unended, build
from studylog.dialect.comments import blank_comment, open_comment
from studylog.dialect.depth import capped, room_for
from studylog.dialect.notes import notes_of
from studylog.dialect.parser import make_parser
from studylog.dialect.tree import Block, Document
from studylog.problem import Problem

_PARSER = make_parser()
#: So many comments that go on beyond their blocks are taken out one by one.
_MOST = 50


def read_document(body: str, path: str = "", first_line: int = 1) -> Document:
    """The blocks of a body without its front matter, which begins at `first_line` of its file.

    It takes any text, and time linear in its length. The rules are those of GitHub Flavored
    Markdown (https://github.github.com/gfm/); admonitions, details, tabs, footnotes, definitions
    and formulas are recognised before them.
    """
    text = capped(body.expandtabs(4))
    problems: list[Problem] = []
    with room_for(text):
        blocks, references, unended = _read(text, first_line)
        for n in range(_MOST + 1):
            if unended is None:
                break
            start = _start(text, unended)
            if n == _MOST or text.find("-->", start) < 0:
                problems.append(_hides_the_rest(path, first_line + text.count("\n", 0, start)))
            text = blank_comment(text, start, to_the_end=n == _MOST)
            blocks, references, unended = _read(text, first_line)
    problems += notes_of(blocks, path)
    return Document(blocks, tuple(problems), tuple(text.split("\n")), first_line, references)


def _read(
    text: str, first_line: int
) -> tuple[tuple[Block, ...], dict[str, dict[str, str]], Unended | None]:
    env: dict[str, Any] = {}
    blocks, unended = build(_PARSER.parse(text, env), text, first_line)
    return blocks, env.get("references", {}), unended


def _start(text: str, unended: Unended) -> int:
    """Where the comment begins that does not end in its block."""
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: unended.start])
    block = "\n".join(lines[unended.start : unended.end])
    found = open_comment(block, is_html=unended.is_html)
    return before + (block.rfind("<!--") if found is None else found)


def _hides_the_rest(path: str, line: int) -> Problem:
    said = "a comment begins here and never ends, so the rest of the page is hidden"
    return Problem(path, line, said, "write '-->' where it ends", "error")
