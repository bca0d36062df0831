"""Gives Material's blog plugin posts it can read, and a folder that it may write to."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from _build import current
from studylog.page_text import page_text
from studylog.posts import normal_text
from studylog.posts.normal import MORE
from studylog.slugs import category_slugs
from studylog.titles import title_markdown
from studylog.words import as_markdown

_own_docs_dir: list[str] = []
_set_aside: list[File] = []


@event_priority(50)
def on_config(config: MkDocsConfig) -> None:
    """Every post's excerpt ends in the same way, whatever its author wrote there; and every
    category has an address of its own, that of the older where two would have the same."""
    if blog := config.plugins.get("material/blog"):
        blog.config.post_excerpt_separator = MORE
        names = [name for post in reversed(current().log.posts) for name in post.categories]
        slugs = {as_markdown(name): slug for name, slug in category_slugs(names).items()}
        blog.config.categories_slugify = lambda name, separator: slugs[name]
        blog.config.categories_allowed = list(map(as_markdown, blog.config.categories_allowed))


@event_priority(50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The blog plugin cuts excerpts from conversions of its own, below a heading that it reads.

    Without one in the text it would read the title, which is HTML by then, as Markdown:
    https://github.com/squidfunk/mkdocs-material/blob/9.6.0/src/plugins/blog/structure/__init__.py
    """
    if page.file.src_uri not in current().posts:
        return html
    if not page._title_from_render:
        title = current().posts[page.file.src_uri].title
        page.markdown = f"# {title_markdown(title)}\n\n{page.markdown}"
        page._title_from_render = str(page.title)
    return html.replace(MORE, "")


@event_priority(50)
def _add(files: Files, *, config: MkDocsConfig) -> Files:
    """The plugin reads posts from disk, in one shape only."""
    build = current()
    for post in build.log.posts:
        stage = Path(build.scratch.name, post.uri)
        stage.parent.mkdir(parents=True, exist_ok=True)
        stage.write_text(normal_text(post), encoding="utf-8")
        build.posts[post.uri] = post
        build.sources[post.uri] = post.path
        files.append(File.generated(config, post.uri, abs_src_path=str(stage)))
    return files


@event_priority(-49)
def _before(files: Files, *, config: MkDocsConfig) -> Files:
    """The plugin writes what it misses into docs_dir: for its event that is the scratch folder.

    It also takes every page whose path begins with the letters of its `post_dir` for a post.
    """
    build = current()
    _own_docs_dir[:] = [config.docs_dir]
    config.docs_dir = build.scratch.name
    Path(build.scratch.name, "posts").mkdir(exist_ok=True)
    _index(files, config)
    _set_aside[:] = [
        f
        for f in files.documentation_pages()
        if f.src_uri.startswith("posts") and f.src_uri not in build.posts
    ]
    for file in _set_aside:
        files.remove(file)
    return files


def _index(files: Files, config: MkDocsConfig) -> None:
    """The plugin wants blog/index.md, looks for it on disk, and copies it for each further page."""
    build = current()
    uris = ("blog/index.md", "blog/README.md", "blog.md")
    own = next((p for p in build.log.pages if p.uri in uris and not p.draft), None)
    path = Path(build.scratch.name, "blog", "index.md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(page_text(own) if own else "# Blog\n", encoding="utf-8")
    for uri in uris:
        if file := files.get_file_from_path(uri):
            files.remove(file)
    index = File.generated(config, "blog/index.md", abs_src_path=str(path))
    if own:
        build.sources["blog/index.md"] = own.path
        index.edit_uri = build.from_docs(own.path)
    files.append(index)


@event_priority(-51)
def _after(files: Files, *, config: MkDocsConfig) -> Files:
    config.docs_dir = _own_docs_dir[0]
    for file in _set_aside:
        files.append(file)
    return files


on_files = CombinedEvent(_add, _before, _after)
