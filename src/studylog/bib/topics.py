"""The keywords of an entry become its topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from studylog.bib.status import READ, READING, SKIMMED, TO_READ
from studylog.bib.text import plain
from studylog.words import folded

#: Joined in this order.
TOPIC_FIELDS = ("keywords", "keyword", "tags", "mendeley-tags")
#: Where a keyword may say a priority or a rating. Mendeley's tags only repeat those of others.
KEYWORD_FIELDS = ("keywords", "keyword", "tags")
#: Whole keywords that are statuses. `reading`, `done` and `new` are none: they are topics too.
STATUS_WORDS = {
    "read": READ, "skimmed": SKIMMED, "unread": TO_READ, "to read": TO_READ, "toread": TO_READ,
    "to_read": TO_READ, "currently reading": READING, "currently_reading": READING,
}  # fmt: skip
RANK_WORDS = {f"rank{n}": n for n in range(1, 6)}
PRIORITY_WORDS = {f"prio{n}": n for n in range(1, 4)}
_NO_TOPICS = frozenset(
    [*STATUS_WORDS, *RANK_WORDS, *PRIORITY_WORDS, "printed", "relevant", "qualityassured"]
)
_MARK = re.compile(r"\\.|[{};,]", re.S)


T = TypeVar("T")


class Keyword(NamedTuple):
    """A keyword as a reader sees it, and `same`, which all spellings of it share."""

    text: str
    same: str


def read_topics(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The keywords that are topics, each once; `Parent > Child` is one topic."""
    topics: dict[str, str] = {}
    for name in TOPIC_FIELDS:
        if name in fields:
            for keyword in split_keywords(fields[name]):
                if keyword.same not in _NO_TOPICS:
                    topics.setdefault(keyword.same, keyword.text)
    return tuple(topics.values())


@lru_cache(maxsize=1024)
def split_keywords(value: str) -> tuple[Keyword, ...]:
    """Decoded parts between `;` if there is one outside braces, else between `,`."""
    return tuple(keyword for part in _split(value) if (keyword := _keyword(part)).text)


def said_in_keywords(
    fields: Mapping[str, str], names: Iterable[str], words: Mapping[str, T]
) -> list[tuple[str, T]]:
    """The meanings of the keywords that are one of the words, each with its field."""
    return [
        (name, words[word])
        for name in names
        if name in fields
        for word in _no_topics_in(fields[name])
        if word in words
    ]


@lru_cache(maxsize=1024)
def _no_topics_in(value: str) -> tuple[str, ...]:
    return tuple(keyword.same for keyword in split_keywords(value) if keyword.same in _NO_TOPICS)


@lru_cache(maxsize=8192)
def _keyword(written: str) -> Keyword:
    text = " ".join(plain(written).split())
    return Keyword(text, folded(text))


def _split(value: str) -> list[str]:
    if not any(c in value for c in "\\{}"):
        return value.split(";" if ";" in value else ",")
    value = _without_outer_braces(value)
    cuts = _separators(value)
    separator = ";" if ";" in cuts.values() else ","
    ends = [at for at, found in cuts.items() if found == separator]
    starts = [0, *(end + 1 for end in ends)]
    return [value[start:end] for start, end in zip(starts, [*ends, len(value)], strict=True)]


def _separators(value: str) -> dict[int, str]:
    """Where a `;` or `,` stands outside braces; `\\,` is a blank of TeX."""
    cuts: dict[int, str] = {}
    depth = 0
    for mark in _MARK.finditer(value):
        depth = max(0, depth + {"{": 1, "}": -1}.get(mark[0], 0))
        if depth == 0 and mark[0] in (";", ","):
            cuts[mark.start()] = mark[0]
    return cuts


def _without_outer_braces(value: str) -> str:
    """`{A; B}` as `A; B`: Web of Science writes all its values in double braces."""
    for _ in range(3):  # no further, so that a value of nothing but braces takes no time
        value = value.strip()
        if not value.startswith("{") or _end_of_group(value) != len(value):
            break
        value = value[1:-1]
    return value


def _end_of_group(value: str) -> int:
    """Where the group ends that begins with the value."""
    depth = 0
    for mark in _MARK.finditer(value):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0:
            return mark.end()
    return -1
