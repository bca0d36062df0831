"""Text and HTML become blocks of a page that no Markdown extension takes for its own."""

from __future__ import annotations

import html
import re

from studylog.words import without_controls

_BLANK = re.compile(r"\n(?=[ \r]*\n)")


def opaque(markup: str) -> str:
    """HTML without fences, tabs and empty lines, which stands for the same."""
    safe = without_controls(markup).replace("`", "&#96;").replace("~~~", "&#126;~~")
    safe = safe.replace("{", "&#123;")  # else `attr_list` gives a cell of a table what follows
    return _BLANK.sub("&#10;", safe.replace("\t", "&#9;"))


def escaped(text: str) -> str:
    """The text as HTML, also within an attribute."""
    return html.escape(without_controls(text))


def section(kind: str, inner: str) -> str:
    """One output: searched for by nobody, so that the search finds prose and code.

    No output holds a section of its own, and so the search knows where this one ends.
    """
    return f'<section class="output output-{kind}" data-search-exclude>{opaque(inner)}</section>'


def note(text: str) -> str:
    """A sentence that stands for an output which can't be shown."""
    return section("note", f"<p>{escaped(text)}</p>")
