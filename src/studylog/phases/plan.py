"""The pages and posts of a log become its plan: phases, weeks, and the posts of each week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studylog.history import History
from studylog.page import Page
from studylog.phases.calendar import Year
from studylog.phases.headings import Titled
from studylog.phases.links import WeekLinks, link_weeks
from studylog.phases.read import Phases, read_phases
from studylog.phases.settings import read_start, read_year
from studylog.phases.weeks import Week, read_weeks
from studylog.posts import Post
from studylog.problem import Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """`phases` are those of each page with dates, by its path; `weeks` the links between headings
    of weeks and posts."""

    phases: Mapping[str, Phases] = field(default_factory=dict)
    weeks: WeekLinks = field(default_factory=WeekLinks)
    problems: tuple[Problem, ...] = ()


def read_plan(
    pages: Iterable[Page],
    headings: Mapping[str, Sequence[Titled]],
    posts: Sequence[Post],
    history: History,
) -> Plan:
    """The plan, from the headings of each page by its path; `history` dates the pages that name no
    year. No link leads to a week of a draft."""
    phases: dict[str, Phases] = {}
    weeks: dict[str, tuple[Week, ...]] = {}
    problems: list[Problem] = []
    for page in pages:
        titled = headings.get(page.path, ())
        own = read_phases(titled, page.path, _year(page, history), history.missing)
        if own.phases or own.unread:
            phases[page.path] = own
        start, faults = read_start(page)
        found = read_weeks(titled, start, own.phases)
        problems += (*own.problems, *(faults if found else ()), *_wrong_year(page, own))
        if found and not page.draft:
            weeks[page.path] = found
    links = link_weeks(weeks, posts)
    return Plan(phases, links, (*problems, *links.problems))


def _year(page: Page, history: History) -> Year | None:
    """The page's own `year:`, else that of its first commit."""
    own, _ = read_year(page)
    first = history.years.get(page.path)
    return own or (Year(first, "first commit") if first is not None else None)


def _wrong_year(page: Page, phases: Phases) -> Iterator[Problem]:
    """A `year:` that can't be read matters where dates have none; else it may mean anything."""
    if phases.needs_year:
        yield from read_year(page)[1]
