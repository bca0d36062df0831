"""A page's headings get what stands below them: the counts of their tasks, the posts of a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from studylog.dialect import Document, Heading, title_of, walk
from studylog.log import StudyLog
from studylog.page import Page
from studylog.pages.progress import render_rollup
from studylog.pages.urls import page_url
from studylog.pages.weeks import render_week_links
from studylog.tasks import Rollup, States, rollups_of

#: The HTML below each heading by its line, and at line 0 that of the whole page.
Below = Callable[[str, Document, States], Mapping[int, str]]


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
        shown = _counts(document, states)
        for line, html in _weeks(log, page, document).items():
            shown[line] = shown.get(line, "") + html
        return shown

    return below


def _counts(document: Document, states: States) -> dict[int, str]:
    """The counts of the page, and of each heading that does not hold all of them."""
    rows = rollups_of(document, states)
    if not rows:
        return {}
    whole, *headings = rows
    if len(headings) == 1 and headings[0].counts == whole.counts:
        return {headings[0].line: _line(headings[0], rule=True, remark=whole.remark)}
    title = title_of(document)
    own = {
        row.line: _line(row)
        for row in headings
        if not (title and row.line == title.line and row.counts == whole.counts)
    }
    return {0: _line(whole, rule=True, remark=whole.remark), **own}


def _line(row: Rollup, *, rule: bool = False, remark: str = "") -> str:
    return f'<p class="progress-line">{render_rollup(row.counts, rule=rule, remark=remark)}</p>'


def _headings(document: Document) -> Iterator[Heading]:
    return (block for block in walk(document) if isinstance(block, Heading))


def _weeks(log: StudyLog, page: Page, document: Document) -> dict[int, str]:
    """The links to the posts of each week, by the line of its heading."""
    posts = {line: of for (path, line), of in log.weeks.posts.items() if path == page.path}
    if not posts:
        return {}
    here = {name: heading.line for name, heading in _named(document)}
    return {
        here[name]: render_week_links(posts[heading.line], page_url(page))
        for name, heading in _named(log.documents[page.path])
        if heading.line in posts and name in here
    }


def _named(document: Document) -> Iterator[tuple[tuple[str, int], Heading]]:
    seen: Counter[str] = Counter()
    for heading in _headings(document):
        seen[heading.text] += 1
        yield (heading.text, seen[heading.text]), heading
