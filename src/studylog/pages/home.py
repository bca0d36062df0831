"""The log becomes the panels of its home page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.toc import slugify
from markupsafe import Markup

from studylog.dialect import plain_text
from studylog.log import StudyLog
from studylog.markdown import Reference
from studylog.page import Page
from studylog.pages.experiments import cards
from studylog.pages.inline import inline_html, inliner
from studylog.pages.progress import RULE, page_lines
from studylog.pages.reading_list import sections
from studylog.pages.render import render
from studylog.pages.titles import page_title
from studylog.pages.urls import page_url
from studylog.tasks import Task

_POSTS, _EXPERIMENTS, _TASKS, _ENTRIES = 4, 3, 6, 5


@dataclass(frozen=True, slots=True)
class Next:
    """An open task with its text as HTML and the address of its heading."""

    html: Markup
    where: str
    url: str


def render_home(
    log: StudyLog,
    references: Mapping[str, Reference],
    addresses: Mapping[str, str],
    anchors: Mapping[str, frozenset[str]],
    page: str = "",
) -> str:
    """Now reading, latest posts, next tasks, latest experiments.

    `addresses` are those of the entries' pages by slug, `anchors` the ids on each page by its uri.
    """
    converter = inliner(references)
    by_status = sections(log.bibliography.entries)
    posts = [p for p in log.posts if not p.draft]
    return render(
        "home.html",
        page,
        reading=by_status[0].entries[:_ENTRIES],
        statuses=by_status,
        total=len(log.bibliography.entries),
        posts=[(p, inline_html(_first_block(p.excerpt), converter)) for p in posts[:_POSTS]],
        experiments=cards(log.notebooks, references)[:_EXPERIMENTS],
        tasks=[_next(t, log.pages, anchors, converter) for t in _upcoming(log.tasks)],
        progress=page_lines(log),
        rule=RULE,
        addresses=addresses,
    )


def _first_block(markdown: str) -> str:
    return markdown.strip().split("\n\n", 1)[0]


def _upcoming(tasks: Sequence[Task]) -> list[Task]:
    """The first open tasks after the last one that is done or begun, page by page in turn.

    People tick a list off from the top: what was passed over is rarely what comes next.
    """
    queues = []
    for path in dict.fromkeys(t.page for t in tasks):
        own = [t for t in tasks if t.page == path]
        begun = [n for n, t in enumerate(own) if t.state in ("done", "partly")]
        start = begun[-1] + 1 if begun else 0
        queues.append([t for t in (*own[start:], *own[:start]) if t.state == "open"])
    upcoming: list[Task] = []
    while len(upcoming) < _TASKS and any(queues):
        upcoming += [queue.pop(0) for queue in queues if queue]
    return upcoming[:_TASKS]


def _next(
    task: Task, pages: Sequence[Page], anchors: Mapping[str, frozenset[str]], converter: Markdown
) -> Next:
    """The link leads to the heading where its anchor is certain: there, and not told apart."""
    page = next(p for p in pages if p.path == task.page)
    slug = slugify(plain_text(task.heading or ""), "-")
    ids = anchors.get(page.uri, frozenset())
    anchor = f"#{slug}" if slug in ids and f"{slug}_1" not in ids else ""
    # A heading may be a task itself.
    above = "" if task.heading == task.text else plain_text(task.heading or "")
    where = above or page_title(page)
    return Next(inline_html(task.text, converter), where, page_url(page) + anchor)
