"""Keeps the clock out of the site: pages and sitemap carry the log's own dates."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from _build import current

_NONE = "1980-01-01"  # the oldest date that archives can hold
_LAST = "2106-02-07"  # the sitemap is packed with its date in seconds, in 32 bits


@event_priority(-100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """MkDocs has put today's date there, and would stamp the sitemap with it."""
    log = current().log
    days = [p.moment.day for p in log.posts] + [n.date for n in log.notebooks if n.date]
    newest = max((d for d in days if len(d) == len(_NONE)), default=_NONE)
    page.update_date = min(max(newest, _NONE), _LAST)
    return page
