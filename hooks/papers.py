"""Makes a page for each entry, joined with the author's note."""

from __future__ import annotations

import html

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from _build import Build, compose, current
from studylog.bib import Entry, public_sources
from studylog.markdown import Reference
from studylog.pages import describe, entry_url, note_body, render_entry
from studylog.sources import BIB


@event_priority(49)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """After the sources are in: a note's page becomes the entry's, other entries get their own."""
    build = current()
    _remove_strays(build, files)
    for entry in build.log.bibliography.entries:
        target = f"papers/index.md#entry-{entry.slug}"
        if file := _file(entry, build, files, config):
            target = file.src_uri
            file.dest_uri = f"papers/{entry.slug}/index.html"
            file.inclusion = InclusionLevel.NOT_IN_NAV
            build.entries[file.src_uri] = entry
            build.addresses[entry.slug] = entry_url(entry)
        build.cite(entry.key, Reference(entry.cited_as, str(entry.title), target, True))
    return files


def _remove_strays(build: Build, files: Files) -> None:
    """Drafts, and files that differ in case, do not stand at the address of an entry's page."""
    notes = {note.uri for note in build.log.notes.values()}
    slugs = {entry.slug for entry in build.log.bibliography.entries}
    for page in build.log.pages:
        stem = page.uri.removeprefix("papers/").rsplit(".", 1)[0].casefold()
        stray = page.uri.startswith("papers/") and stem in slugs and page.uri not in notes
        if stray and (file := files.get_file_from_path(page.uri)):
            files.remove(file)


def _file(entry: Entry, build: Build, files: Files, config: MkDocsConfig) -> File | None:
    """The file of the note, else a page made for the entry, unless the author wants none.

    Of two entries with one key, the first has the note.
    """
    note = build.log.notes.get(entry.key)
    own = note if build.log.bibliography.by_key[entry.key] is entry else None
    if own:
        return files.get_file_from_path(own.uri)
    if not build.settings.entry_pages:
        return None
    file = File.generated(config, f"papers/{entry.slug}.md", content="")
    build.sources[file.src_uri] = "papers.bib"
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
    bibliography = build.log.bibliography
    content = build.files.get(BIB, b"")
    bibtex: dict[str, str] = {}
    if build.entries:
        public = public_sources(content, build.settings.publish, build.log.others)
        bibtex = {e.slug: p.text for e, p in zip(bibliography.entries, public, strict=True)}
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        entry = build.entries.get(file.src_uri)
        if entry and file.page:
            url, note = file.page.url, file.page.content or ""
            cited_in = build.cited_in.get(entry.key, [])
            html = render_entry(
                entry,
                cited_in,
                url,
                note=note,
                bibtex=bibtex[entry.slug],
                topics=build.topic_pages,
            )
            compose(file.page, html)
