"""The mark of an item, or what stands in a progress column, becomes the status of an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studylog.bib.status import DROPPED, READ, READING, SKIMMED, TO_READ, meaning
from studylog.dialect import Item
from studylog.tasks.cells import Kind, read_cell
from studylog.tasks.marks import Mark, plain
from studylog.tasks.task import State
from studylog.tasks.words import words_at_end

#: The statuses that agree with a state, the first where no word says more.
_OF_STATE: Mapping[State, tuple[str, ...]] = {
    "done": (READ,),
    "partly": (READING, SKIMMED),
    "maybe": (TO_READ,),
    "open": (TO_READ,),
}
_DONE = re.compile(r"\b(?:done|finished|completed?)\b", re.I)


def status_of_item(item: Item, mark: Mark | None, state: State | None) -> str | None:
    """The status that an item of this mark and state has; None where it says nothing."""
    if mark and mark.state is None:
        return DROPPED
    if state is None:
        return None
    found = words_at_end(plain(item.text)) if mark else None
    word = found[0].written.strip("()[] .!") if found and found[0].state == state else ""
    return _status(state, word)


def status_of_cell(cell: str, state: State | None) -> str | None:
    """The status that the cell of a progress column says; `state` is that of its row."""
    text = plain(cell, opaque=False)
    if state is None:
        kind, said = read_cell(cell)
        laid_aside = kind is Kind.MARK and said is None
        return DROPPED if laid_aside else (meaning(text) if text else None)
    return _status(state, text)


def _status(state: State, said: str) -> str:
    """What the words say if that agrees with the state; a qualified `done` is skimmed."""
    if state == "partly" and _DONE.search(said):
        return SKIMMED
    word = meaning(said) if said else None
    return word if word in _OF_STATE[state] else _OF_STATE[state][0]
