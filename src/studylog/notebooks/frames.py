"""HTML with scripts that an author trusts becomes a document of its own, framed without rights."""

from __future__ import annotations

import re

from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped, section
from studylog.notebooks.streams import in_bytes

_ACTIVE = re.compile(r"<(?:script|iframe|object|embed|form|canvas)\b|\son[a-z]+\s*=", re.I)
_TAGS = re.compile(r"<(?:script|link|iframe|img|object|embed|source)\b[^<>]*", re.I)
_ELSEWHERE = re.compile(r"(?:src|href|data)\s*=\s*[\"']?\s*(?:https?:)?//", re.I)
_IMPORTS = re.compile(r"(?:\bimport\b|\bfrom|@import)[\s(\"'\w{}*,]*?[\"'(]\s*https?://", re.I)
_HEIGHT = re.compile(r"\bheight\s*[:=]\s*[\"']?(\d{2,4})(?:px|\b)", re.I)
#: A policy of the document itself: nothing from another host, whatever the script tries.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:; "
    "worker-src blob:; connect-src data: blob:; form-action 'none'; base-uri 'none'"
)
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    "<title>{title}</title>\n<style>body{{margin:0;font-family:system-ui,sans-serif;"
    "background:#fff;color:#222}}</style></head>\n<body>\n{body}\n</body></html>\n"
)


def is_active(markup: str) -> bool:
    """Whether the HTML is more than something to read."""
    return bool(_ACTIVE.search(markup))


def asks_elsewhere(markup: str) -> bool:
    """Whether it would load what it needs from another host."""
    written = any(_ELSEWHERE.search(tag[0]) for tag in _TAGS.finditer(markup))
    return written or bool(_IMPORTS.search(markup))


def render_frame(markup: str, static: str, beside: Beside) -> str:
    """The frame; it unfolds below its static form where there is one.

    The sandbox has no origin of ours: what runs in it reaches neither the page nor its storage.
    """
    title = f"Interactive output of {beside.said}"
    document = _HEAD.format(policy=_POLICY, title=escaped(f"{title}: {beside.title}"), body=markup)
    content = document.encode("utf-8", "replace")
    address = beside.keep(f"{beside.path('frame')}.html", content)
    frame = (
        f'<iframe src="{escaped(address)}" title="{escaped(title)}" sandbox="allow-scripts" '
        f'loading="lazy" width="100%" height="{_height(markup)}"></iframe>'
    )
    if not static:
        return section("frame", frame)
    summary = f"<summary>Interactive form ({in_bytes(len(content))})</summary>"
    return section("frame", f"<details>{summary}{frame}</details>")


def _height(markup: str) -> int:
    found = _HEIGHT.search(markup[:50_000]) or _HEIGHT.search(markup[-50_000:])
    return min(max(int(found[1]) + 20, 120), 1000) if found else 480
