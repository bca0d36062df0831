"""The posts become an Atom feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup

from studylog.posts import Post

_ATOM = "http://www.w3.org/2005/Atom"
_LENGTH = 20


def render_feed(
    posts: Sequence[Post], contents: Mapping[str, str], *, title: str, site_url: str
) -> str:
    """The newest posts in full (RFC 4287); `contents` holds each post's HTML by its path.

    Ids and links are absolute below `site_url`; the feed was updated when its newest post was.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", title)
    _add(feed, "id", site_url)
    _add(feed, "link", href=site_url)
    _add(feed, "link", href=urljoin(site_url, "feed.xml"), rel="self")
    shown = [p for p in posts if not p.draft and p.path in contents][:_LENGTH]
    _add(feed, "updated", max((p.moment.at for p in shown), default="1970-01-01T00:00:00+00:00"))
    author = ET.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", title)
    for post in shown:
        url = urljoin(site_url, post.url)
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", post.title)
        _add(entry, "id", url)
        _add(entry, "link", href=url)
        _add(entry, "published", post.moment.at)
        _add(entry, "updated", post.moment.at)
        for category in (*post.categories, *post.tags):
            _add(entry, "category", term=category)
        _add(entry, "content", _absolute(contents[post.path], url), type="html")
    ET.indent(feed, " ")
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = _xml(text) if text is not None else None


def _xml(text: str) -> str:
    """Text without the control characters that no XML document may hold."""
    return "".join(c for c in text if c in "\t\n" or (ord(c) >= 32 and c not in "\ufffe\uffff"))


def _absolute(html: str, page: str) -> str:
    """The post's HTML with absolute links, without the anchors and buttons of the page."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("a.headerlink, script, button"):
        element.decompose()
    for name in ("href", "src"):
        for element in soup.select(f"[{name}]"):
            element[name] = urljoin(page, str(element[name]))
    return str(soup)
