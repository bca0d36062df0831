"""Makes /topics/ of the page that holds the topic tree, and a page for each topic of the log."""

from __future__ import annotations

import html

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from _build import Build, compose, current
from studylog.pages.topic_page import render_topic
from studylog.pages.topic_things import Notes, Places, note_links
from studylog.pages.topics import TOPICS, render_tree, topic_pages
from studylog.pages.topics_in_place import fill_tree, mark_tree
from studylog.topics import Topic, tree_page

#: The topic of each page that is made for one, by the page's `src_uri`.
_topics: dict[str, Topic] = {}
#: The page of the author's own that shows the tree in the place of its lists.
_in_place: list[str] = []


@event_priority(47)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """A page for each topic that is touched, around the author's own if there is one."""
    build = current()
    build.problems += tree_page(build.log, build.settings)[1]
    build.topic_pages.update(topic_pages(build.coverage))
    _topics.clear()
    _in_place.clear()
    coverage = build.coverage
    for topic in coverage.topics:
        if not coverage.whole[topic.number]:
            continue
        uri = f"topics/{topic.slug}.md"
        file = files.get_file_from_path(uri)
        if file is None:
            file = File.generated(config, uri, content="")
            files.append(file)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        _topics[uri] = topic
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    build = current()
    uri = page.file.src_uri
    if topic := _topics.get(uri):
        if not markdown.strip():
            page.meta["title"] = html.escape(topic.name)
        return None
    if build.tree and uri == build.tree.uri and page.url == TOPICS and not _has_tasks(build):
        marked = mark_tree(markdown, build.coverage.topics)
        if marked:
            _in_place.append(uri)
        return marked
    return None


def _has_tasks(build: Build) -> bool:
    """Such lists stay as they are: they show states, which the tree does not."""
    return any(build.tree and task.page == build.tree.path for task in build.log.tasks)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Below the author's own words, or in the place of their lists."""
    build = current()
    env.globals["topic_pages"] = build.topic_pages
    places = Places(note_links(build.log), build.addresses, build.topic_pages)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if file.page is None:
            continue
        url, content = file.page.url, file.page.content or ""
        if topic := _topics.get(file.src_uri):
            compose(file.page, render_topic(topic, build.coverage, url, places, content))
        elif file.src_uri in _in_place:
            compose(file.page, fill_tree(content, build.coverage, url, places.notes))
        elif url == TOPICS:
            tree = render_tree(
                build.coverage, url, places.notes, _source(places.notes, build, file)
            )
            compose(file.page, content + tree)


def _source(notes: Notes, build: Build, file: File) -> tuple[str, str] | None:
    """Title and address of the tree's page, if it is another."""
    if build.tree is None or build.tree.uri == file.src_uri:
        return None
    link = notes[build.tree.path]
    return link.title, link.url
