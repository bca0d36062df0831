"""Makes a page for each entry, joined with the author's note, and /papers.json."""

from __future__ import annotations

import html

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from _build import Build, compose, current
from studylog.bib import Entry
from studylog.markdown import Reference
from studylog.pages import describe, entry_url, note_body, render_entry, render_papers_json


@event_priority(49)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """After the sources are in: a note's page becomes the entry's, other entries get their own."""
    build = current()
    for entry in build.log.bibliography.entries:
        target = f"papers/index.md#entry-{entry.slug}"
        if file := _file(entry, build, files, config):
            target = file.src_uri
            file.dest_uri = f"papers/{entry.slug}/index.html"
            file.inclusion = InclusionLevel.NOT_IN_NAV
            build.entries[file.src_uri] = entry
            build.addresses[entry.slug] = entry_url(entry)
        build.cite(entry.key, Reference(entry.cited_as, str(entry.title), target, True))
    build.papers_json = File.generated(config, "papers.json", content="[]")
    files.append(build.papers_json)
    return files


def _file(entry: Entry, build: Build, files: Files, config: MkDocsConfig) -> File | None:
    """The file of the note, else a page made for the entry, unless the author wants none.

    Of two entries with one key, the first has the note.
    """
    note = build.log.notes.get(entry.key)
    if note and build.log.bibliography.by_key[entry.key] is entry:
        return files.get_file_from_path(note.uri)
    if not build.settings.entry_pages:
        return None
    file = File.generated(config, f"papers/{entry.slug}.md", content="")
    build.sources[file.src_uri] = "papers.bib"
    if draft := files.get_file_from_path(file.src_uri):
        files.remove(draft)
    files.append(file)
    return file


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """The page's title is the entry's; the note begins below it."""
    entry = current().entries.get(page.file.src_uri)
    if not entry:
        return None
    page.meta["title"] = html.escape(str(entry.title) or entry.key)
    page.meta.setdefault("description", html.escape(describe(entry)))
    return note_body(markdown, entry)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Every page is rendered now, so it is known where each entry is cited."""
    build = current()
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        entry = build.entries.get(file.src_uri)
        if entry and file.page:
            url, note = file.page.url, file.page.content or ""
            cited_in = build.cited_in.get(entry.key, [])
            compose(file.page, render_entry(entry, cited_in, url, note=note))
    if build.papers_json:
        build.papers_json.content_string = render_papers_json(
            build.log.bibliography.entries,
            build.cited_in,
            build.addresses,
            site_url=config.site_url or "",
        )
