"""Reads the log before each build and brings what lies beside docs/ into it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from _build import Build, begin, current, root_of
from _history import history_of
from _links import LogFiles
from _runs import run
from _shelf import put, take
from studylog import read_log
from studylog.blocks import blocks_of
from studylog.pages import render_unreadable
from studylog.pages.below import below_headings
from studylog.pages.rows import KeptRows
from studylog.problem import Problem, in_order, not_readable
from studylog.settings import read_settings
from studylog.sources import BIB, MARKDOWN, is_address
from studylog.topics import read_coverage


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """The log is read once per build; the Markdown extension is told what can be cited."""
    for reader in ("bibtexparser", "traitlets"):  # what they complain of are our problems
        logging.getLogger(reader).setLevel(logging.CRITICAL)
    # It names each file it copies, at every build.
    logging.getLogger("mkdocs.plugins.mkdocs_jupyter").setLevel(logging.WARNING)
    settings, problems = read_settings(config.extra.get("studylog"))
    root = root_of(config)
    if (root / "docs").is_dir():  # else the empty folder that mkdocs.yml names stands in
        config.docs_dir = str(root / "docs")
    if not config.repo_url:  # without it every edit link is a warning
        config.edit_uri = None
    sources, runs, untrue = run(root, settings)
    shelf = take(root, sources.files.get(BIB, b""))
    log = read_log(sources, settings, shelf.known, history_of(root, sources), runs)
    build = begin(Build(root, log, settings, sources.files, runs))
    build.shelf, build.rows = shelf, KeptRows(shelf.rows)
    build.tree, build.coverage = read_coverage(log, settings)
    build.problems += in_order([*problems, *log.problems, *untrue, *_needed(config)])
    config.mdx_configs["studylog"] = {
        "references": build.references,
        "blocks": blocks_of(log, build.addresses, build.coverage),
        "report": build.report,
        "states": build.shows_states,
        "below": below_headings(log),
    }


def _needed(config: MkDocsConfig) -> Iterator[Problem]:
    """Settings of MkDocs that the site's addresses rest on, put right or said."""
    name = Path(config.config_file_path).name
    if not config.use_directory_urls:
        config.use_directory_urls = True
        said = "use_directory_urls is false, and the site's addresses end in a slash"
        yield Problem(name, None, said, "leave it out")
    blog = config.plugins.get("material/blog")
    if blog is None or (blog.config.blog_dir, blog.config.post_dir) != ("blog", "posts"):
        hint = "write 'blog: {blog_dir: blog, post_dir: posts}' below plugins"
        yield Problem(name, None, "the posts have no blog at /blog/", hint, "error")
    if "mkdocs-jupyter" not in config.plugins:
        hint = "write 'mkdocs-jupyter' below plugins"
        yield Problem(name, None, "the notebooks have no plugin that makes pages of them", hint)


@event_priority(52)
def _only_what_was_read(files: Files, *, config: MkDocsConfig) -> Files:
    """MkDocs stops at a page it can't read; and a notebook is rendered by us, or not at all."""
    build = current()
    read = {page.path for page in build.log.pages}
    for file in list(files):
        path = f"docs/{file.src_uri}"
        page = file.src_uri.lower().endswith(MARKDOWN)
        unread = page and path not in read
        misnamed = not is_address(path)
        if file.src_dir == config.docs_dir and (
            unread or misnamed or file.src_uri.endswith(".ipynb")
        ):
            files.remove(file)
            if misnamed:
                continue  # it was said on reading
            if path not in build.files or path.endswith(".ipynb"):  # else it was said on reading
                build.problems.append(_unread(path))
    return files


def _unread(path: str) -> Problem:
    if path.endswith(".ipynb"):
        said = "a notebook in docs/ is not shown"
        return Problem(path, None, said, "move it to notebooks/")
    return not_readable(path)


@event_priority(51)
def _add(files: Files, *, config: MkDocsConfig) -> Files:
    build = current()
    for notebook in (*build.log.notebooks, *build.log.drafts):
        build.notebooks[notebook.uri] = notebook
        build.sources[notebook.uri] = notebook.path
        if notebook.uri == notebook.path:
            files.append(_on_disk(notebook.path, config))
        else:
            files.append(File.generated(config, notebook.uri, content=""))
            if notebook.path not in build.log.others:  # spelt .IPYNB, say
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
        if (notebook := current().notebooks.get(file.src_uri)) and notebook.draft:
            file.inclusion = InclusionLevel.DRAFT
    return files


@event_priority(-60)
def _links(files: Files, *, config: MkDocsConfig) -> Files:
    """After every plugin that makes a list of its own."""
    return LogFiles(files)


on_files = CombinedEvent(_only_what_was_read, _add, _edit_links, _links)


def on_post_build(config: MkDocsConfig) -> None:
    build = current()
    bib = build.files.get(BIB, b"")
    put(build.root, bib, build.log.bibliography.known, build.rows, build.shelf)
