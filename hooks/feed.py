"""Writes /feed.xml from the posts as they were rendered."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from _build import current, path_of
from _site import site_of
from studylog.pages import render_feed


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    if config.site_url:  # a feed's links are absolute
        feed = File.generated(config, "feed.xml", content="")
        current().feed = feed
        files.append(feed)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    if page.file.src_uri in current().posts:
        current().post_html[path_of(page)] = html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    build = current()
    if build.feed:
        build.feed.content_string = render_feed(
            build.log.posts,
            build.post_html,
            site_of(config),
        )
