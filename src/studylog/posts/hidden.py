"""A post's body loses its longer comments, before an excerpt is taken from it."""

from __future__ import annotations

from studylog.dialect import Comment, Document, read_document
from studylog.problem import Problem


def without_long_comments(body: str, path: str, first_line: int) -> tuple[str, tuple[Problem, ...]]:
    """The body in as many lines, and what is said on reading it.

    A comment of several lines may hold the end of the excerpt, or what ends it: the marker. Short
    ones stay, since the marker is one; they are left out where the page is made.
    """
    document = read_document(body, path, first_line)
    if "<!--" not in body:
        return body, document.problems
    hidden = _hidden(document)
    lines = (
        "" if number in hidden else _shown(written, read)
        for number, (written, read) in enumerate(
            zip(body.split("\n"), document.lines, strict=True), start=first_line
        )
    )
    return "\n".join(lines), document.problems


def _shown(written: str, read: str) -> str:
    """The line as it was read where a comment that goes on beyond its block was taken out."""
    return written if written.expandtabs(4) == read else read


def _hidden(document: Document) -> set[int]:
    """The numbers of lines that comments of several lines stand on."""
    hidden: set[int] = set()
    for block in document.blocks:
        if isinstance(block, Comment) and block.end - block.line > 1:
            hidden.update(range(block.line, block.end))
    return hidden
