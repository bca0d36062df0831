"""All sources of a log become one `StudyLog`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, splitext
from typing import TypeVar

from studylog.bib import Bibliography, Known, read_bibliography, with_files
from studylog.dialect import Document
from studylog.history import History
from studylog.kept import Kept
from studylog.notebook_posts import posts_of
from studylog.notebooks import Notebook, notebooks_in, read_notebook
from studylog.page import Page, read_page
from studylog.page_tasks import PageTasks, read_page_tasks
from studylog.paper_notes import notes_of
from studylog.phases import Phases, Titled, WeekLinks, headings_of, read_plan
from studylog.posts import Post, read_posts
from studylog.posts.redirects import Redirect, read_redirects
from studylog.problem import Problem, in_order, not_readable, same_address
from studylog.runs import Shown
from studylog.settings import Settings
from studylog.sources import BIB, MARKDOWN, Sources
from studylog.tasks import Rollup, States, Task

T = TypeVar("T")
_Read = tuple[Page, PageTasks, tuple[Titled, ...]]


@dataclass(frozen=True, slots=True)
class StudyLog:
    """The whole log. `posts` are newest first, the rest by path; `notes` maps the key of an entry
    to its page, `unreadable` the path of a notebook to what is wrong with it; `drafts` are
    notebooks that only the preview shows. `documents` and
    `states` are those of each page by path, `rollups` those of the pages with tasks, `phases` those
    of the pages with dates; `weeks` links headings of weeks and posts; `redirects` lead on from the
    old addresses of posts. `others` are files that are published as they are. `problems` holds what
    was found before any page was rendered."""

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
    posts, problems = read_posts(sources.under("posts", *MARKDOWN), settings.timezone)
    redirects, refused = read_redirects(posts, settings)
    found = [*bibliography.problems, *problems, *refused, *map(not_readable, sources.unread)]
    read, faults = _parted(_pages.read_all(_files(sources, ("docs", "notebooks"), MARKDOWN)))
    notebooks, doubts = _parted(_notebooks.read_all(_with_runs(sources, runs or {})))
    found += [p for problems in (*faults.values(), *doubts.values()) for p in problems]
    found += _in_place_of_a_list(sources)
    pages, hidden = _one_for_each_address((page for page, _, _ in read), doubts)
    read_paths = {notebook.path for notebook in notebooks}
    unread = {path: problems[0] for path, problems in doubts.items() if path not in read_paths}
    shown = {page.path for page in pages}
    told = {page.path: tasks for page, tasks, _ in read if page.path in shown}
    notes, strays = notes_of(pages, bibliography)
    documents = {path: tasks.document for path, tasks in told.items()}
    headings = {page.path: titled for page, _, titled in read}
    plan = read_plan(pages, headings, posts, history or History())
    notebooks, drafts = _drafts_apart(notebooks)
    posts, dateless = posts_of(notebooks, posts, settings.timezone)
    return StudyLog(
        bibliography=bibliography,
        posts=posts,
        redirects=redirects,
        pages=pages,
        notebooks=notebooks,
        drafts=drafts,
        documents=documents,
        states={path: tasks.states for path, tasks in told.items()},
        rollups={path: tasks.rollups for path, tasks in told.items() if tasks.rollups},
        tasks=tuple(task for tasks in told.values() for task in tasks.states.tasks),
        phases=plan.phases,
        weeks=plan.weeks,
        notes=notes,
        unreadable=unread,
        others=sources.others,
        problems=in_order([*found, *hidden, *strays, *plan.problems, *dateless]),
    )


def _read_bib(sources: Sources, settings: Settings, known: Known | None) -> Bibliography:
    """With what the last reading in this process knows, if there was one."""
    content = sources.files.get(BIB, b"")
    read = read_bibliography(
        content, BIB, publish=settings.publish, known=_last[0] if _last else known
    )
    _last[:] = [read.known]
    return Bibliography.of(with_files(read.entries, sources.others), read.known)


def _files(
    sources: Sources, folders: tuple[str, ...], endings: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        yield from sources.under(folder, *endings)


def _with_runs(
    sources: Sources, runs: Mapping[str, Shown]
) -> Iterator[tuple[str, tuple[bytes, Shown | None]]]:
    for path, content in notebooks_in(sources):
        if splitext(basename(path))[0] not in _FOLDER_PAGES:
            yield path, (content, runs.get(path))


def _in_place_of_a_list(sources: Sources) -> Iterator[Problem]:
    """A problem for each notebook whose page would be that of its folder."""
    for path, _ in notebooks_in(sources):
        if splitext(basename(path))[0] in _FOLDER_PAGES:
            said = "a notebook of that name has the address of its folder, and is not shown"
            yield Problem(path, None, said, "rename it", "error")


def _drafts_apart(
    notebooks: Iterable[Notebook],
) -> tuple[tuple[Notebook, ...], tuple[Notebook, ...]]:
    read = tuple(notebooks)
    return tuple(n for n in read if not n.draft), tuple(n for n in read if n.draft)


def _read_notebook(
    path: str, content: tuple[bytes, Shown | None]
) -> tuple[Notebook | None, tuple[Problem, ...]]:
    return read_notebook(path, *content)


def _parted(
    read: Mapping[str, tuple[T | None, tuple[Problem, ...]]],
) -> tuple[tuple[T, ...], dict[str, tuple[Problem, ...]]]:
    """What could be read, and the problems of each file."""
    values = tuple(value for value, _ in read.values() if value is not None)
    return values, {path: problems for path, (_, problems) in read.items()}


def _one_for_each_address(
    pages: Iterable[Page], notebooks: Iterable[str]
) -> tuple[tuple[Page, ...], list[Problem]]:
    """The pages whose address no notebook and no page before them has, and a problem for others."""
    taken = {splitext(path)[0]: path for path in notebooks}
    kept, problems = [], []
    for page in pages:
        first = taken.setdefault(splitext(page.uri)[0], page.path)
        if first == page.path:
            kept.append(page)
        else:
            problems.append(same_address(page.path, first))
    return tuple(kept), problems


def _read_page(path: str, content: bytes) -> tuple[_Read, tuple[Problem, ...]]:
    """The page with its tasks and headings; a draft has no tasks yet."""
    page, problems = read_page(path, content)
    tasks = read_page_tasks(page)
    found = (*problems, *tasks.problems)
    titled = headings_of(tasks.document)
    return (page, PageTasks(tasks.document) if page.draft else tasks, titled), found


# Each file is read once for its content, however often the log is built in one process.
_last: list[Known] = []
_pages = Kept(_read_page)
_notebooks = Kept(_read_notebook)
#: Such a file is the page of its folder: https://www.mkdocs.org/user-guide/writing-your-docs/
_FOLDER_PAGES = ("README", "index")
