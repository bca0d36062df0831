"""Spares the search plugin what it has read before, and the tags of a long reading list."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from _between import BetweenBuilds
from _tolerant import use_tolerant

#: What a group of the reading list holds; no value of an attribute there has a bare `>`.
_ROWS = re.compile(r'(?<=<tbody style="--rows:)(\d+">)(.*?)(?=</tbody>)', re.S)
_TAG = re.compile(r"<[^>]*>")
#: The rows of the page that the search plugin has.
_rows: list[str] = []
_entries = BetweenBuilds[list[dict[str, Any]]]()


@event_priority(-50)
def on_config(config: MkDocsConfig) -> None:
    """Once the search plugin has made the index of this build."""
    use_tolerant()
    for name, own in config.plugins.items():
        if name.rpartition("/")[2] == "search" and hasattr(own, "search_index"):
            index = own.search_index
            index.add_entry_from_context = partial(_add, index, index.add_entry_from_context)


def _add(index: Any, add: Callable[[Page], None], page: Page) -> None:
    """Adds the page's entries; of one that is as it was, those that it had."""
    meta = repr([page.meta.get(name) for name in ("title", "tags", "search")])

    def made() -> list[dict[str, Any]]:
        number = len(index.entries)
        add(page)
        entries = index.entries[number:]
        del index.entries[number:]
        return list(entries)

    index.entries += _entries.get((page.url, page.title, meta, page.content), made)


@event_priority(50)
def _without_tags(context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Ten thousand rows take it four seconds otherwise."""
    content = page.content or ""
    _rows[:] = [rows[0] for rows in _ROWS.finditer(content)]
    if _rows:
        page.content = _ROWS.sub(lambda rows: rows[1] + _TAG.sub("", rows[2]).strip(), content)


@event_priority(-50)
def _with_tags(context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """The page is written from here on."""
    if _rows:
        rows = iter(_rows)
        page.content = _ROWS.sub(lambda _: next(rows), page.content or "")


on_page_context = CombinedEvent(_without_tags, _with_tags)
