"""A value becomes what may stand at its place in Markdown: in a link, in an attribute, in text."""

from __future__ import annotations

import html
import posixpath
import re
from typing import Literal
from urllib.parse import quote

from studylog.words import as_markdown

Place = Literal["link", "attribute", "text"]

#: Begins an address from the site's root, whatever page it stands on; pages resolve it.
ROOT = "site:"
_LINK = re.compile(r"(?:\]\([ \t]*<?|^ {0,3}\[[^\[\]\n]*\]:[ \t]*<?)(?P<begun>[^\s()<>]*)\Z", re.M)
_ATTRIBUTE = re.compile(r"=[ \t]*(?:\"(?P<double>[^\"<>\n]*)|'(?P<single>[^'<>\n]*))\Z")
#: As far as it is looked back for what a value stands in.
_BACK = 200


def place_of(before: str) -> tuple[Place, str]:
    """Where the text after `before` will stand, and what of its address stands there already."""
    tail = before[-_BACK:]
    if found := _LINK.search(tail):
        return "link", found["begun"]
    if found := _ATTRIBUTE.search(tail):
        return "attribute", found["double"] if found["double"] is not None else found["single"]
    return "text", ""


def text_at(value: str, place: Place) -> str:
    """The value so that it is nothing but text there."""
    if place == "link":
        return quote(value, safe=_IN_ADDRESS)
    return html.escape(value) if place == "attribute" else as_markdown(value)


def is_file(path: str) -> bool:
    """Whether an address on the site names a file rather than a page."""
    ending = posixpath.splitext(path.partition("#")[0].partition("?")[0])[1].lower()
    return bool(ending) and ending not in (".html", ".htm")


def to_root(path: str) -> str:
    """The way from a source to the root of all sources, without a slash at the end."""
    return "/".join([".."] * path.count("/"))


def address(target: str, path: str, place: Place) -> str:
    """The link from the source at `path` to what lies at `target`, from the root of the site.

    A file is linked as it lies on disk, so that every reader of links can look for it there.
    """
    target = target.lstrip("/")
    if place == "link" and is_file(target):
        return quote(f"{to_root(path)}/{target}", safe=_IN_ADDRESS)
    written = quote(target, safe=_IN_ADDRESS)
    return f"{ROOT}/{html.escape(written) if place == 'attribute' else written}"


def link_to(source: str, path: str, place: Place) -> str:
    """The link from the source at `path` to another, which the site has under the name `.md`."""
    stem, ending = posixpath.splitext(source)
    source = f"{stem}.md" if ending == ".markdown" else source
    if place == "attribute":
        return html.escape(f"{ROOT}/{quote(source, safe=_IN_ADDRESS)}")
    return quote(posixpath.relpath(source, posixpath.dirname(path)), safe=_IN_ADDRESS)


_IN_ADDRESS = "/%#?=&;:,+@~!$*'-._"
