"""Reads the log before each build and brings posts/, notebooks/ and their images into it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from _build import Build, begin, current, root_of
from studylog import read_log
from studylog.pages import render_unreadable
from studylog.posts import normal_text
from studylog.problem import in_order
from studylog.settings import read_settings
from studylog.sources import read_sources

#: Scratch for posts in the one shape the blog plugin takes; gone with the process.
_scratch = tempfile.TemporaryDirectory(prefix="studylog-")
_own_docs_dir: list[str] = []
_set_aside: list[File] = []


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """The log is read once per build; the Markdown extension is told what can be cited."""
    for reader in ("bibtexparser", "traitlets"):  # what they complain of are our problems
        logging.getLogger(reader).setLevel(logging.CRITICAL)
    settings, problems = read_settings(config.extra.get("studylog"))
    root = root_of(config)
    if (root / "docs").is_dir():  # else the empty folder that mkdocs.yml names stands in
        config.docs_dir = str(root / "docs")
    if not config.repo_url:  # without it every edit link is a warning
        config.edit_uri = None
    sources = read_sources(root)
    log = read_log(sources, settings)
    build = begin(Build(root, log, settings, sources.files))
    build.problems += in_order([*problems, *log.problems])
    config.mdx_configs["studylog"] = {"references": build.references}


@event_priority(50)
def _add(files: Files, *, config: MkDocsConfig) -> Files:
    build = current()
    for post in build.log.posts:
        stage = Path(_scratch.name, post.path)
        stage.parent.mkdir(parents=True, exist_ok=True)
        stage.write_text(normal_text(post), encoding="utf-8")
        uri = str(PurePath(post.path).with_suffix(".md").as_posix())
        build.sources[uri] = post.path
        files.append(File.generated(config, uri, abs_src_path=str(stage)))
    for notebook in build.log.notebooks:
        build.sources[notebook.path] = notebook.path
        files.append(_on_disk(notebook.path, config))
        folder = notebook.path.rpartition("/")[0]
        for figure in notebook.figures:
            uri = f"{folder}/{figure.path}"
            files.append(File.generated(config, uri, content=figure.content))
    for path, problem in build.log.unreadable.items():
        uri = str(PurePath(path).with_suffix(".md").as_posix())
        build.sources[uri] = path
        files.append(File.generated(config, uri, content=render_unreadable(path, problem)))
    for page in build.log.pages:
        if not page.path.startswith("docs/"):
            build.sources[page.uri] = page.path
            files.append(_on_disk(page.path, config))
    for path in build.log.others:
        if not path.startswith("docs/"):
            files.append(_on_disk(path, config))
    return files


def _on_disk(path: str, config: MkDocsConfig) -> File:
    root = str(current().root)
    return File(path, root, config.site_dir, config.use_directory_urls)


@event_priority(-10)
def _edit_links(files: Files, *, config: MkDocsConfig) -> Files:
    """After mkdocs-jupyter, which wraps its files and drops what was set on them before."""
    for file in files:
        if source := current().sources.get(file.src_uri):
            file.edit_uri = current().from_docs(source)
    return files


@event_priority(-49)
def _before_blog(files: Files, *, config: MkDocsConfig) -> Files:
    """The blog plugin writes what it misses into docs_dir: for its event that is our scratch.

    It also takes every page whose path begins with the letters of its `post_dir` for a post.
    """
    _own_docs_dir[:] = [config.docs_dir]
    config.docs_dir = _scratch.name
    Path(_scratch.name, "posts").mkdir(exist_ok=True)
    _on_scratch(files, "blog/index.md")
    posts = {uri for uri, path in current().sources.items() if path.startswith("posts/")}
    _set_aside[:] = [
        f
        for f in files.documentation_pages()
        if f.src_uri.startswith("posts") and f.src_uri not in posts
    ]
    for file in _set_aside:
        files.remove(file)
    return files


def _on_scratch(files: Files, uri: str) -> None:
    """The blog plugin looks for its index on disk, and copies it for each further page of it."""
    index = files.get_file_from_path(uri)
    path = Path(_scratch.name, uri)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(index.content_bytes if index else b"")
    if index and index.abs_src_path is None:
        index.abs_src_path = str(path)


@event_priority(-51)
def _after_blog(files: Files, *, config: MkDocsConfig) -> Files:
    config.docs_dir = _own_docs_dir[0]
    for file in _set_aside:
        files.append(file)
    return LogFiles(files)


on_files = CombinedEvent(_add, _edit_links, _before_blog, _after_blog)


class LogFiles(Files):
    """Finds a link's target as it lies on disk as well as where MkDocs puts it.

    To MkDocs, posts/ and notebooks/ lie inside docs/; on disk they lie beside it. So
    `../posts/a.md` from docs/index.md and `../docs/b.md` from posts/a.md lead there too.
    """

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None:
            posix = PurePath(path).as_posix()
            for beside in ("../", "docs/"):
                if posix.startswith(beside):
                    return super().get_file_from_path(posix.removeprefix(beside))
        return found
