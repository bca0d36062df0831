"""Entries become a list in the order of one column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studylog.bib import STATUSES, Entry
from studylog.pages.render import type_word


def in_order(entries: Sequence[Entry], sort: str | None) -> list[Entry]:
    """Sorted by the column, `-` before it for the greatest first; ties keep their order.

    Entries without a value come last in both directions.
    """
    if not sort:
        return list(entries)
    column = sort.removeprefix("-")
    having = [entry for entry in entries if _value(entry, column) is not None]
    lacking = [entry for entry in entries if _value(entry, column) is None]
    having.sort(key=lambda entry: _value(entry, column), reverse=sort.startswith("-"))
    return having + lacking


def _value(entry: Entry, column: str) -> Any:
    """What the column is sorted by: authors by the first one's family name, types by the words
    that are shown, statuses in the order of the list's sections; None where there is nothing."""
    value = getattr(entry, column)
    if column == "authors":
        value = value and value[0].family
    elif column == "topics":
        value = ", ".join(value)
    elif column == "title":
        value = value or entry.key
    elif column == "type":
        value = type_word(entry)
    elif column == "status" and value:
        known = list(STATUSES)
        return (known.index(value) if value in known else len(known), value.casefold())
    if isinstance(value, int):
        return value
    return str(value).casefold() if value else None
