"""A log and its settings become the page that holds the topic tree, and what is on each topic."""

from __future__ import annotations

from posixpath import normpath

from studylog.dialect import read_document
from studylog.log import StudyLog
from studylog.page import Page
from studylog.problem import Level, Problem, did_you_mean
from studylog.settings import Settings
from studylog.sources import CONFIG
from studylog.topics.cover import Coverage, cover
from studylog.topics.tree import read_topics

#: What stands at /topics/; the first that is there holds the tree where no page is named.
OWN_PAGES = ("topics.md", "topics/index.md", "topics/README.md")


def tree_page(log: StudyLog, settings: Settings) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page named by the settings, else docs/topics.md if there is one.

    A named page that is not there is a problem; but docs/topics.md, which every log's settings
    may name, only a note.
    """
    pages = {page.uri: page for page in log.pages if not page.draft}
    own = next((pages[uri] for uri in OWN_PAGES if uri in pages), None)
    named = settings.topics.strip()
    if not named:
        return own, ()
    uri = normpath(named).removeprefix("docs/")
    if uri in pages:
        return pages[uri], ()
    if uri == OWN_PAGES[0]:
        level: Level = "note"
        hint = "add the page, or name another"
    elif any(page.uri == uri for page in log.pages):
        level, hint = "warning", "the page is a draft: publish it, or name another"
    else:
        level = "warning"
        hint = did_you_mean(uri, pages) or "name a page below docs/, such as roadmap.md"
    if own and level == "note":
        return own, ()
    said = f"extra.studylog.topics is '{named}', and there is no such page"
    return own, (Problem(CONFIG, None, said, hint, level),)


def read_coverage(log: StudyLog, settings: Settings) -> tuple[Page | None, Coverage]:
    """The page of the tree, and what of the log is on its topics; without a page all tags are
    of no topic."""
    page, _ = tree_page(log, settings)
    if page is None:
        return None, cover((), log)
    topics = read_topics(read_document(page.body, page.path, page.line))
    return page, cover(topics, log, page.path)
