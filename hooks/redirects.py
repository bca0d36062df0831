"""Writes a page at each old address of a post that leads on to the new one."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from _build import current
from studylog.pages.redirect import render_redirect
from studylog.posts.redirects import free_redirects


@event_priority(-55)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """After every plugin that makes pages: none of them gives way."""
    build = current()
    redirects, problems = free_redirects(build.log.redirects, {f.dest_uri for f in files})
    build.problems += problems
    for redirect in redirects:
        page = render_redirect(redirect, config.site_url or "")
        files.append(File.generated(config, redirect.file, content=page))
    return files
