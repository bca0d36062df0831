"""Makes mkdocs-jupyter's pages pages like any other: the site's own rendering and metadata."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from _build import current
from studylog.notebooks import Notebook
from studylog.pages import render_experiment_head
from studylog.titles import title_html


def _notebook(page: Page) -> Notebook | None:
    return next((n for n in current().log.notebooks if n.path == page.file.src_uri), None)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    if notebook := _notebook(page):
        page.meta["title"] = title_html(notebook.title)
        page.meta["tags"] = list(notebook.tags)
        if notebook.date:
            page.meta["date"] = notebook.date


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    if notebook := _notebook(page):
        return html.replace("</h1>", f"</h1>\n{render_experiment_head(notebook, page.url)}", 1)
    return None


@event_priority(-100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """mkdocs-jupyter has put a `render` of its own on the page; the page's own comes back."""
    if _notebook(page):
        vars(page).pop("render", None)
    return page
