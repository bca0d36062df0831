"""The elements of items, rows and headings get the states of the tasks they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from studylog.dialect import Block, Heading, Item, Row, Table, plain_text
from studylog.tasks import Mark, State, States
from studylog.tasks.marks import BOX, begins_with_sign

#: What stands before the word; told apart by their form.
GLYPHS: Mapping[State, str] = {"done": "✓", "partly": "◐", "maybe": "?", "open": "○"}


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
    return mark.box if mark else 0


def show_item(li: etree.Element, item: Item, shown: Shown) -> None:
    """The state stands before the item's text; a box that is no task stays a box."""
    state, mark = shown.of(item), shown.states.marks.get(item)
    if state:
        _declare(li, state)
    elif mark and mark.box:
        state = _of_box(mark)
    if state is None:
        return
    first = li[0] if not li.text and len(li) and li[0].tag == "p" else li
    chip = _chip(state)
    chip.tail, first.text = f" {(first.text or '').lstrip()}", ""
    first.insert(0, chip)


def _of_box(mark: Mark) -> State | None:
    return mark.state if mark.row == BOX else None


def show_row(tr: etree.Element, row: Row, table: Table, shown: Shown) -> None:
    """The state stands in the cell of the progress, by what that does not say already."""
    state, column = shown.of(row), shown.states.columns.get(table)
    if state is None or column is None or column >= len(tr):
        return
    _declare(tr, state)
    cell, typed = tr[column], plain_text(row.cells[column])
    is_said = state in typed.casefold()
    if begins_with_sign(typed.replace("\ufe0f", "")):
        if not is_said:
            cell.text = f"{(cell.text or '').rstrip()} "
            etree.SubElement(cell, "span", {"class": "task-state"}).text = AtomicString(state)
        return
    chip = _chip(state, word=not is_said)
    chip.tail, cell.text = f" {cell.text or ''}".rstrip(), ""
    cell.insert(0, chip)


def show_heading(heading: etree.Element, block: Heading, shown: Shown) -> None:
    if state := shown.of(block):
        _declare(heading, state)
        chip = _chip(state)
        chip.tail, heading.text = f" {heading.text or ''}", ""
        heading.insert(0, chip)


def _declare(element: etree.Element, state: State) -> None:
    element.set("class", "task")
    element.set("data-state", state)


def _chip(state: State, *, word: bool = True) -> etree.Element:
    """A glyph that is seen and a word that is seen and heard."""
    chip = etree.Element("span", {"class": "task-state"})
    glyph = etree.SubElement(chip, "span", {"class": "task-glyph", "aria-hidden": "true"})
    glyph.text = AtomicString(GLYPHS[state])
    if word:
        glyph.tail = AtomicString(f" {state}")
    return chip
