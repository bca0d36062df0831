"""Addresses on the site, percent-encoded from its root, and the way from one to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from studylog.bib import Entry
from studylog.page import Page


@dataclass(frozen=True, slots=True)
class Citing:
    """A page that cites an entry; `url` is from the site's root."""

    url: str
    title: str


def entry_url(entry: Entry) -> str:
    return f"papers/{quote(entry.slug)}/"


def page_url(page: Page) -> str:
    """`docs/roadmap.md` stands at `roadmap/`, `docs/a/index.md` at `a/`."""
    folder, name = posixpath.split(page.uri)
    stem = posixpath.splitext(name)[0]
    parts = [p for p in (folder, "" if stem in ("index", "README") else stem) if p]
    return quote("/".join(parts)) + "/" if parts else ""


def relative(url: str, page: str) -> str:
    """The link from the page at `page` to `url`, both from the site's root.

    >>> relative("papers/he2016deep/", "blog/2026/10/09/week-2/")
    '../../../../../papers/he2016deep/'
    """
    path, mark, anchor = url.partition("#")
    way = posixpath.relpath("/" + path, "/" + page)
    return way + ("/" if path.endswith("/") or not path else "") + mark + anchor
