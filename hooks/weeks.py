"""Gives a post's page its weeks, with links to their headings."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from _build import current, path_of
from studylog.pages import render_weeks_of_post


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """blog-post.html prints `weeks` among what it says of the post."""
    path = path_of(page)
    if path.startswith("posts/"):
        context["weeks"] = render_weeks_of_post(current().log, path, page.url)  # type: ignore[typeddict-unknown-key]
    return context
