"""The YAML of a `reading-list` block becomes `Options`: which entries, in what order and form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from studylog.bib.status import ALIASES, STATUSES, normalise, read_status
from studylog.pages.block_options import Fault, no_option, no_words, read_block, words_of
from studylog.problem import did_you_mean, did_you_mean_one_of, nearest

__all__ = ["COLUMNS", "NONE", "SORTABLE", "Fault", "Options", "read_list_options"]

COLUMNS = (
    "title", "authors", "year", "venue", "topics", "links", "status", "type", "added", "started",
    "finished", "rating", "priority", "key",
)  # fmt: skip
SORTABLE = tuple(c for c in COLUMNS if c != "links")
#: How the option names entries that have no status.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Options:
    """What a block asks for; an empty value leaves that to the list.

    `status` holds "" for entries without one, `sort` is a column, with `-` before it for the
    greatest first.
    """

    status: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    sort: str | None = None
    columns: tuple[str, ...] = ()
    limit: int | None = None


def read_list_options(text: str) -> tuple[Options, tuple[Fault, ...]]:
    """The options of the block's text; what is not understood is a fault, and the rest counts."""
    given, unread = read_block(text, like="limit: 10")
    kept: dict[str, Any] = {}
    faults = [*unread]
    for name, value in given.items():
        if name not in _READERS:
            faults.append(no_option(name, _READERS))
        elif (words := words_of(value)) is None:
            faults.append(no_words(name))
        elif words:
            kept[name], found = _READERS[name](words)
            faults += found
    return Options(**kept), tuple(faults)


_Words = tuple[str, ...]


def _status(words: _Words) -> tuple[_Words, list[Fault]]:
    known = {word: "" if normalise(word) == NONE else read_status(word) for word in words}
    found = known.values()  # an unknown one names its own group, or nothing
    faults = [
        Fault(f"there is no status '{word}'", _status_hint(word))
        for word, status in known.items()
        if status != "" and status not in STATUSES
    ]
    return tuple(status for status in dict.fromkeys(found) if status is not None), faults


def _status_hint(word: str) -> str:
    """The nearest statuses in their order; a misspelt alias stands for its status."""
    near = {ALIASES.get(name, name) for name in nearest(normalise(word), (*ALIASES, NONE))}
    names = (*STATUSES, NONE)
    hint = did_you_mean_one_of(name for name in names if name in near)
    return hint or "known are " + ", ".join(names)


def _topic(words: _Words) -> tuple[_Words, list[Fault]]:
    return words, []


def _columns(words: _Words) -> tuple[_Words, list[Fault]]:
    faults = [_no_column(word, COLUMNS) for word in words if word.lower() not in COLUMNS]
    return tuple(word.lower() for word in words if word.lower() in COLUMNS), faults


def _sort(words: _Words) -> tuple[str | None, list[Fault]]:
    column = words[0].lower().removeprefix("-").strip()
    if len(words) > 1:
        return None, [Fault(f"'sort' names {len(words)} columns", "name one")]
    if column not in SORTABLE:
        return None, [_no_column(column, SORTABLE)]
    return ("-" if words[0].startswith("-") else "") + column, []


def _no_column(word: str, names: Iterable[str]) -> Fault:
    hint = did_you_mean(word, names) or "known are " + ", ".join(names)
    return Fault(f"there is no column '{word}'" + (" to sort by" * (names is SORTABLE)), hint)


def _limit(words: _Words) -> tuple[int | None, list[Fault]]:
    if len(words) == 1 and re.fullmatch(r"0*[1-9][0-9]{0,5}", words[0]):
        return int(words[0]), []
    return None, [Fault(f"'limit' is '{', '.join(words)}'", "write a number from 1")]


#: The options by name, each with what reads its words.
_READERS: Mapping[str, Callable[[_Words], tuple[Any, list[Fault]]]] = {
    "status": _status,
    "topic": _topic,
    "sort": _sort,
    "columns": _columns,
    "limit": _limit,
}
