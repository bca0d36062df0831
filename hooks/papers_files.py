"""Writes what machines read of the reading list: /papers.json, /papers.bib and /papers/feed.xml."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from _build import Build, current
from _site import site_of
from studylog.bib import public_bib
from studylog.pages import render_papers_feed, render_papers_json
from studylog.sources import BIB


@event_priority(48)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Before any page is rendered there must be a file to link to; an author's own stays."""
    made = current().made
    names = ["papers.json", "papers.bib", *(["papers/feed.xml"] if config.site_url else [])]
    for name in names:
        if files.get_file_from_path(name) is None:
            made[name] = File.generated(config, name, content="")
            files.append(made[name])
    return files


@event_priority(50)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Every page is rendered now, so it is known where each entry is cited."""
    build = current()
    entries = build.log.bibliography.entries
    site_url = config.site_url or ""
    for name, file in build.made.items():
        if name == "papers.json":
            file.content_string = render_papers_json(
                entries, build.cited_in, build.addresses, site_url=site_url
            )
        elif name == "papers.bib":
            content = build.files.get(BIB, b"")
            file.content_string = public_bib(content, build.settings.publish, build.log.others)
        else:
            file.content_string = render_papers_feed(
                entries,
                _notes(build, files),
                build.addresses,
                site_of(config),
            )


def _notes(build: Build, files: Files) -> dict[str, str]:
    """The HTML of each note by its entry's slug, before the entry's page is made around it."""
    notes = {}
    for uri, entry in build.entries.items():
        file = files.get_file_from_path(uri)
        if file and file.page and entry.key in build.log.notes:
            notes[entry.slug] = file.page.content or ""
    return notes
