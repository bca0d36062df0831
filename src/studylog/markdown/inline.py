"""What GitHub understands inside a line is understood here, whatever else the site switches on."""

from __future__ import annotations

import re
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AtomicString
from pymdownx.tilde import DeleteSubExtension  # type: ignore[import-untyped]

_SIGNS = {
    "white_check_mark": "✅", "heavy_check_mark": "✔️", "ballot_box_with_check": "☑️",
    "construction": "🚧", "hourglass": "⌛", "question": "❓", "x": "❌",
    "white_large_square": "⬜",
}  # fmt: skip
#: https://spec.commonmark.org/0.31.2/#raw-html; what is none is text, such as `Tensor<float, 2>`.
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_HTML = (
    rf"(<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|<\?(?:(?!\?>).)*\?>|<![A-Z][^>]*>|<!--(?:(?!<!--|-->).)*-->)"
)
_SHORTCODE = "(?<![\\w:]):({}):(?![\\w:])".format("|".join(_SIGNS))


class ShortcodeProcessor(InlineProcessor):
    """`:white_check_mark:` is the sign that it names; of these codes, those that are marks."""

    def handleMatch(  # type: ignore[override]
        self, found: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        sign = etree.Element("span")
        sign.text = AtomicString(_SIGNS[found[1]])
        return sign, found.start(0), found.end(0)


def register_inline(md: Markdown) -> None:
    """Bare addresses, `~~struck~~` and the codes of marks, unless the site has its own; and what
    a backslash does before a line's end and before every sign. What is no HTML is text."""
    # Not quotes, which attribute lists escape for themselves.
    md.ESCAPED_CHARS.extend(c for c in "<&,:;/?@^%" if c not in md.ESCAPED_CHARS)
    # Below escapes (180), so that two of them are one that is seen.
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 101)
    md.inlinePatterns.register(HtmlInlineProcessor(_HTML, md), "html", 90)
    if "magic-link" not in md.inlinePatterns:
        md.registerExtensions(["pymdownx.magiclink"], {})
    if not any(isinstance(own, DeleteSubExtension) for own in md.registeredExtensions):
        md.registerExtensions(["pymdownx.tilde"], {"pymdownx.tilde": {"subscript": False}})
    if "emoji" not in md.inlinePatterns:
        # Below code (190) and escapes (180).
        md.inlinePatterns.register(ShortcodeProcessor(_SHORTCODE, md), "shortcode", 170)
