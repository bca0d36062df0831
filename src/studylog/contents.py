"""The files of a log below docs/ and notebooks/ become its pages and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, splitext
from typing import TypeVar

from studylog.kept import Kept
from studylog.notebooks import Notebook, notebooks_in, pairs_in, read_notebook
from studylog.page import Page, read_page
from studylog.page_tasks import PageTasks, read_page_tasks
from studylog.phases import Titled, headings_of
from studylog.problem import Problem, same_address
from studylog.runs import Shown
from studylog.sources import MARKDOWN, Sources

T = TypeVar("T")
_Read = tuple[Page, PageTasks, tuple[Titled, ...]]
#: Such a file is the page of its folder: https://www.mkdocs.org/user-guide/writing-your-docs/
_FOLDER_PAGES = ("README", "index")


@dataclass(frozen=True, slots=True)
class Contents:
    """`tasks` and `headings` are those of each page by path, `unreadable` what is wrong with a
    notebook by its path; `drafts` are notebooks that only the preview shows."""

    pages: tuple[Page, ...]
    tasks: Mapping[str, PageTasks]
    headings: Mapping[str, tuple[Titled, ...]]
    notebooks: tuple[Notebook, ...]
    drafts: tuple[Notebook, ...]
    unreadable: Mapping[str, Problem]
    problems: tuple[Problem, ...]


def read_contents(sources: Sources, runs: Mapping[str, Shown]) -> Contents:
    """What the files hold, one for each address; `runs` is what to show of a notebook's outputs."""
    read, faults = _parted(_pages.read_all(_markdown(sources)))
    notebooks, doubts = _parted(_notebooks.read_all(_with_runs(sources, runs)))
    pages, hidden = _one_for_each_address((page for page, _, _ in read), doubts)
    paths = {page.path for page in pages}
    known = {notebook.path for notebook in notebooks}
    found = [p for problems in (*faults.values(), *doubts.values()) for p in problems]
    return Contents(
        pages=pages,
        tasks={page.path: tasks for page, tasks, _ in read if page.path in paths},
        headings={page.path: titled for page, _, titled in read},
        notebooks=tuple(n for n in notebooks if not n.draft),
        drafts=tuple(n for n in notebooks if n.draft),
        unreadable={path: said[0] for path, said in doubts.items() if path not in known},
        problems=(*found, *_in_place_of_a_list(sources), *_hidden(sources), *hidden),
    )


def _markdown(sources: Sources) -> Iterator[tuple[str, bytes]]:
    for folder in ("docs", "notebooks"):
        yield from sources.under(folder, *MARKDOWN)


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


def _hidden(sources: Sources) -> Iterator[Problem]:
    """A problem for each Python notebook that stands beside another of its name."""
    return (same_address(path, first) for path, first in pairs_in(sources))


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


def _read_notebook(
    path: str, content: tuple[bytes, Shown | None]
) -> tuple[Notebook | None, tuple[Problem, ...]]:
    return read_notebook(path, *content)


# Each file is read once for its content, however often the log is built in one process.
_pages = Kept(_read_page)
_notebooks = Kept(_read_notebook)
