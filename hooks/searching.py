"""Gives the search plugin a long reading list without its tags, which it would parse to drop."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

#: What a group of the reading list holds; no value of an attribute there has a bare `>`.
_ROWS = re.compile(r'(?<=<tbody style="--rows:)(\d+">)(.*?)(?=</tbody>)', re.S)
_TAG = re.compile(r"<[^>]*>")
#: The rows of the page that the search plugin has.
_rows: list[str] = []


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
