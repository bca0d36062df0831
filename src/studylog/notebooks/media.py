"""Sound and film that stand inline in an output become files with the browser's own controls."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped, note, section

#: Media type to the element that plays it, and the ending of its file.
_KINDS = {
    "audio/wav": ("audio", ".wav"), "audio/x-wav": ("audio", ".wav"),
    "audio/mpeg": ("audio", ".mp3"), "audio/mp3": ("audio", ".mp3"),
    "audio/ogg": ("audio", ".ogg"), "audio/flac": ("audio", ".flac"),
    "audio/webm": ("audio", ".weba"), "video/mp4": ("video", ".mp4"),
    "video/webm": ("video", ".webm"), "video/ogg": ("video", ".ogv"),
}  # fmt: skip
_INLINE = re.compile(r"""["']data:((?:audio|video)/[\w.+-]+);base64,([\w+/=\s]+)["']""")
_ELEMENT = re.compile(r"<(audio|video)\b", re.I)
#: Bytes above which a page's visitor should not be made to load it.
_MOST = 8_000_000


def render_media(data: Mapping[str, str], beside: Beside) -> str:
    """The section, a sentence where there is something that can't be played, else nothing."""
    for kind in _KINDS:
        if kind in data:
            return _player(kind, data[kind], beside)
    markup = data.get("text/html", "")
    if not _ELEMENT.search(markup[:2_000]):
        return ""
    found = _INLINE.search(markup)
    if found and found[1].lower() in _KINDS:
        return _player(found[1].lower(), found[2], beside)
    return note(f"{beside.said.capitalize()} plays a sound or a film that is not in the notebook.")


def _player(kind: str, written: str, beside: Beside) -> str:
    element, ending = _KINDS[kind]
    try:
        content = base64.b64decode(written)
    except (binascii.Error, ValueError):
        content = b""
    what = "sound" if element == "audio" else "film"
    if not content or len(content) > _MOST:
        why = "is too large for a page" if content else "is damaged"
        return note(f"The {what} of {beside.said} {why}.")
    address = escaped(beside.keep(beside.path("media") + ending, content))
    label = escaped(f"{what.capitalize()} of {beside.said}")
    return section(
        "media",
        f'<{element} controls preload="none" src="{address}" aria-label="{label}"></{element}>',
    )
