"""Makes the pages a log has without writing them: home, blog, papers and notebooks."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from _build import Build, compose, current
from studylog.pages import render_experiments, render_home, render_reading_list


def _home(build: Build, page: str) -> str:
    return render_home(build.log, build.references, page)


def _papers(build: Build, page: str) -> str:
    entries = build.log.bibliography.entries
    return render_reading_list(entries, page, entry_pages=build.settings.entry_pages)


def _notebooks(build: Build, page: str) -> str:
    return render_experiments(build.log.notebooks, build.references, page)


#: In the order of the navigation: source, title where docs/ has no such page, what is added below.
_SECTIONS: dict[str, tuple[str, Callable[[Build, str], str] | None]] = {
    "index.md": ("{site_name}", _home),
    "blog/index.md": ("Blog", None),
    "papers/index.md": ("Papers", _papers),
    "notebooks/index.md": ("Experiments", _notebooks),
}


_TITLES = ("Home", "Blog", "Papers", "Experiments")


@event_priority(48)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for uri, (title, _) in _SECTIONS.items():
        if files.get_file_from_path(uri):
            continue
        content = f"# {title.format(site_name=config.site_name)}\n"
        if readme := files.get_file_from_path(uri.replace("index.md", "README.md")):
            content = readme.content_string
            files.remove(readme)
        files.append(File.generated(config, uri, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Home and the reading list want the whole width, and a page alone in its tab no list of one;
    unless its author says otherwise."""
    if page.is_homepage or page.file.src_uri == "papers/index.md":
        page.meta.setdefault("hide", ["navigation", "toc"])
    elif page.parent is None:
        page.meta.setdefault("hide", ["navigation"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Below the author's own words, if there are any."""
    for uri, (_, render) in _SECTIONS.items():
        file = files.get_file_from_path(uri)
        if render and file and file.page:
            compose(file.page, (file.page.content or "") + render(current(), file.page.url))


@event_priority(50)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Without a `nav` of the author's: our sections first, in their order, then the other pages."""
    if config.nav is None:
        nav.items.sort(key=_place)
        for item, title in zip(nav.items, _TITLES, strict=False):
            item.title = title


def _place(item: object) -> int:
    """A section of the navigation stands where its index page does."""
    pages = [item] if isinstance(item, Page) else getattr(item, "children", [])
    uris = [p.file.src_uri for p in pages if isinstance(p, Page)]
    places = [n for n, uri in enumerate(_SECTIONS) if uri in uris]
    return min(places, default=len(_SECTIONS))
