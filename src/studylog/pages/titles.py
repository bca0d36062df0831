"""A page becomes the title it is shown and linked with."""

from __future__ import annotations

from studylog.page import Page


def page_title(page: Page) -> str:
    """The page's title, or its file's name in words, as the site shows it."""
    if page.title:
        return page.title
    words = page.uri.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words
