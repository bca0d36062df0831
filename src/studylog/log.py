"""All sources of a log become one `StudyLog`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studylog.bib import Bibliography, Known, read_bibliography, with_files
from studylog.contents import Contents, read_contents
from studylog.dialect import Document
from studylog.history import History
from studylog.notebook_posts import posts_of
from studylog.notebooks import Notebook
from studylog.page import Page
from studylog.paper_notes import notes_of
from studylog.phases import Phases, WeekLinks, read_plan
from studylog.posts import Post, read_posts
from studylog.posts.redirects import Redirect, read_redirects
from studylog.problem import Problem, in_order, not_readable
from studylog.runs import Shown
from studylog.settings import Settings
from studylog.sources import BIB, MARKDOWN, Sources
from studylog.tasks import Rollup, States, Task


@dataclass(frozen=True, slots=True)
class StudyLog:
    """The whole log. `posts` are newest first, the rest by path; `notes` maps the key of an entry
    to its page, `unreadable` the path of a notebook to what is wrong with it; `drafts` are
    notebooks that only the preview shows. `documents` and `states` are those of each page by path,
    `rollups` those of the pages with tasks, `phases` those of the pages with dates; `weeks` links
    headings of weeks and posts; `redirects` lead on from the old addresses of posts. `others` are
    files that are published as they are. `problems` holds what was found before any page was
    rendered."""

    bibliography: Bibliography = field(default_factory=Bibliography)
    posts: tuple[Post, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    pages: tuple[Page, ...] = ()
    notebooks: tuple[Notebook, ...] = ()
    drafts: tuple[Notebook, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    states: Mapping[str, States] = field(default_factory=dict)
    rollups: Mapping[str, tuple[Rollup, ...]] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    phases: Mapping[str, Phases] = field(default_factory=dict)
    weeks: WeekLinks = field(default_factory=WeekLinks)
    notes: Mapping[str, Page] = field(default_factory=dict)
    unreadable: Mapping[str, Problem] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_log(
    sources: Sources,
    settings: Settings = Settings(),
    known: Known | None = None,
    history: History | None = None,
    runs: Mapping[str, Shown] | None = None,
) -> StudyLog:
    """The log that the sources hold; a fault is a problem and costs its own file or entry.

    `known` is what an earlier reading of papers.bib, in another process, has left; `history` has
    the year of a page's first commit, for dates that have none; `runs` what to show of each
    notebook's outputs by its path, where that is more than the file itself holds."""
    bibliography = _read_bib(sources, settings, known)
    posts, doubts = read_posts(sources.under("posts", *MARKDOWN), settings.timezone)
    redirects, refused = read_redirects(posts, settings)
    contents = read_contents(sources, runs or {})
    notes, strays = notes_of(contents.pages, bibliography)
    plan = read_plan(contents.pages, contents.headings, posts, history or History())
    all_posts, dateless = posts_of(contents.notebooks, posts, settings.timezone)
    found = [*bibliography.problems, *doubts, *refused, *map(not_readable, sources.unread)]
    found += map(_misnamed, sources.misnamed)
    found += [*contents.problems, *strays, *plan.problems, *dateless]
    log = StudyLog(
        bibliography=bibliography,
        posts=all_posts,
        redirects=redirects,
        phases=plan.phases,
        weeks=plan.weeks,
        notes=notes,
        others=sources.others,
        problems=in_order(found),
    )
    return _with_contents(log, contents)


def _misnamed(path: str) -> Problem:
    shown = path.encode("utf-8", "replace").decode()
    return Problem(
        shown, None, "the file's name is not UTF-8 and has no address", "rename it", "error"
    )


def _with_contents(log: StudyLog, contents: Contents) -> StudyLog:
    told = contents.tasks
    return replace(
        log,
        pages=contents.pages,
        notebooks=contents.notebooks,
        drafts=contents.drafts,
        documents={path: tasks.document for path, tasks in told.items()},
        states={path: tasks.states for path, tasks in told.items()},
        rollups={path: tasks.rollups for path, tasks in told.items() if tasks.rollups},
        tasks=tuple(task for tasks in told.values() for task in tasks.states.tasks),
        unreadable=contents.unreadable,
    )


def _read_bib(sources: Sources, settings: Settings, known: Known | None) -> Bibliography:
    """With what the last reading in this process knows, if there was one."""
    content = sources.files.get(BIB, b"")
    read = read_bibliography(
        content, BIB, publish=settings.publish, known=_last[0] if _last else known
    )
    _last[:] = [read.known]
    return Bibliography.of(with_files(read.entries, sources.others), read.known)


# The bibliography is read once for its content, however often the log is built in one process.
_last: list[Known] = []
