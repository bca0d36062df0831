"""One paragraph of a page's Markdown becomes inline HTML for a list elsewhere on the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from markdown import Markdown
from markupsafe import Markup

from studylog.markdown import Reference

_BLOCKS = re.compile(r"</?(?:p|div|figure|ul|ol|li|blockquote|h[1-6])\b[^>]*>")
_VOID = ("br", "wbr", "hr", "input")
_LINKS = re.compile(r"</?a\b[^>]*>|<img\b[^>]*>|<!--.*?-->", re.S)


def inliner(references: Mapping[str, Reference]) -> Markdown:
    """A converter for `inline_html`; one serves any number of paragraphs."""
    return Markdown(
        extensions=["studylog", "pymdownx.arithmatex", "pymdownx.tilde", "attr_list", "smarty"],
        extension_configs={
            "studylog": {"references": references},
            "pymdownx.arithmatex": {"generic": True},
        },
    )


def inline_html(markdown: str, converter: Markdown) -> Markup:
    """Emphasis, code and maths stay; links are their text, since addresses differ by page.

    Where an element is left open, or ends what it did not begin, all is text: the list stays whole.
    """
    html = converter.reset().convert(markdown)
    made = Markup(_BLOCKS.sub("", _LINKS.sub("", html)).strip())  # noqa: S704 - author's own text
    return made if _is_closed(made) else Markup.escape(made.striptags())


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_closed = True

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        # Elsewhere a browser takes it for one that is left open.
        self.is_closed &= tag in _VOID or "math" in self.open

    def handle_endtag(self, tag: str) -> None:
        self.is_closed &= bool(self.open) and self.open.pop() == tag


def _is_closed(html: str) -> bool:
    elements = _Elements()
    elements.feed(html)
    elements.close()
    return elements.is_closed and not elements.open
