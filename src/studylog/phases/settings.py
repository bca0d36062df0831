"""The front matter of a page or post becomes what it says of years and weeks."""

from __future__ import annotations

import re
from datetime import date

from studylog.front_matter import text_of
from studylog.page import Page
from studylog.phases.calendar import Year
from studylog.phases.weeks import numbers_in
from studylog.posts import Post
from studylog.problem import Problem


def read_year(page: Page) -> tuple[Year | None, tuple[Problem, ...]]:
    """`year: 2025`, the year of the page's dates that have none."""
    if page.meta.get("year") is None:
        return None, ()
    written = _shown(page.meta["year"])
    if re.fullmatch(r"(?:19|20|21)[0-9]{2}", written):
        return Year(int(written), "front matter"), ()
    return None, (_fault(page, "year", written, "write the number alone, as in 'year: 2025'"),)


def read_start(page: Page) -> tuple[date | None, tuple[Problem, ...]]:
    """`start: 2025-05-19`, the first day of the page's week 1."""
    if page.meta.get("start") is None:
        return None, ()
    written = _shown(page.meta["start"])
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written), ()
        except ValueError:
            pass
    cure = "write the first day of week 1, as in 'start: 2025-05-19'"
    return None, (_fault(page, "start", written, cure),)


def read_week(post: Post) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """`week: 3`, the weeks that a post is of; also `[3, 4]`, `3-4` and `Week 3`."""
    given = post.meta.get("week")
    if given is None:
        return (), ()
    parts = given if isinstance(given, list) else [given]
    numbers = [numbers_in(re.sub(r"^weeks?\s+", "", _shown(part), flags=re.I)) for part in parts]
    if all(numbers):
        return tuple(dict.fromkeys(number for found in numbers for number in found)), ()
    cure = "write the number alone, as in 'week: 3', or a list such as 'week: [3, 4]'"
    return (), (_fault(post, "week", _shown(given), cure),)


def _shown(value: object) -> str:
    """The value in a message; a list or mapping as the YAML reader gave it, cut short."""
    return (text_of(value) or str(value))[:40]


def _fault(source: Page | Post, name: str, written: str, cure: str) -> Problem:
    line = source.meta_lines.get(name, 1)
    return Problem(source.path, line, f"the front matter has '{name}: {written}'", cure)
