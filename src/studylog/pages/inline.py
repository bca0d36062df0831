"""One paragraph of a page's Markdown becomes inline HTML for a list elsewhere on the site."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown import Markdown
from markupsafe import Markup

from studylog.markdown import Reference

_BLOCKS = re.compile(r"</?(?:p|div|figure|ul|ol|li|blockquote|h[1-6])\b[^>]*>")
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
    """Emphasis, code and maths stay; links are their text, since addresses differ by page."""
    html = converter.reset().convert(markdown)
    return Markup(_BLOCKS.sub("", _LINKS.sub("", html)).strip())  # noqa: S704 - author's own text
