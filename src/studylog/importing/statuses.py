"""The tables of a page become notes on the columns of progress that say no status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from studylog.dialect import Document, Row, Table, walk
from studylog.importing.status import status_of_cell
from studylog.problem import Problem, nearest
from studylog.tasks import States
from studylog.tasks.cells import CELL_WORDS, Kind, read_cell
from studylog.tasks.columns import headed_columns
from studylog.tasks.marks import plain

#: So many of the values that are not known are told, each with its nearest word.
_MOST_TOLD = 3
_LONGEST = 40
_KNOWN = "known are done, partly, maybe, open and dropped"


def unread_statuses(document: Document, states: States, path: str) -> Iterator[Problem]:
    """A note at each table whose column of progress, or some value in it, could not be read.

    A column that is only headed like one, such as `State` with the names of countries, is none.
    """
    for table in walk(document, quotes=False):
        if isinstance(table, Table):
            column = states.columns.get(table)
            told = _of_unread(table) if column is None else _of_read(table, column, states)
            if told:
                yield Problem(path, table.line, *told, "note")


def _of_unread(table: Table) -> tuple[str, str] | None:
    for column in headed_columns(table):
        values = [cell for row in table.rows if (cell := _value(row, column))]
        unknown = [value for value in values if read_cell(value).kind is not Kind.MARK]
        known = len(values) - len(unknown)
        if known or any(map(_nearest, _shown(unknown))):
            said = f"column '{_named(table, column)}' is not read: {known} of {len(values)} values"
            return f"{said} {'is' if known == 1 else 'are'} known", _cure(unknown)
    return None


def _of_read(table: Table, column: int, states: States) -> tuple[str, str] | None:
    cells = [(value, row) for row in table.rows if (value := _value(row, column))]
    unknown = [value for value, row in cells if status_of_cell(value, states.of.get(row)) is None]
    if not unknown:
        return None
    said = f"{len(unknown)} of {len(cells)} values in column '{_named(table, column)}'"
    verb = (
        "is not known, so its row has" if len(unknown) == 1 else "are not known, so their rows have"
    )
    return f"{said} {verb} no status", _cure(unknown)


def _cure(unknown: Sequence[str]) -> str:
    """`write 'done' for 'doen'` where a word is near, else the words that are known."""
    cures = [f"'{near}' for '{value}'" for value in _shown(unknown) if (near := _nearest(value))]
    return f"write {', '.join(cures)}" if cures else _KNOWN


def _shown(cells: Sequence[str]) -> Iterator[str]:
    """The first of the values as a reader sees them, each once."""
    values = dict.fromkeys(plain(cell, opaque=False) for cell in cells)
    return islice((value for value in values if len(value) <= _LONGEST), _MOST_TOLD)


def _nearest(value: str) -> str:
    return next(iter(nearest(value, CELL_WORDS)), "")


def _value(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _named(table: Table, column: int) -> str:
    return plain(table.header[column], opaque=False) or "progress"
