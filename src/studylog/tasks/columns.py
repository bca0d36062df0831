"""A table becomes the column that tells its progress, and the state of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from studylog.dialect import Row, Table, links_of
from studylog.dialect.inline import NO_REFERENCES, References
from studylog.problem import did_you_mean
from studylog.tasks.cells import CELL_WORDS, Cell, Kind, read_cell
from studylog.tasks.marks import begins_with_sign, plain, read_mark
from studylog.tasks.task import State

_PROGRESS = (
    "progress", "status", "state", "done", "completed", "finished", "read", "watched", "check",
    "✅", "✔", "☑",
)  # fmt: skip
_RESOURCE = ("resource", "title", "paper", "course", "book", "name")
_FORMAT = ("format", "type", "kind")
_MOST_SHOWN = 40


class RowState(NamedTuple):
    """`state` is None of a row that is not counted; `fault` is then the fact and the cure."""

    row: Row
    state: State | None
    fault: tuple[str, str] | None = None


def progress_column(table: Table) -> int | None:
    """The number, from 0, of the first column that is headed so and holds marks; else of the only
    one in which every cell begins with a sign. With two of those, the table compares things."""
    for n in headed_columns(table):
        kinds = [read_cell(written).kind for written in _filled(table, n)]
        if kinds and 2 * kinds.count(Kind.MARK) >= len(kinds):
            return n
    signed = [n for n in range(len(table.header)) if _all_signed(_filled(table, n))]
    return signed[0] if len(signed) == 1 else None


def empty_column(table: Table) -> int | None:
    """The first column headed so that nobody has filled yet; it counts on a page with marks."""
    return next((n for n in headed_columns(table) if not _filled(table, n)), None)


def read_rows(table: Table, column: int) -> Iterator[RowState]:
    """The state of each row that has any text."""
    name = plain(table.header[column], opaque=False) or "progress"
    for row in table.rows:
        if any(cell.strip() for cell in row.cells):
            written = _cell(row, column)
            cell = read_cell(written)
            yield RowState(row, cell.state, _fault(cell, name, written))


def resource_column(
    table: Table, row: Row, progress: int | None, references: References = NO_REFERENCES
) -> int:
    """Where the row names what it is about: the column headed so, else the first with a link,
    else the first that tells neither progress nor format."""
    names = [_header(cell) for cell in table.header]
    for name in _RESOURCE:
        for n, header in enumerate(names):
            if header in (name, name + "s"):
                return n
    linked = (n for n in range(len(names)) if links_of(_cell(row, n), references))
    others = (
        n
        for n, name in enumerate(names)
        if name not in _FORMAT and (n != progress or _says_more(name, _cell(row, n)))
    )
    return next(linked, next(others, progress or 0))


def _says_more(header: str, cell: str) -> bool:
    """Whether a column that is known by its signs alone has words behind them."""
    mark = read_mark(cell) if header not in _PROGRESS else None
    return mark is not None and bool(mark.name)


def headed_columns(table: Table) -> list[int]:
    """The numbers of the columns whose headers are words for progress."""
    return [n for n, cell in enumerate(table.header) if _header(cell) in _PROGRESS]


def _header(markdown: str) -> str:
    return plain(markdown, opaque=False).casefold().removesuffix("?").rstrip()


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _filled(table: Table, column: int) -> list[str]:
    """The Markdown of the column's cells that hold anything."""
    return [cell for row in table.rows if (cell := _cell(row, column)).strip()]


def _all_signed(cells: list[str]) -> bool:
    return bool(cells) and all(begins_with_sign(plain(cell, opaque=False)) for cell in cells)


def _fault(cell: Cell, name: str, written: str) -> tuple[str, str] | None:
    if cell.kind is not Kind.UNKNOWN or cell.state is not None:
        return None
    value = plain(written, opaque=False)
    shown = value if len(value) <= _MOST_SHOWN else value[: _MOST_SHOWN - 1] + "…"
    hint = did_you_mean(value, CELL_WORDS) or "known are done, partly, maybe, open and dropped"
    return f"the row's {name} is '{shown}', so it is not counted", hint
