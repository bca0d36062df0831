"""The images in a notebook become files beside its page."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass

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
    r"<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)\b"
    r"|\son\w+\s*=|(?:java|vb)script:|data:text|<!entity|&#",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """An image of a notebook: its path beside the notebook, bytes, alternative text, pixels."""

    path: str
    content: bytes
    alt: str
    width: int | None = None
    height: int | None = None


def figure_of(data: Mapping[str, str], path: str, alt: str) -> Figure | None:
    """The richest image in `data` that is one, at `path` with its ending."""
    for kind, ending, beginning in _KINDS:
        content = _bytes(kind, data.get(kind, ""))
        if content and content.startswith(beginning):
            return Figure(path + ending, content, alt, *_size(content))
    return None


def _bytes(kind: str, written: str) -> bytes:
    """The image's bytes; none where it is no base64, or an SVG that holds more than a drawing."""
    if kind == "image/svg+xml":
        drawing = "<svg" in written and not _ACTIVE.search(written)
        return written.encode() if drawing else b""
    try:
        return base64.b64decode(written)
    except (binascii.Error, ValueError):
        return b""


def _size(content: bytes) -> tuple[int | None, int | None]:
    """Width and height in CSS pixels, of PNG from its header, of SVG from its root element."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    root = re.search(rb"<svg[^>]*>", content[:4000])
    if not root:
        return None, None
    width, height = _length(root[0], b"width"), _length(root[0], b"height")
    return (width, height) if width and height else (None, None)


def _length(tag: bytes, name: bytes) -> int | None:
    found = re.search(rb'\s%s="(\d{1,6}(?:\.\d+)?)(pt|px)?"' % name, tag)
    return round(float(found[1]) * (4 / 3 if found[2] == b"pt" else 1)) if found else None
