"""The weeks of the pages and the posts become links between them, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from studylog.phases.settings import read_week
from studylog.phases.weeks import Week
from studylog.posts import Post
from studylog.problem import Problem


@dataclass(frozen=True, slots=True)
class PostOfWeek:
    """A post, and the week of the heading that it is for."""

    week: int
    post: Post


@dataclass(frozen=True, slots=True)
class WeekOfPost:
    """A heading that a post is for: its page's path, its line and text, and the week."""

    path: str
    line: int
    heading: str
    week: int


@dataclass(frozen=True, slots=True)
class WeekLinks:
    """`posts` by the path of a page and the line of a heading, oldest first; `weeks` by the path
    of a post, in the order of the pages. `problems` holds what posts say of weeks in vain."""

    posts: Mapping[tuple[str, int], tuple[PostOfWeek, ...]] = field(default_factory=dict)
    weeks: Mapping[str, tuple[WeekOfPost, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def link_weeks(pages: Mapping[str, Sequence[Week]], posts: Iterable[Post]) -> WeekLinks:
    """Each heading of a week with its posts: those with `week: 3` in their front matter, else
    those that name no week and are dated in it. Drafts are left out."""
    told: dict[int, list[Post]] = {}
    untold: list[Post] = []
    problems: list[Problem] = []
    for post in sorted(posts, key=lambda p: (p.moment.at, p.path)):
        numbers, faults = read_week(post)
        problems += faults
        if not post.draft:
            untold += [] if numbers else [post]
            for number in numbers:
                told.setdefault(number, []).append(post)
    found = {
        (path, week.line): of_week
        for path, weeks in pages.items()
        for week in weeks
        if (of_week := tuple(_posts_of(week, told, untold)))
    }
    return WeekLinks(found, _turned(pages, found), tuple(problems))


def iso_week(day: str) -> tuple[int, int]:
    """Year and number of the ISO week that a day lies in.

    >>> iso_week("2020-04-24")
    (2020, 17)
    """
    year, week, _ = date.fromisoformat(day).isocalendar()
    return year, week


def _posts_of(
    week: Week, told: Mapping[int, Sequence[Post]], untold: Sequence[Post]
) -> Iterable[PostOfWeek]:
    by_number = [PostOfWeek(n, post) for n in week.numbers for post in told.get(n, ())]
    if by_number:
        once = {of_week.post.path: of_week for of_week in reversed(by_number)}
        return sorted(once.values(), key=lambda p: (p.post.moment.at, p.post.path))
    if not week.spans:
        return ()
    dated = ((post, date.fromisoformat(post.moment.day)) for post in untold)
    return [PostOfWeek(_number(week, day), post) for post, day in dated if week.holds(day)]


def _number(week: Week, day: date) -> int:
    """Which of the heading's weeks the day lies in, where each has its own dates."""
    if len(week.spans) != len(week.numbers):
        return week.numbers[0]
    held = (first <= day <= last for first, last in week.spans)
    return next(n for n, holds in zip(week.numbers, held, strict=True) if holds)


def _turned(
    pages: Mapping[str, Sequence[Week]],
    found: Mapping[tuple[str, int], Sequence[PostOfWeek]],
) -> dict[str, tuple[WeekOfPost, ...]]:
    weeks: dict[str, tuple[WeekOfPost, ...]] = {}
    for path, headings in pages.items():
        for week in headings:
            for of_week in found.get((path, week.line), ()):
                place = WeekOfPost(path, week.line, week.heading, of_week.week)
                weeks[of_week.post.path] = (*weeks.get(of_week.post.path, ()), place)
    return weeks
