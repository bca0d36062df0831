"""The structure of a page's HTML, to be held against what GitHub's own parser makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

_LISTS = ("ul", "ol")
#: Tags whose text is not the text around them.
_PARTS = ("li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "tr", "table", *_LISTS)
_VOID = ("br", "hr", "img", "input", "meta", "link")


@dataclass
class Node:
    tag: str
    start: str = ""
    texts: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def value(self) -> tuple[object, ...]:
        text = " ".join("".join(self.texts).split())
        if self.tag in ("table", "ul", "ol", "tr", ""):
            text = ""
        tag = "h" if self.tag in _PARTS[1:7] else self.tag
        return (tag, self.start, text, *(node.value() for node in self.nodes))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]
        self.skip = 0
        self.parts: tuple[str, ...] = _PARTS

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if (
            self.skip
            or "headerlink" in (said.get("class") or "")
            or "task-state" in (said.get("class") or "")
        ):
            self.skip += tag not in _VOID
        elif tag in self.parts:
            start = (said.get("start") or "1") if tag == "ol" else ""
            node = Node(tag, start)
            self.open[-1].nodes.append(node)
            self.open.append(node)
        elif tag in ("p", "br", "div", "blockquote"):
            self.open[-1].texts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.skip:
            self.skip -= tag not in _VOID
        elif tag in self.parts:
            while len(self.open) > 1 and self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.skip:
            self.open[-1].texts.append(data)


def structure(html: str, *, quotes: bool = False) -> tuple[object, ...]:
    """Lists with their items, headings, tables and code in their order; paragraphs are no part,
    nor are quotations unless asked for."""
    reader = _Reader()
    reader.parts = (*_PARTS, "blockquote") if quotes else _PARTS
    reader.feed(re.sub(r"<!--.*?(?:-->|\Z)", "", html, flags=re.S))
    return reader.root.value()


def judged(markdown: str) -> tuple[object, ...]:
    """What GitHub makes of it."""
    return structure(github(markdown))


def github(markdown: str) -> str:
    return str(
        cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    )
