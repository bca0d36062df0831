"""Gives MkDocs pages and notebooks as the library read them, and keeps drafts off the site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from _build import current, path_of
from studylog.page_meta import fit
from studylog.page_text import page_text
from studylog.problem import Problem


@event_priority(-52)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """`draft: true` means the same on a page as on a post: shown, and marked, in the preview."""
    build = current()
    for page in build.log.pages:
        file = files.get_file_from_path(page.uri)
        if file and file.generated_by is None:  # else it was made in the place of the page
            build.pages[page.uri] = page
            if page.draft:
                file.inclusion = InclusionLevel.DRAFT
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """A page of docs/ or a notebook as Markdown that MkDocs takes without complaint.

    MkDocs prints broken front matter, and stops at a byte that is not UTF-8. It lets only one
    hook answer this event.
    """
    build = current()
    if own := build.pages.get(page.file.src_uri):
        return page_text(own)
    notebook = build.notebooks.get(page.file.src_uri)
    return notebook.markdown if notebook else None


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A value that the theme can't use would end the build, often without naming the page."""
    build = current()
    if page.file.src_uri not in build.pages:
        return
    folders = [Path(folder) for folder in config.theme.dirs]
    kept, faults = fit(page.meta, lambda name: any((f / name).is_file() for f in folders))
    for name, cure in faults:
        said = f"the front matter has '{name}: {page.meta[name]}'"
        build.problems.append(Problem(path_of(page), None, said, cure))
    page.meta = kept
