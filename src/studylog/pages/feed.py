"""The posts become the items of /feed.xml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studylog.pages.atom import Feed, Item, Site, render_atom
from studylog.posts import Post

_LENGTH = 20


def render_feed(posts: Sequence[Post], contents: Mapping[str, str], site: Site) -> str:
    """The newest posts in full; `contents` holds each post's HTML by its path."""
    shown = [p for p in posts if not p.draft and p.path in contents][:_LENGTH]
    items = [
        Item(p.title, p.url, p.moment.at, (*p.categories, *p.tags), contents[p.path]) for p in shown
    ]
    return render_atom(items, Feed(site, site.name, "", "feed.xml"))
