"""The images in a notebook become files beside its page."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studylog.notebooks.cells import mapping
from studylog.notebooks.sizes import Size, size_of

#: The richest first: media type, ending, and the bytes such a file begins with.
_KINDS = (
    ("image/svg+xml", ".svg", b""),
    ("image/png", ".png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", ".jpg", b"\xff\xd8"),
    ("image/gif", ".gif", b"GIF8"),
    ("image/webp", ".webp", b"RIFF"),
)
# Opened by its own address, an SVG runs what is in it: https://www.w3.org/TR/SVG2/interact.html
_ACTIVE = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)"
    r"|(?:java|vb)script:|data:text|<!entity|&#",
    re.I,
)
#: One of these is in whatever the expression finds, and looking for them is ten times as quick.
_MARKS = ("script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate",
          "data:text", "<!entity", "&#")  # fmt: skip
_HANDLER = re.compile(r"\son\w+\s*=", re.I)
#: What stands before the address of something that would be loaded; a link is none.
_LOADS = re.compile(
    r"(?:(?:href|src)\s*=\s*[\"']?|url\(\s*[\"']?|@import\s*[\"']?)\s*(?:https?:)?\Z", re.I
)
_LINK = re.compile(r"<(?:[\w-]+:)?a\s[^<>]*\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """A file that a notebook's page shows: its path beside the notebook, and its bytes.

    Of an image also its alternative text, and its size in pixels where that is known.
    """

    path: str
    content: bytes
    alt: str
    width: int | None = None
    height: int | None = None


def figure_of(
    data: Mapping[str, str], path: str, alt: str, metadata: Mapping[str, Any] | None = None
) -> Figure | None:
    """The richest image in `data` that is one, at `path` with its ending.

    The size that the output's metadata says is how large it is to be shown, such as half of a
    picture made for a screen of double density.
    """
    for kind, ending, beginning in _KINDS:
        content = _bytes(kind, data.get(kind, ""))
        if content and content.startswith(beginning):
            return Figure(path + ending, content, alt, *_shown_size(content, kind, metadata or {}))
    return None


def is_refused(data: Mapping[str, str]) -> bool:
    """Whether there is an SVG which is more than a drawing."""
    return bool(data.get("image/svg+xml")) and not _bytes("image/svg+xml", data["image/svg+xml"])


def _bytes(kind: str, written: str) -> bytes:
    """The image's bytes; none where it is no base64, or an SVG that holds more than a drawing."""
    if kind == "image/svg+xml":
        drawing = "<svg" in written and not _is_active(written) and not _asks_elsewhere(written)
        return written.encode() if drawing else b""
    try:
        return base64.b64decode(written)
    except (binascii.Error, ValueError):
        return b""


def _is_active(svg: str) -> bool:
    small = svg.lower()
    marked = any(mark in small for mark in _MARKS)
    return bool((marked and _ACTIVE.search(svg)) or _HANDLER.search(svg))


def _asks_elsewhere(svg: str) -> bool:
    """Whether it would load something from another host."""
    for slashes in re.finditer("//", svg):
        before = svg[max(slashes.start() - 300, 0) : slashes.start()]
        if (loads := _LOADS.search(before[-40:])) and not _LINK.search(
            before[: len(before) - len(loads[0])]
        ):
            return True
    return False


def _shown_size(content: bytes, kind: str, metadata: Mapping[str, Any]) -> Size:
    own = size_of(content)
    given = mapping(metadata.get(kind)) or metadata
    width, height = _pixels(given.get("width")), _pixels(given.get("height"))
    if width and height:
        return width, height
    if own[0] and own[1] and width:
        return width, max(round(width * own[1] / own[0]), 1)
    if own[0] and own[1] and height:
        return max(round(height * own[0] / own[1]), 1), height
    return own


def _pixels(value: Any) -> int | None:
    if isinstance(value, str) and value.isdecimal() and value.isascii():
        value = int(value[:6])
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return round(value) if 1 <= value <= 10_000 else None
