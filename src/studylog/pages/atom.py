"""Items become an Atom feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup

# https://www.w3.org/TR/xml/#charsets
_NEVER = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: `url` from the site's root, `at` in ISO 8601 with its offset."""

    title: str
    url: str
    at: str
    categories: tuple[str, ...]
    html: str


def standalone(html: str, url: str) -> str:
    """The HTML of a page at `url` as it stands alone: with absolute links, without the page's own
    anchors and buttons."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("a.headerlink, script, button"):
        element.decompose()
    for name in ("href", "src"):
        for element in soup.select(f"[{name}]"):
            element[name] = urljoin(url, str(element[name]))
    return str(soup)


@dataclass(frozen=True, slots=True)
class Site:
    """The site's name, which stands for the author's, and its address; `convert` may be a function
    that keeps what `standalone` gave."""

    name: str
    url: str
    convert: Callable[[str, str], str] = standalone


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at `address` of what stands on `page`, both from the root of the site."""

    site: Site
    title: str
    page: str
    address: str


def render_atom(items: Sequence[Item], feed: Feed) -> str:
    """The feed (RFC 4287), with absolute ids and links; it was updated when its newest item was."""
    site = feed.site
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _add(root, "title", feed.title)
    _add(root, "id", urljoin(site.url, feed.page))
    _add(root, "link", href=urljoin(site.url, feed.page))
    _add(root, "link", href=urljoin(site.url, feed.address), rel="self")
    _add(root, "updated", max((i.at for i in items), default="1970-01-01T00:00:00+00:00"))
    author = ET.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", site.name)
    for item in items:
        url = urljoin(site.url, item.url)
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "title", item.title)
        _add(entry, "id", url)
        _add(entry, "link", href=url)
        _add(entry, "published", item.at)
        _add(entry, "updated", item.at)
        for category in item.categories:
            _add(entry, "category", term=category)
        _add(entry, "content", site.convert(item.html, url), type="html")
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    given = {key: _xml(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", given)
    element.text = _xml(text) if text is not None else None


def _xml(text: str) -> str:
    """Text without the characters that no XML document may hold."""
    return _NEVER.sub("", text)
