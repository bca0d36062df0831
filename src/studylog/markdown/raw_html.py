"""Whether Python-Markdown takes a block of raw HTML for what GitHub takes it for."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)>")
#: Below raw HTML, what GitHub goes on showing raw and Python-Markdown would read.
_NO_TEXT = re.compile(r"\n(?: {4}| {0,3}(?:> *)?(?:[-*+]|\d+[.)]) +\S|#{1,6}|\|)")
_MARKDOWN = re.compile(r"\smarkdown(?=[\s=/]|\Z)")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip


def is_whole(html: str) -> bool:
    """Whether each element that begins in the text ends in it, and the other way round; and no
    line below the first that did looks like anything but text."""
    names: list[str] = []
    closed = 0
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if name in _VOID or tag["rest"].endswith("/"):
            continue
        if not tag["close"]:
            names.append(name)
        elif not names or names.pop() != name:
            return False
        closed = closed or (0 if names else tag.end())
    return not names and not _NO_TEXT.search(html, closed)


def open_after(html: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The open elements that are read as Markdown, and those in them; `names` were open before."""
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if tag["close"]:
            at = len(names) - 1 - names[::-1].index(name) if name in names else len(names)
            names = names[:at]
        elif (names or _MARKDOWN.search(tag["rest"])) and name not in _VOID:
            names += () if tag["rest"].endswith("/") else (name,)
    return names
