"""A Markdown body becomes a `Document`, as GitHub reads it."""

from __future__ import annotations

from studylog.dialect.build import build
from studylog.dialect.comments import blank_comments, open_comment
from studylog.dialect.depth import capped, room_for
from studylog.dialect.notes import notes_of
from studylog.dialect.parser import make_parser
from studylog.dialect.tree import Document
from studylog.problem import Problem

_PARSER = make_parser()


def read_document(body: str, path: str = "", first_line: int = 1) -> Document:
    """The blocks of a body without its front matter, which begins at `first_line` of its file.

    It takes any text, and time linear in its length. The rules are those of GitHub Flavored
    Markdown (https://github.github.com/gfm/); admonitions, details, tabs, footnotes, definitions
    and formulas are recognised before them.
    """
    text = capped(body.expandtabs(4))
    problems: list[Problem] = []
    with room_for(text):
        blocks, is_open = build(_PARSER.parse(text), text, first_line)
        if is_open:  # a comment goes on beyond the block that it begins in
            problems += _never_closed(text, path, first_line)
            text = blank_comments(text)
            blocks, _ = build(_PARSER.parse(text), text, first_line)
    problems += notes_of(blocks, path)
    return Document(blocks, tuple(problems), tuple(text.split("\n")), first_line)


def _never_closed(text: str, path: str, first_line: int) -> list[Problem]:
    at = open_comment(text)
    if at is None:
        return []
    line = first_line + text.count("\n", 0, at)
    said = "a comment begins here and never ends, so the rest of the page is hidden"
    return [Problem(path, line, said, "write '-->' where it ends", "error")]
