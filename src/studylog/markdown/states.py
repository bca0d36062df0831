"""The elements of items, rows and headings get the states of the tasks they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from studylog.dialect import Block, Heading, Item, Row, Table, plain_text
from studylog.tasks import Mark, State, States
from studylog.tasks.marks import BOX, sign_at_start

#: What stands before the word; told apart by their form.
GLYPHS: Mapping[State, str] = {"done": "✓", "partly": "◐", "maybe": "?", "open": "○"}

#: A box without any text is nothing to do, and shown as it would be.
_EMPTY: Mapping[str, State] = {"[ ]": "open", "[x]": "done", "[X]": "done"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows beside its text: the `states` of its blocks, and `below` headings, by
    their lines, some HTML."""

    states: States = field(default_factory=States)
    below: Mapping[int, str] = field(default_factory=dict)

    def of(self, block: Block) -> State | None:
        return self.states.of.get(block) or self.states.quoted.get(block)


def box_length(item: Item, shown: Shown) -> int:
    """The length of the typed box, which the page shows as what it stands for."""
    mark = shown.states.marks.get(item)
    if mark is None:
        return len(item.text) if item.text in _EMPTY else 0
    return mark.box if mark.state else 0


def show_item(li: etree.Element, item: Item, shown: Shown) -> None:
    """The state stands before the item's text; a box that is no task stays a box."""
    state, mark = shown.of(item), shown.states.marks.get(item)
    if state:
        _declare(li, state)
    else:
        state = _of_box(mark) if mark and mark.box else _EMPTY.get(item.text)
    if state is None:
        return
    first = li[0] if not li.text and len(li) and li[0].tag == "p" else li
    _put_before(first, state)


def _of_box(mark: Mark) -> State | None:
    return mark.state if mark.row == BOX else None


def show_row(tr: etree.Element, row: Row, table: Table, shown: Shown) -> None:
    """The state stands in the cell of the progress, by what that does not say already."""
    state, column = shown.of(row), shown.states.columns.get(table)
    if state is None or column is None or column >= len(tr):
        return
    _declare(tr, state)
    words = re.findall(r"\w+", plain_text(row.cells[column]).casefold())
    _put_before(tr[column], state, word=state not in words)


def show_heading(heading: etree.Element, block: Heading, shown: Shown) -> None:
    if state := shown.of(block):
        _declare(heading, state)
        _put_before(heading, state)


def _put_before(element: etree.Element, state: State, *, word: bool = True) -> None:
    """The state before the text; a sign typed there stays in the page, and is seen once."""
    text = (element.text or "").strip() if len(element) == 0 else (element.text or "").lstrip()
    chip, element.text = _chip(state, word=word), ""
    element.insert(0, chip)
    if sign := sign_at_start(text):
        typed = etree.Element("span", {"class": "task-typed", "aria-hidden": "true"})
        typed.text, text = sign, text[len(sign) :].lstrip()
        typed.tail = f" {text}" if text else ""
        element.insert(1, typed)
        chip.tail = " "
    else:
        chip.tail = f" {text}" if text else ""


def _declare(element: etree.Element, state: State) -> None:
    element.set("class", f"{element.get('class', '')} task".strip())
    element.set("data-state", state)


def _chip(state: State, *, word: bool = True) -> etree.Element:
    """A glyph that is seen and a word that is seen and heard."""
    chip = etree.Element("span", {"class": "task-state"})
    glyph = etree.SubElement(chip, "span", {"class": "task-glyph", "aria-hidden": "true"})
    glyph.text = AtomicString(GLYPHS[state])
    if word:
        glyph.tail = AtomicString(f" {state}")
    return chip
