"""Cards of experiments become a table: its columns, and its rows in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from studylog.pages.experiment_cards import Card
from studylog.pages.experiment_values import Value, named, shared_keys, sort_key, value_key
from studylog.pages.list_options import Fault
from studylog.pages.render import render
from studylog.problem import did_you_mean

#: So many numbers of an experiment are seen at once; the others unfold.
_SEEN = 4
Kind = Literal["title", "date", "run", "value", "numbers"]
Sort = Literal["ascending", "descending", ""]
#: The columns that every table can have.
_OWN: Mapping[str, Kind] = {"title": "title", "date": "date", "run": "run", "numbers": "numbers"}


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is that of a value; `title` is the heading, `sort` of aria-sort, `numeric` where every
    value there is a number."""

    kind: Kind
    title: str
    key: str = ""
    numeric: bool = False
    sort: Sort = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`rest` are the values that no column shows: those seen at once, and those to unfold."""

    card: Card
    seen: tuple[Value, ...] = ()
    folded: tuple[Value, ...] = ()


def default_columns(cards: Sequence[Card], most: int) -> tuple[str, ...]:
    """What a table of these cards shows: names that two experiments share have a column each, and
    the other numbers of an experiment stand in its row."""
    rows = [card.values for card in cards]
    shared = shared_keys(rows, most)
    columns = ["title"]
    columns += ["date"] * any(card.day for card in cards)
    columns += ["run"] * any(card.ran or card.badge for card in cards)
    columns += shared
    columns += ["numbers"] * any(row.keys() - set(shared) for row in rows)
    return tuple(columns)


def find_columns(
    cards: Sequence[Card], asked: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Those of the columns that are there, the title first; each other is a fault."""
    names = named(c.values for c in cards)
    found = [(word, _key(word, names)) for word in asked]
    faults = [_no_column(word, names.values()) for word, key in found if key is None]
    keys = dict.fromkeys(["title", *(key for _, key in found if key is not None)])
    return (tuple(keys) if asked else ()), tuple(faults)


def in_order(cards: Sequence[Card], sort: str) -> tuple[tuple[Card, ...], tuple[Fault, ...]]:
    """Sorted by the column, `-` before it for the greatest first; cards without a value come last
    in both directions, ties keep their order."""
    names = named(c.values for c in cards)
    word = sort.removeprefix("-").strip()
    key = _key(word, names)
    if not word:
        return tuple(cards), ()
    if key is None or key == "numbers":
        return tuple(cards), (_no_column(word, names.values(), " to sort by"),)
    keyed = [(_place(card, key), card) for card in cards]
    having = [(place, card) for place, card in keyed if place is not None]
    having.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return (*(card for _, card in having), *(c for place, c in keyed if place is None)), ()


def render_table(
    cards: Sequence[Card], keys: Sequence[str], page: str, *, sort: str = "", whole: bool = False
) -> str:
    """The table of the cards as they come; `sort` is what they are sorted by, `whole` says that it
    is the index of all experiments, which has a figure in each row."""
    columns = _columns(cards, keys, sort)
    shown = {column.key for column in columns}
    rows = [_row(card, shown) for card in cards]
    return render("experiment_table.html", page, columns=columns, rows=rows, whole=whole)


def _row(card: Card, shown: set[str]) -> Row:
    rest = [value for key, value in card.values.items() if key not in shown]
    seen = _SEEN if len(rest) > _SEEN + 1 else len(rest)  # a fold for one number is no gain
    return Row(card, tuple(rest[:seen]), tuple(rest[seen:]))


def _columns(cards: Sequence[Card], keys: Sequence[str], sort: str) -> tuple[Column, ...]:
    names = named(c.values for c in cards)
    others = "Other numbers" if set(keys) - set(_OWN) else "Numbers"
    titles = {"title": "Experiment", "date": "Date", "run": "Run", "numbers": others}
    by = _key(sort.removeprefix("-").strip(), names) if sort else "date"
    way: Sort = "descending" if sort.startswith("-") or not sort else "ascending"
    return tuple(
        Column(
            kind=_OWN.get(key, "value"),
            title=titles.get(key) or names[key],
            key=key,
            numeric=all(c.values[key].number is not None for c in cards if key in c.values),
            sort=way if key == by else "",
        )
        for key in keys
    )


def _key(word: str, names: dict[str, str]) -> str | None:
    """What a column is known by; one of our own before a value of the same name."""
    key = value_key(word)
    return key if key in _OWN or key in names else None


def _no_column(word: str, names: Iterable[str], use: str = "") -> Fault:
    known = [*_OWN, *names]
    hint = did_you_mean(word, known) or "known are " + ", ".join(known[:12])
    return Fault(f"there is no column '{word}'{use}", hint)


def _place(card: Card, key: str) -> tuple[int, float, str] | None:
    """What a card is sorted by in a column."""
    if key == "title":
        return 1, 0.0, card.notebook.title.casefold()
    if key == "date":
        return (1, 0.0, card.day) if card.day else None
    if key == "run":
        return (0, card.seconds, "") if card.seconds is not None else None
    return sort_key(card.values.get(key))
