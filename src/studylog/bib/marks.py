"""Rating and priority of an entry, written as a number, a word, stars or a keyword."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studylog.bib.fault import Fault
from studylog.bib.text import plain
from studylog.bib.topics import KEYWORD_FIELDS, PRIORITY_WORDS, RANK_WORDS, said_in_keywords

RATING_FIELDS = ("rating", "ranking")
PRIORITY_FIELDS = ("priority",)

_RATINGS = RANK_WORDS | {str(n): n for n in range(6)}
_PRIORITIES = PRIORITY_WORDS | {str(n): n for n in range(1, 4)} | {"high": 1, "medium": 2, "low": 3}
_OF_FIVE = re.compile(r"([0-5])\s*/\s*5")
_STARS = re.compile(r"([★⭐]{0,5})[☆✩]{0,5}")


@dataclass(frozen=True, slots=True)
class Mark:
    """The number, or None; the fields that gave one, and what can't be read."""

    value: int | None = None
    fields: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


_NO_MARK = Mark()


def read_rating(fields: Mapping[str, str]) -> Mark:
    """A rating from 1 to 5; 0 is none."""
    return _mark(fields, RATING_FIELDS, rating_in, RANK_WORDS)


def read_priority(fields: Mapping[str, str]) -> Mark:
    """A priority from 1, the most urgent, to 3."""
    return _mark(fields, PRIORITY_FIELDS, priority_in, PRIORITY_WORDS)


def _mark(
    fields: Mapping[str, str],
    names: Sequence[str],
    read: Callable[[str], int | None],
    words: Mapping[str, int],
) -> Mark:
    """The mark of the first field that gives one, else of the first keyword that is one."""
    in_keywords = said_in_keywords(fields, KEYWORD_FIELDS, words)
    written = _written(fields, names)
    if not written and not in_keywords:
        return _NO_MARK
    numbers = [*((name, read(text)) for name, text in written), *in_keywords]
    given = [(name, number) for name, number in numbers if number]
    faults = tuple(
        Fault(name, f"has {name} '{text}'", f"write a number from 1 to {len(words)}")
        for name, text in written
        if read(text) is None
    )
    return Mark(given[0][1] if given else None, tuple(name for name, _ in given), faults)


def _written(fields: Mapping[str, str], names: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (name, text) for name in names if name in fields and (text := plain(fields[name]).strip())
    ]


@lru_cache(maxsize=256)
def rating_in(written: str) -> int | None:
    """`4`, `4/5`, `rank4` and `★★★★☆` as 4; None for other scales."""
    if found := _OF_FIVE.fullmatch(written):
        return int(found[1])
    stars = written.replace("\ufe0f", "")
    if stars and (found := _STARS.fullmatch(stars)) and len(stars) <= 5:
        return len(found[1])
    return _RATINGS.get(written.casefold())


@lru_cache(maxsize=256)
def priority_in(written: str) -> int | None:
    """`1`, `prio1` and `high` as 1; None for other scales."""
    return _PRIORITIES.get(written.casefold())
