"""A text loses its HTML comments, but for those that are code."""

from __future__ import annotations

import re

#: https://spec.commonmark.org/0.31.2/#html-comment; the shortest are `<!-->` and `<!--->`.
_COMMENT = r"(?P<comment><!--(?:-?>|(?:.*?-->|(?P<open>.*\Z))))"
#: What is read before a comment within it could be: escapes, code spans, and tags with quotes.
_IN_TEXT = re.compile(
    rf"{_COMMENT}|\\.|(?P<ticks>`+)(?:.*?(?<!`)(?P=ticks)(?!`))?"
    r"|<[A-Za-z/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.S,
)
#: In raw HTML neither escapes nor backticks mean anything; scripts and styles are not HTML.
_IN_HTML = re.compile(
    rf"{_COMMENT}|<(?P<name>script|style|textarea)\b.*?(?:</(?P=name)\s*>|\Z)", re.S | re.I
)


def without_comments(text: str, *, is_html: bool = False) -> str:
    """The same text, where a comment stood nothing; one that is never closed takes the rest.

    The text is that of one block: a paragraph, a heading, a cell, or raw HTML.
    """
    if "<!--" not in text:
        return text
    pattern = _IN_HTML if is_html else _IN_TEXT
    return pattern.sub(lambda found: "" if found["comment"] else found[0], text)


def open_comment(text: str, *, is_html: bool = False) -> int | None:
    """Where a comment begins in the text of a block that does not end in it."""
    if "<!--" not in text:
        return None
    pattern = _IN_HTML if is_html else _IN_TEXT
    return next((f.start() for f in pattern.finditer(text) if f["open"] is not None), None)


def blank_comment(text: str, start: int, *, to_the_end: bool = False) -> str:
    """The text in as many lines without the comment that begins at `start`."""
    end = -1 if to_the_end else text.find("-->", start)
    end = len(text) if end < 0 else end + 3
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]
