"""Gives a post's page its weeks, with links to their headings."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from _build import current, path_of
from studylog.pages import render_weeks_of_post, weeks_of_posts


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Once for all posts, before the first page is put into its template."""
    build = current()
    build.weeks = weeks_of_posts(build.log)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """blog-post.html prints `weeks` among what it says of the post."""
    weeks = current().weeks.get(path_of(page))
    if weeks:
        context["weeks"] = render_weeks_of_post(weeks, page.url)  # type: ignore[typeddict-unknown-key]
    return context
