"""The headings of a page's HTML become its table of contents."""

from __future__ import annotations

import re
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

_HEADING = re.compile(r'<h(?P<level>[1-6])\b[^>]*?\bid="(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</h', re.S)
_MARK = re.compile(r'<a class="headerlink".*?</a>', re.S)


def outline(html: str) -> list[dict[str, Any]]:
    """Python-Markdown's tokens (level, id, name, children); names are escaped text."""
    tokens = [
        {
            "level": int(found["level"]),
            "id": found["id"],
            "name": re.sub(r"<[^>]*>", "", _MARK.sub("", found["text"])).strip(),
        }
        for found in _HEADING.finditer(html)
    ]
    nested: list[dict[str, Any]] = nest_toc_tokens(tokens)  # type: ignore[assignment,arg-type]
    return nested
