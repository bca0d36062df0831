"""The bytes of an image become its width and height in pixels."""

from __future__ import annotations

import re
import struct

_ROOT = re.compile(rb"<svg[^>]*>")
#: The markers of a JPEG that begin a frame; between them stand those of tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

Size = tuple[int, int] | tuple[None, None]
_NONE: Size = (None, None)


def size_of(content: bytes) -> Size:
    """Width and height in CSS pixels; of an SVG those of its root element."""
    try:
        if content.startswith(b"\x89PNG"):
            return _known(*struct.unpack(">II", content[16:24]))
        if content.startswith(b"GIF8"):
            return _known(*struct.unpack("<HH", content[6:10]))
        if content.startswith(b"\xff\xd8"):
            return _of_jpeg(content)
        if content.startswith(b"RIFF"):
            return _of_webp(content)
    except (struct.error, IndexError):  # cut short
        return _NONE
    return _of_svg(content)


def _known(width: int, height: int) -> Size:
    return (width, height) if width and height else _NONE


def _of_jpeg(content: bytes) -> Size:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return _known(width, height)
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + max(length, 2)
    return _NONE


def _of_webp(content: bytes) -> Size:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[n : n + 3], "little") + 1 for n in (24, 27))
        return width, height
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return _known(width & 0x3FFF, height & 0x3FFF)


def _of_svg(content: bytes) -> Size:
    root = _ROOT.search(content[:4000])
    if not root:
        return _NONE
    width, height = _length(root[0], b"width"), _length(root[0], b"height")
    return (width, height) if width and height else _NONE


def _length(tag: bytes, name: bytes) -> int | None:
    found = re.search(rb'\s%s="(\d{1,6}(?:\.\d+)?)(pt|px)?"' % name, tag)
    return round(float(found[1]) * (4 / 3 if found[2] == b"pt" else 1)) if found else None
