"""Whether Python-Markdown takes a block of raw HTML for what GitHub takes it for."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)>")
#: Below raw HTML, what GitHub goes on showing raw and Python-Markdown would read.
_NO_TEXT = re.compile(r"\n(?: {4}| {0,3}(?:> *)?(?:[-*+]|\d+[.)]) +\S|#{1,6}|\|)")
_MARKDOWN = re.compile(r"\smarkdown(?=[\s=/]|\Z)")
_SAID = re.compile(r"\smarkdown(?:=[\"']?\w*[\"']?)?(?=[\s/]|\Z)")
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


def without_markdown(html: str) -> str:
    """The HTML whose first tag no longer says that its content is Markdown: in an item it is read
    anyway."""
    tag = _TAG.match(html)
    if not tag:
        return html
    start, end = tag.span("rest")
    return html[:start] + _SAID.sub("", tag["rest"]) + html[end:]


def open_after(html: str, name: str, depth: int) -> tuple[str, int]:
    """The element that is read as Markdown and still open, and how many of its name are open in it
    and with it; given what was open before, of depth 0 where there was none."""
    for tag in _TAG.finditer(html):
        own = tag["name"].lower()
        if own in _VOID or tag["rest"].endswith("/"):
            continue
        if depth and own == name:
            depth += -1 if tag["close"] else 1
        elif not depth and not tag["close"] and _MARKDOWN.search(tag["rest"]):
            name, depth = own, 1
    return name, depth
