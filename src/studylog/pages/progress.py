"""Counts of tasks become words and a bar, and those of a log the list of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from studylog.log import StudyLog
from studylog.page import Page
from studylog.pages.anchors import anchors_of
from studylog.pages.render import macro, render
from studylog.pages.titles import page_title
from studylog.pages.urls import page_url
from studylog.tasks import STATES, Counts

#: How tasks are counted, in one line.
RULE = "Every task counts once, parents and children alike; only what is done counts as done."


@dataclass(frozen=True, slots=True)
class Line:
    """A roll-up with the address and the words it is linked with; `level` is that of a heading."""

    title: str
    url: str
    html: Markup
    level: int = 0


def render_rollup(counts: Counts, *, rule: bool = False, remark: str = "") -> Markup:
    """`6 of 16 done, 1 partly, 9 maybe` with a bar of these parts, and with `rule` how tasks are
    counted; it may stand inside a line. Without tasks there is nothing to show."""
    if not counts.total:
        return Markup("")
    by_state = {state: getattr(counts, state) for state in STATES}
    return macro("progress.html", "rollup")(by_state, str(counts), RULE if rule else "", remark)


def page_line(log: StudyLog, page: Page, *, rule: bool = False) -> Line | None:
    """The line of a page, None if it has no tasks."""
    rollups = log.rollups.get(page.path)
    if not rollups:
        return None
    whole = rollups[0]
    html = render_rollup(whole.counts, rule=rule, remark=whole.remark)
    return Line(page_title(page), page_url(page), html)


def page_lines(log: StudyLog) -> list[Line]:
    """A line for each page with tasks, in the order of the pages."""
    return [line for page in log.pages if (line := page_line(log, page))]


def heading_lines(log: StudyLog, page: Page, *, rule: bool = False) -> dict[int, Line]:
    """The lines of the headings with tasks, by the lines these stand on; each leads there."""
    anchors = anchors_of(log.documents[page.path])
    return {
        row.line: Line(
            row.heading or page_title(page),
            f"{page_url(page)}#{anchors[row.line]}",
            render_rollup(row.counts, rule=rule),
            row.level,
        )
        for row in log.rollups.get(page.path, ())[1:]
    }


def render_lines(lines: list[Line], page: str, *, rule: bool = False) -> str:
    """The lines as a list, as they stand at the address `page`, with `rule` how tasks are counted
    below them; a sentence if there are none."""
    return render("progress_list.html", page, lines=lines, rule=RULE if rule else "")


def render_tasks(log: StudyLog, page: str) -> str:
    """The roll-ups of all pages with tasks, each with those of its headings to unfold; nothing
    if there are no tasks."""
    pages = [
        (line, heading_lines(log, p).values())
        for p in log.pages
        if (line := page_line(log, p)) is not None
    ]
    return render("progress_page.html", page, pages=pages, rule=RULE) if pages else ""
