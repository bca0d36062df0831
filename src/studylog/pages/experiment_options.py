"""The YAML of an `experiments` block becomes `Options`: which notebooks, in what order and form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studylog.pages.block_options import Fault, no_option, no_words, read_block, words_of

_NAMES = ("show", "tag", "names", "sort", "columns", "limit")


@dataclass(frozen=True, slots=True)
class Options:
    """What a block asks for; an empty value leaves that to the table.

    `sort` is a column, with `-` before it for the greatest first. `show` is `notebook#label`: the
    block is then that output and no table.
    """

    show: str = ""
    tag: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    limit: int | None = None


def read_experiment_options(text: str) -> tuple[Options, tuple[Fault, ...]]:
    """The options of the block's text; what is not understood is a fault, and the rest counts.

    Which notebooks, labels and columns there are is not known here."""
    given, unread = read_block(text, like="limit: 5")
    faults = [*unread, *(no_option(name, _NAMES) for name in given if name not in _NAMES)]
    limit, found = _limit(given.get("limit", ""))
    lines = {name: _line(name, given.get(name, ""), faults) for name in ("show", "sort")}
    lists = {name: _list(name, given.get(name, ""), faults) for name in ("tag", "names", "columns")}
    return (
        Options(
            lines["show"], lists["tag"], lists["names"], lines["sort"], lists["columns"], limit
        ),
        (*faults, *found),
    )


def _line(name: str, value: object, faults: list[Fault]) -> str:
    """One text, which may hold commas, as the names of metrics do."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return " ".join(value[0].split())
    faults.append(Fault(f"'{name}' is no text", "write one in a line"))
    return ""


def _list(name: str, value: object, faults: list[Fault]) -> tuple[str, ...]:
    """The texts of a YAML list, or between the commas of one text."""
    words = words_of(value)
    if words is None:
        faults.append(no_words(name))
    return words or ()


def _limit(value: object) -> tuple[int | None, tuple[Fault, ...]]:
    if value == "":
        return None, ()
    if isinstance(value, str) and re.fullmatch(r"0*[1-9][0-9]{0,5}", value.strip()):
        return int(value), ()
    shown = value if isinstance(value, str) else "a list"
    return None, (Fault(f"'limit' is '{shown}'", "write a number from 1"),)
