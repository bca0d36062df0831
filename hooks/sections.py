"""Makes the pages a log has without writing them: home, blog, papers and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from _build import Build, compose, current
from studylog.pages import (
    render_all_timelines,
    render_experiments,
    render_home,
    render_progress,
    render_reading_list,
    render_tasks,
)


@dataclass(frozen=True)
class _Section:
    """`title` is that of the tab, and of a page made here."""

    source: str
    title: str
    render: Callable[[Build, str, Mapping[str, frozenset[str]]], str] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """What stands at the section's address: papers/index.md, papers/README.md, papers.md."""
        folder = self.source.removesuffix("index.md")
        beside = (f"{folder.rstrip('/')}.md",) if folder else ()
        return (self.source, f"{folder}README.md", *beside)

    def find(self, files: Files) -> File | None:
        return next(filter(None, map(files.get_file_from_path, self.sources)), None)


def _home(build: Build, page: str, anchors: Mapping[str, frozenset[str]]) -> str:
    return render_home(build.log, build.references, build.addresses, anchors, page)


def _papers(build: Build, page: str, anchors: Mapping[str, frozenset[str]]) -> str:
    entries = build.log.bibliography.entries
    return render_reading_list(entries, page, build.addresses, kept=build.rows)


def _progress(build: Build, page: str, anchors: Mapping[str, frozenset[str]]) -> str:
    log = build.log
    charts = render_progress(log.bibliography.entries, log.posts, log.notebooks, page)
    return render_tasks(log, page) + render_all_timelines(log, page) + charts


def _notebooks(build: Build, page: str, anchors: Mapping[str, frozenset[str]]) -> str:
    return render_experiments(build.log.notebooks, build.references, page)


#: In the order of the navigation.
_SECTIONS = (
    _Section("index.md", "Home", _home),
    _Section("blog/index.md", "Blog"),
    _Section("papers/index.md", "Papers", _papers),
    _Section("notebooks/index.md", "Experiments", _notebooks),
    _Section("progress/index.md", "Progress", _progress),
    _Section("topics/index.md", "Topics"),
)


#: The author has placed the list with a block.
_WHOLE_LIST = 'class="reading-list-frame reading-list-page'
#: So many pages beside the sections have a tab each; more stand in one.
_TABS = 6


@event_priority(48)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    drafts = {page.uri for page in current().log.pages if page.draft}
    for section in _SECTIONS:
        file = section.find(files)
        if file and file.src_uri in drafts:
            files.remove(file)
        if not file or file.src_uri in drafts:
            title = config.site_name if section.source == "index.md" else section.title
            files.append(File.generated(config, section.source, content=f"# {title}\n"))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Home, the lists and the topics want the whole width, and a page alone in its tab no
    list of one; unless its author says otherwise."""
    if page.is_homepage or page.url in ("papers/", "notebooks/", "topics/"):
        page.meta.setdefault("hide", ["navigation", "toc"])
    elif page.parent is None or page.parent.children == [page]:
        page.meta.setdefault("hide", ["navigation"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Below the author's own words, if there are any."""
    anchors = {
        file.src_uri: frozenset(file.page.present_anchor_ids or ())
        for file in files.documentation_pages()
        if file.page
    }
    for section in _SECTIONS:
        file = section.find(files)
        if section.render and file and file.page:
            content = file.page.content or ""
            if _WHOLE_LIST not in content:
                content += section.render(current(), file.page.url, anchors)
            compose(file.page, content)


@event_priority(50)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Without a `nav` of the author's: our sections first, in their order, then the other pages."""
    if config.nav is not None:
        return
    nav.items.sort(key=_place)
    for item in nav.items:
        if (place := _place(item)) < len(_SECTIONS):
            item.title = _SECTIONS[place].title
    pages = [
        item for item in nav.items if isinstance(item, Page) and _place(item) >= len(_SECTIONS)
    ]
    if len(pages) > _TABS:
        more = Section("Pages", list(pages))
        for page in pages:
            page.parent = more
            nav.items.remove(page)
        nav.items.append(more)


def _place(item: object) -> int:
    """A section of the navigation stands where its index page does."""
    pages = [item] if isinstance(item, Page) else getattr(item, "children", [])
    uris = {p.file.src_uri for p in pages if isinstance(p, Page)}
    places = [n for n, section in enumerate(_SECTIONS) if uris & set(section.sources)]
    return min(places, default=len(_SECTIONS))
