"""Makes a page for each entry, joined with the author's note, and /papers.json."""

from __future__ import annotations

import html
import re

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from _build import compose, current
from studylog.markdown import Reference
from studylog.pages import describe, render_entry, render_papers_json

_H1 = re.compile(r"\A\s*# [^\n]*\n")


@event_priority(49)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """After the sources are in: a note's page becomes the entry's, other entries get their own."""
    build = current()
    for entry in build.log.bibliography.entries:
        note = build.log.notes.get(entry.key)
        uri = f"papers/{entry.slug}.md"
        if not build.settings.entry_pages and not note:
            target = f"papers/index.md#entry-{entry.slug}"
            build.cite(entry.key, Reference(entry.cited_as, str(entry.title), target, True))
            continue
        file = files.get_file_from_path(note.uri) if note else None
        if file is None:
            file = File.generated(config, uri, content="")
            file.edit_uri = build.from_docs("papers.bib")
            files.append(file)
        file.dest_uri = f"papers/{entry.slug}/index.html"
        file.inclusion = InclusionLevel.NOT_IN_NAV
        build.entries[file.src_uri] = entry
        build.cite(entry.key, Reference(entry.cited_as, str(entry.title), file.src_uri, True))
    build.papers_json = File.generated(config, "papers.json", content="[]")
    files.append(build.papers_json)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    """The page's title is the entry's, and a note may repeat it as its first heading."""
    entry = current().entries.get(page.file.src_uri)
    if not entry:
        return None
    page.meta["title"] = html.escape(str(entry.title) or entry.key)
    page.meta.setdefault("description", html.escape(describe(entry)))
    return _H1.sub("", markdown)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Every page is rendered now, so it is known where each entry is cited."""
    build = current()
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        entry = build.entries.get(file.src_uri)
        if entry and file.page:
            here = file.page.url
            cited_in = [c for c in build.cited_in.get(entry.key, []) if c.url != here]
            compose(file.page, render_entry(entry, cited_in, here, note=file.page.content or ""))
    if build.papers_json:
        build.papers_json.content_string = render_papers_json(
            build.log.bibliography.entries,
            build.cited_in,
            site_url=config.site_url or "",
            entry_pages=build.settings.entry_pages,
        )
