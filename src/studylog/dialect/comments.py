"""A text loses its HTML comments, but for those that are code."""

from __future__ import annotations

import re

_COMMENT = re.compile(
    r"(?P<code>^[ \t>]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)[^`\n]*(?P=ticks)(?!`))|<!--(?:-?>|.*?(?:-->|\Z))",
    re.S | re.M,
)


def without_comments(text: str) -> str:
    """The same text, where a comment stood nothing; one that is never closed takes the rest."""
    return _COMMENT.sub(lambda found: found["code"] or "", text) if "<!--" in text else text


def blank_comments(text: str) -> str:
    """The same text in as many lines."""
    return _COMMENT.sub(lambda found: found["code"] or "\n" * found[0].count("\n"), text)


def open_comment(text: str) -> int | None:
    """Where a comment begins that does not end in the text."""
    if "<!--" not in text:
        return None
    comments = (found for found in _COMMENT.finditer(text) if not found["code"])
    return next((found.start() for found in comments if not found[0].endswith(">")), None)
