"""What the hooks share during one build: the log, and what its pages turned out to hold."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from studylog import Problem, StudyLog
from studylog.bib import Entry
from studylog.markdown import Reference
from studylog.markdown.blocks import BlockFault
from studylog.notebooks import Notebook
from studylog.page import Page as LogPage
from studylog.pages import Citing, WeeksOfPost, outline
from studylog.pages.rows import KeptRows
from studylog.posts import Post
from studylog.runs import Shown
from studylog.settings import Settings
from studylog.shelf import Shelf
from studylog.topics import Coverage


def _scratch() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="studylog-")


@dataclass
class Build:
    """Made anew when a build begins.

    `sources` maps a page's `src_uri` to its path in the log; by the `src_uri` of their pages there
    are `entries`, `pages` of docs/, `posts` and `notebooks`. `files` are the log's bytes and `runs`
    what is shown of a notebook's outputs, both by path. `addresses` are those of the entries' pages
    by slug, `topic_pages` those of topics by tag; `tree` is the page that holds the topics,
    `coverage` what is on them; `weeks` are those of each post by its path."""

    root: Path
    log: StudyLog
    settings: Settings
    files: Mapping[str, bytes] = field(default_factory=dict)
    runs: Mapping[str, Shown] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    pages: dict[str, LogPage] = field(default_factory=dict)
    notebooks: dict[str, Notebook] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    cited_in: dict[str, list[Citing]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    feed: File | None = None
    shelf: Shelf = field(default_factory=Shelf)
    rows: KeptRows = field(default_factory=KeptRows)
    made: dict[str, File] = field(default_factory=dict)
    post_html: dict[str, str] = field(default_factory=dict)
    block_faults: dict[str, list[BlockFault]] = field(default_factory=dict)
    tree: LogPage | None = None
    coverage: Coverage = field(default_factory=Coverage)
    topic_pages: dict[str, str] = field(default_factory=dict)
    weeks: Mapping[str, WeeksOfPost] = field(default_factory=dict)
    addresses_digest: str = ""
    scratch: TemporaryDirectory[str] = field(default_factory=_scratch)

    def cite(self, key: str, reference: Reference) -> None:
        """Of a key that stands twice the first entry is cited."""
        self.references.setdefault(key, reference)

    def report(self, source: str, fault: BlockFault) -> None:
        """Remembers the fault of a block on the page with that `src_uri`."""
        self.block_faults.setdefault(source, []).append(fault)

    def shows_states(self, source: str) -> bool:
        """Whether the page with that `src_uri` has tasks for its author."""
        page = self.pages.get(source)
        return page is None or page.meta.get("tasks") is not False

    def from_docs(self, source: str) -> str:
        """The path of a source of the log from docs/, which `edit_uri` counts from."""
        return PurePath(os.path.relpath(source, "docs")).as_posix()


_current: list[Build] = []


def begin(build: Build) -> Build:
    """Makes this the build that `current` gives; hooks live as long as the preview's process."""
    end()
    _current[:] = [build]
    return build


def end() -> None:
    """Removes what the build before kept on disk."""
    for build in _current:
        build.scratch.cleanup()


def current() -> Build:
    return _current[0]


def root_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml, which is the log's root."""
    return Path(config.config_file_path).resolve().parent


def path_of(page: Page) -> str:
    """Where the page's source lies in the log, for messages."""
    return current().sources.get(page.file.src_uri, f"docs/{page.file.src_uri}")


def compose(page: Page, html: str) -> None:
    """Makes `html` the page's content, with its contents list and the anchors it offers."""
    page.content = html
    page.toc = get_toc(outline(html))  # type: ignore[arg-type]
    ids = re.findall(r'\sid="([^"]+)"', html)
    page.present_anchor_ids = (page.present_anchor_ids or set()) | set(ids)
