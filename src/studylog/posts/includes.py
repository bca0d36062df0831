"""A Jekyll include of a picture becomes a figure, one of a film or a gist a link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import quote

from studylog.posts.places import address
from studylog.words import as_markdown

_GIVEN = re.compile(r"(?<![\w-])([\w-]++)[ \t\n]*+=[ \t\n]*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_OUTPUT = re.compile(r"\{\{[^{}]*\}\}")
_PICTURES = ("figure", "figcaption", "image", "img", "picture")
_SOURCES = ("image_path", "path", "url", "src", "file", "image", "img", "name")
_CAPTIONS = ("caption", "description")
_ALTS = ("alt", "title", *_CAPTIONS)
_CONTENTS = ("id", "video_id", "videoid", "content", "url", "src")
_HOSTED = re.compile(r"https?://[^\s\"'<>]+", re.I)
_FILM = re.compile(r"(?:v=|youtu\.be/|embed/|shorts/)([\w-]{6,})")


def included(inside: str, path: str, *, block: bool) -> str | None:
    """The Markdown of the include whose tag holds `inside`; None of one that is not known.

    With `block` it stands alone on its line. Nothing is loaded from another host: a picture that
    lies there is a link.
    """
    name, _, rest = inside.partition(" ")
    given = {m[1].lower(): _value(m) for m in _GIVEN.finditer(rest)}
    kind = posixpath.basename(name).split(".")[0].lower()
    if kind.startswith(_PICTURES):
        return _figure(given, path, block)
    if kind == "video":
        kind = given.get("provider", "").lower()
    service = next((s for s in _SERVICES if kind.startswith(s)), "")
    words = rest.split()
    content = _first(given, _CONTENTS) or (words[0] if words and not given else "")
    return linked(service, content, _first(given, ("title", "caption", "alt")))


def _value(found: re.Match[str]) -> str:
    """The text without the values in it, which are the root of the site where they are used."""
    if found[4] is not None:
        return found[4] if found[4].isdigit() or _HOSTED.match(found[4]) else ""
    return _OUTPUT.sub("", found[2] if found[2] is not None else found[3]).strip()


def _first(given: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def linked(service: str, content: str, title: str = "") -> str | None:
    """A link to what a service shows, by its id there or by its address."""
    content = content.strip("\"'")
    if service not in _SERVICES or not content:
        return None
    name, fits, form = _SERVICES[service]
    if _HOSTED.fullmatch(content):
        film = _FILM.search(content) if service == "youtube" else None
        url = form.format(film[1]) if film else content
    elif re.fullmatch(fits, content):
        url = form.format(content)
    else:
        return None
    return f"[{as_markdown(title or name)}](<{quote(url, safe=_SAFE)}>)"


_SAFE = "/%#?=&;:,+@~!$*'-._"
_SERVICES = {
    "youtube": ("Video on YouTube", r"[\w-]{6,}", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Video on Vimeo", r"\d+", "https://vimeo.com/{}"),
    "gist": ("Gist on GitHub", r"(?:[\w-]+/)?[0-9a-fA-F]+", "https://gist.github.com/{}"),
}


def _figure(given: Mapping[str, str], path: str, block: bool) -> str | None:
    source, caption = _first(given, _SOURCES), _first(given, _CAPTIONS)
    if not source:
        return None
    alt = given.get("alt", _first(given, _ALTS))
    if _HOSTED.match(source) or source.startswith("//"):
        shown = f"[{as_markdown(alt or source)}](<{quote(source, safe=_SAFE)}>)"
        caption = "" if caption == alt else caption
    else:
        shown = f"![{as_markdown(alt)}]({_local(source, path)})"
    if not block:
        return f"{shown} {as_markdown(caption)}".rstrip()
    below = f"<figcaption>{as_markdown(caption)}</figcaption>" if caption else ""
    return f'<figure markdown="span">{shown}{below}</figure>'


def _local(source: str, path: str) -> str:
    """Includes prepend the root of the site, so a path without a slash begins there too."""
    return address(posixpath.normpath("/" + source).lstrip("/"), path, "link")
