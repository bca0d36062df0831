"""Makes mkdocs-jupyter's pages pages like any other: the site's own rendering and metadata."""

from __future__ import annotations

from pathlib import Path
from types import MethodType
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from _build import current
from _rendered import render_or_take
from studylog.notebooks import Notebook
from studylog.notebooks.slim import slim, without_indentation
from studylog.notebooks.splice import splice_run
from studylog.pages import launch_links, render_experiment_head
from studylog.titles import title_html


def _notebook(page: Page) -> Notebook | None:
    return current().notebooks.get(page.file.src_uri)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    if notebook := _notebook(page):
        page.meta["title"] = title_html(notebook.title)
        page.meta["tags"] = list(notebook.tags)
        if notebook.hide:
            page.meta["hide"] = list(notebook.hide)
        if notebook.date:
            page.meta["date"] = notebook.date


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """Under the title stands what is known of the run, and where the notebook itself is."""
    if notebook := _notebook(page):
        launch = current().settings.launch if notebook.launch is None else notebook.launch
        launches = launch_links(notebook, config.repo_url or "", config.edit_uri or "", launch)
        head = render_experiment_head(notebook, page.url, _download(notebook), launches)
        return slim(html).replace("</h1>", f"</h1>\n{head}", 1)
    return None


def _download(notebook: Notebook) -> str:
    """The notebook's address from the site's root: beside its page, or where it lies."""
    if notebook.uri == notebook.path:
        return notebook.url + quote(Path(notebook.path).name)
    return quote(notebook.path)


@event_priority(-100)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """mkdocs-jupyter has put a `render` of its own on the page; the page's own comes back."""
    if _notebook(page):
        page.render = MethodType(render_or_take, page)  # type: ignore[method-assign]
    return page


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str | None:
    """mkdocs-jupyter has copied the author's file beside the page; readers get it with the outputs
    that the page shows."""
    notebook = _notebook(page)
    if notebook is None:
        return None
    shown = current().runs.get(notebook.path)
    if shown and shown.run and notebook.uri == notebook.path:
        run = splice_run(notebook.path, current().files[notebook.path], shown.run)
        if isinstance(run, bytes):
            beside = Path(str(page.file.abs_dest_path)).with_name(Path(notebook.path).name)
            beside.write_bytes(run)
    return without_indentation(output)
