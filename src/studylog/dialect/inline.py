"""The Markdown inside a block becomes plain text, or the links that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Stands for a code span or an image where these say nothing.
OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
_TEXT = MarkdownIt("commonmark").enable("strikethrough")
_LINKS = MarkdownIt("commonmark", {"linkify": True}).enable(["strikethrough", "linkify"])
#: The targets of a page's links by label, as `Document.references` has them.
References = Mapping[str, Mapping[str, str]]
NO_REFERENCES: References = MappingProxyType({})
#: Text without any of these is as it reads.
_NO_MARKUP = re.compile(r"(?:[^\\`*_<&~\]]++|\](?!\())*+")


@dataclass(frozen=True, slots=True)
class Link:
    """`start` is true where nothing stands before it but blanks; `text` is plain."""

    text: str
    url: str
    start: bool = False


def plain_text(
    markdown: str, references: References = NO_REFERENCES, *, opaque: bool = False
) -> str:
    """What a reader sees, in one line: emphasis and links are their text.

    `[text][1]` is a link where `references` has its label. With `opaque`, a code span or an image
    is the one character OPAQUE; else its text.
    """
    if _NO_MARKUP.fullmatch(markdown) and not (references and "]" in markdown):
        return " ".join(markdown.split())
    return " ".join("".join(_texts(_tokens(markdown, _TEXT, references), opaque)).split())


def links_of(markdown: str, references: References = NO_REFERENCES) -> tuple[Link, ...]:
    """The links in their order, images left out."""
    links: list[Link] = []
    before, url, text = "", None, ""
    start = False
    for token in _tokens(markdown, _LINKS, references):
        if token.type == "link_open":
            url, text, start = str(token.attrs.get("href", "")), "", not before.strip()
        elif token.type == "link_close" and url is not None:
            links.append(Link(" ".join(text.split()), url, start))
            url = None
        else:
            said = "".join(_texts([token], opaque=False))
            before, text = before + said, text + said
    return tuple(links)


def is_struck(markdown: str, references: References = NO_REFERENCES) -> bool:
    """Whether the whole text is struck through with `~~`."""
    depth = 0
    struck = False
    for token in _tokens(markdown, _TEXT, references) if "~~" in markdown else ():
        depth += {"s_open": 1, "s_close": -1}.get(token.type, 0)
        if "".join(_texts([token], opaque=True)).strip():
            struck = depth > 0
            if not struck:
                return False
    return struck


def _tokens(markdown: str, parser: MarkdownIt, references: References) -> list[Token]:
    env = {"references": references} if references else {}
    return parser.parseInline(markdown, env)[0].children or []


def _texts(tokens: list[Token], opaque: bool) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type in ("code_inline", "image"):
            yield OPAQUE if opaque else token.content
        elif token.type == "text":
            yield token.content
