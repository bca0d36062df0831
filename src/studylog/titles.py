"""A title, which is text, becomes what shows it as it is: in HTML, or in Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from studylog.dialect import plain_text
from studylog.words import as_markdown

#: Maths and citations are more than text, in whatever they stand.
_KEPT = re.compile(
    r"(?<![\\$])\$\$?(?![\s$])(?:\\.|[^\\$])+(?<!\s)\$\$?(?!\$)"
    r"|\\\((?:(?!\\\)).){1,500}\\\)"
    r"|\[@[^\[\]<>&`*\\]+\](?![(\[])"
)
_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,3})(?!`)[^`]+(?P=ticks)(?!`)")


def title_html(title: str) -> str:
    """The title as the HTML that generators and themes take a title for."""
    return html.escape(title, quote=False)


def title_markdown(title: str) -> str:
    """The title as Markdown that shows it, in a heading: only maths and citations are set."""
    return "".join(part if kept else _shown(part) for part, kept in _parts(title, _KEPT))


def heading_text(markdown: str) -> str:
    """What a reader sees of a heading, with maths and citations as they are typed.

    >>> heading_text("Why *attention* is $x_1$ `<b>`")
    'Why attention is $x_1$ <b>'
    """
    if not any(kept for _, kept in _parts(markdown, _KEPT)):
        return plain_text(markdown)
    parts = [
        (piece, kept)
        for outside, code in _parts(markdown, _CODE)
        for piece, kept in ([(outside, False)] if code else _parts(outside, _KEPT))
    ]
    return " ".join("".join(p if kept else _read(p) for p, kept in parts).split())


def _parts(text: str, wanted: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The text in parts, with whether each is one of those wanted."""
    at = 0
    for found in wanted.finditer(text):
        yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    yield text[at:], False


def _shown(part: str) -> str:
    return _around(part, as_markdown(part))


def _read(part: str) -> str:
    return _around(part, plain_text(part))


def _around(part: str, made: str) -> str:
    """With a blank where the part has some at its ends."""
    before = " " if part[:1].isspace() else ""
    return f"{before}{made}{' ' if made and part[-1:].isspace() else ''}"
