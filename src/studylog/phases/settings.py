"""The front matter of a page or post becomes what it says of years and weeks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from studylog.front_matter import text_of
from studylog.phases.calendar import Year
from studylog.phases.weeks import numbers_in
from studylog.problem import Problem


def read_year(meta: Mapping[str, Any], path: str) -> tuple[Year | None, tuple[Problem, ...]]:
    """`year: 2025`, the year of the page's dates that have none."""
    if meta.get("year") is None:
        return None, ()
    written = _shown(meta["year"])
    if re.fullmatch(r"(?:19|20|21)[0-9]{2}", written):
        return Year(int(written), "front matter"), ()
    return None, (_fault(path, "year", written, "write the number alone, as in 'year: 2025'"),)


def read_start(meta: Mapping[str, Any], path: str) -> tuple[date | None, tuple[Problem, ...]]:
    """`start: 2025-05-19`, the first day of the page's week 1."""
    if meta.get("start") is None:
        return None, ()
    written = _shown(meta["start"])
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        try:
            return date.fromisoformat(written), ()
        except ValueError:
            pass
    cure = "write the first day of week 1, as in 'start: 2025-05-19'"
    return None, (_fault(path, "start", written, cure),)


def read_week(meta: Mapping[str, Any], path: str) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """`week: 3`, the weeks that a post is of; also `[3, 4]`, `3-4` and `Week 3`."""
    given = meta.get("week")
    if given is None:
        return (), ()
    parts = given if isinstance(given, list) else [given]
    numbers = [numbers_in(re.sub(r"^weeks?\s+", "", _shown(part), flags=re.I)) for part in parts]
    if all(numbers):
        return tuple(dict.fromkeys(number for found in numbers for number in found)), ()
    cure = "write the number alone, as in 'week: 3', or a list such as 'week: [3, 4]'"
    return (), (_fault(path, "week", _shown(given), cure),)


def _shown(value: object) -> str:
    """The value in a message; a list or mapping as the YAML reader gave it, cut short."""
    return (text_of(value) or str(value))[:40]


def _fault(path: str, name: str, written: str, cure: str) -> Problem:
    return Problem(path, 1, f"the front matter has '{name}: {written}'", cure)
