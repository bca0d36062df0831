"""A page's headings get what stands below them: the counts of their tasks, the posts of a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from studylog.dialect import Document, Heading, title_of, walk
from studylog.log import StudyLog
from studylog.markdown.dialect import Below
from studylog.page import Page
from studylog.pages.progress import render_rollup
from studylog.pages.urls import page_url
from studylog.pages.weeks import render_week_links
from studylog.tasks import Rollup, States


def below_headings(log: StudyLog) -> Below:
    """What the pages of a log show below their headings; `source` is a page's `uri`.

    The document is that of the text as it is converted: other extensions may have put lines in,
    so a heading is known by its text, and by how many before it have the same.
    """
    pages = {page.uri: page for page in log.pages}

    def below(source: str, document: Document, states: States) -> Mapping[int, str]:
        page = pages.get(source)
        if page is None:
            return {}
        shown = _counts(log, page) if states.of else {}
        for line, html in _weeks(log, page).items():
            shown[line] = shown.get(line, "") + html
        return _moved(shown, log.documents[page.path], document)

    return below


def _moved(shown: Mapping[int, str], read: Document, converted: Document) -> dict[int, str]:
    """The same by the lines that the headings have in the converted text."""
    names = {heading.line: name for name, heading in _named(read)}
    lines = {name: heading.line for name, heading in _named(converted)}
    moved = {lines[names[n]]: html for n, html in shown.items() if names.get(n) in lines}
    return {**moved, 0: shown[0]} if 0 in shown else moved


def _named(document: Document) -> Iterator[tuple[tuple[str, int], Heading]]:
    seen: Counter[str] = Counter()
    for block in walk(document):
        if isinstance(block, Heading):
            seen[block.text] += 1
            yield (block.text, seen[block.text]), block


def _counts(log: StudyLog, page: Page) -> dict[int, str]:
    """The counts of the page, and of each heading; the title's own only if they are others."""
    rows = log.rollups.get(page.path)
    if not rows:
        return {}
    whole, *headings = rows
    if len(headings) == 1 and headings[0].counts == whole.counts:
        return {headings[0].line: _line(headings[0], rule=True, remark=whole.remark)}
    title = title_of(log.documents[page.path])
    own = {
        row.line: _line(row)
        for row in headings
        if not (title and row.line == title.line and row.counts == whole.counts)
    }
    return {0: _line(whole, rule=True, remark=whole.remark), **own}


def _line(row: Rollup, *, rule: bool = False, remark: str = "") -> str:
    return f'<p class="progress-line">{render_rollup(row.counts, rule=rule, remark=remark)}</p>'


def _weeks(log: StudyLog, page: Page) -> dict[int, str]:
    """The links to the posts of each week, by the line of its heading."""
    return {
        line: render_week_links(posts, page_url(page))
        for (path, line), posts in log.weeks.posts.items()
        if path == page.path
    }
