"""All sources of a log become one `StudyLog`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from studylog.bib import Bibliography, read_bibliography
from studylog.notebooks import Notebook, read_notebook
from studylog.page import Page, read_page
from studylog.posts import Post, read_posts
from studylog.problem import Problem, did_you_mean, in_order
from studylog.settings import Settings
from studylog.sources import BIB, Sources
from studylog.tasks import Task, read_tasks


@dataclass(frozen=True, slots=True)
class StudyLog:
    """The whole log. `posts` are newest first, the rest by path; `notes` maps the key of an entry
    to its page, `unreadable` the path of a notebook to what is wrong with it. `others` are files
    that are published as they are. `problems` holds what was found before any page was rendered."""

    bibliography: Bibliography = field(default_factory=Bibliography)
    posts: tuple[Post, ...] = ()
    pages: tuple[Page, ...] = ()
    notebooks: tuple[Notebook, ...] = ()
    tasks: tuple[Task, ...] = ()
    notes: Mapping[str, Page] = field(default_factory=dict)
    unreadable: Mapping[str, Problem] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_log(sources: Sources, settings: Settings = Settings()) -> StudyLog:
    """The log that the sources hold; a fault is a problem and costs its own file or entry."""
    bibliography = _read_bibliography(sources.files.get(BIB, b""))
    posts, problems = read_posts(
        ((p, c) for p, c in sources.under("posts", ".md", ".markdown")), settings.timezone
    )
    found = [*bibliography.problems, *problems]
    pages, faults = _read_each(sources, ("docs", "notebooks"), (".md", ".markdown"), _read_page)
    notebooks, unread = _read_each(sources, ("notebooks",), (".ipynb",), _read_notebook)
    found += [p for problems in (*faults.values(), *unread.values()) for p in problems]
    notes, strays = _notes(pages, bibliography)
    return StudyLog(
        bibliography=bibliography,
        posts=posts,
        pages=pages,
        notebooks=notebooks,
        tasks=tuple(_tasks(pages)),
        notes=notes,
        unreadable={path: p[0] for path, p in unread.items() if p and p[0].level == "error"},
        others=sources.others,
        problems=in_order([*found, *strays]),
    )


def _read_each(
    sources: Sources,
    folders: tuple[str, ...],
    endings: tuple[str, ...],
    read: Callable[[str, bytes], tuple[Any, tuple[Problem, ...]]],
) -> tuple[tuple[Any, ...], dict[str, tuple[Problem, ...]]]:
    """What could be read, by path, and the problems of each file."""
    values = []
    problems = {}
    for folder in folders:
        for path, content in sources.under(folder, *endings):
            value, problems[path] = read(path, content)
            if value is not None:
                values.append(value)
    return tuple(values), problems


def _tasks(pages: Iterable[Page]) -> Iterator[Task]:
    for page in pages:
        if page.meta.get("tasks") is not False:
            yield from read_tasks(page.path, page.body, page.line)


def _notes(
    pages: Iterable[Page], bibliography: Bibliography
) -> tuple[dict[str, Page], list[Problem]]:
    """The note of each entry, and a problem for each page in docs/papers/ that is nobody's."""
    notes: dict[str, Page] = {}
    strays = []
    for page in pages:
        folder, _, name = page.uri.rpartition("/")
        if folder != "papers" or name in ("index.md", "README.md"):
            continue
        key = _key_of(page, bibliography)
        if key is None:
            strays.append(_no_entry(page, bibliography))
        elif key in notes:
            said = f"the note is for entry '{key}', which has its note in {notes[key].path}"
            strays.append(Problem(page.path, None, said, "join the two files"))
        else:
            notes[key] = page
    return notes, strays


# Each file is read once for its content, however often the log is built in one process.
_read_bibliography = lru_cache(maxsize=4)(read_bibliography)
_read_page = lru_cache(maxsize=4096)(read_page)
_read_notebook = lru_cache(maxsize=256)(read_notebook)


def _key_of(page: Page, bibliography: Bibliography) -> str | None:
    """The key a note is named for: by the letter, else by the slug that stands in its address."""
    name = page.uri.removeprefix("papers/").rsplit(".", 1)[0]
    if name in bibliography.by_key:
        return name
    return next((e.key for e in bibliography.entries if e.slug == name.casefold()), None)


def _no_entry(page: Page, bibliography: Bibliography) -> Problem:
    name = page.uri.removeprefix("papers/").rsplit(".", 1)[0]
    hint = did_you_mean(name, bibliography.by_key) or "add the entry, or move the page elsewhere"
    return Problem(page.path, None, f"the note's name '{name}' is no key in {BIB}", hint)
