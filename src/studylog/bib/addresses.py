"""What people type for an address becomes an http, https or mailto address, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

#: Characters nobody sees: controls, soft hyphens, zero-width and bidirectional marks, surrogates.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*)?"
)
_IN_BRACES = r"\s*+\{((?:[^{}]|\{[^{}]*\})*+)\}"
_COMMAND = re.compile(r"\\(?:url|href|path|nolinkurl)" + _IN_BRACES)
_IN_TEXT = re.compile(_COMMAND.pattern + r"|(https?://[^\s{}\\]+(?:\\[%_&#~][^\s{}\\]*)*)", re.I)
_TILDE = re.compile(
    r"\{?\\textasciitilde(?![A-Za-z])(?:\{\})?\}?|\{?\\~\{\s*\}\}?|\\string\s*~|\$\\sim\$|\\~"
)
_ESCAPED = re.compile(r"\\([%_&#$^{}])")
_FORBIDDEN = re.compile(r'[\s<>"\\^`|]')


@lru_cache(maxsize=4096)
def clean_url(value: str) -> str | None:
    """An http, https or mailto address with TeX's escapes undone; anything else is None."""
    url = value.strip()
    if _PLAIN.fullmatch(url):
        return url
    if (found := _COMMAND.match(url)) and (found.end() == len(url) or url.startswith("\\href")):
        url = found[1].strip()
    url = without_escapes(url).replace("{", "").replace("}", "")
    return url if _is_address(url) else None


def without_escapes(value: str) -> str:
    """The value with what TeX needs for `~`, `%`, `_`, `&` and `#` undone."""
    if "\\" not in value:
        return value
    value = _TILDE.sub("~", value).replace("\\textunderscore", "_")
    return _ESCAPED.sub(r"\1", value)


def addresses(text: str) -> Iterator[str]:
    """The addresses in a text: those in `\\url{..}` and `\\href{..}{..}`, and plain ones."""
    for found in _IN_TEXT.finditer(text):
        url = clean_url(found[1] if found[2] is None else found[2].rstrip(".,;:!?)'\"]"))
        if url:
            yield url


def _is_address(url: str) -> bool:
    if _FORBIDDEN.search(url) or HIDDEN.search(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return "@" in parts.path
    return scheme in ("http", "https") and bool(parts.hostname)
