"""A document becomes the state of each of its items, rows and headings, by the rules of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from studylog.dialect import Block, Document, Heading, Item, Row, Table
from studylog.problem import Problem
from studylog.tasks.columns import RowState, empty_column, progress_column, read_rows
from studylog.tasks.headings import marked_headings
from studylog.tasks.listing import list_tasks
from studylog.tasks.marks import QUESTION, Mark, read_end_mark, read_mark
from studylog.tasks.places import Placed, places
from studylog.tasks.task import State, Task
from studylog.tasks.unmarked import unmarked


@dataclass(frozen=True, slots=True)
class States:
    """`of` maps what is counted to its state, by identity and in the order of the page; `quoted`
    does so for what stands in quotations, which is shown and not counted.

    `marks` are those of items, also of such as are no task any more; `columns` gives the number
    of each table's progress column; `tasks` are those of `of`.
    """

    of: Mapping[Block, State] = field(default_factory=dict)
    quoted: Mapping[Block, State] = field(default_factory=dict)
    marks: Mapping[Block, Mark] = field(default_factory=dict)
    columns: Mapping[Block, int] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    problems: tuple[Problem, ...] = ()


def states_of(document: Document, path: str = "") -> States:
    """The states of a page; `path` is where its tasks and problems are said to be."""
    placed = places(document)
    marks: dict[Block, Mark] = {
        p.block: mark
        for p in placed
        if isinstance(p.block, Item) and (mark := read_mark(p.block.text))
    }
    headings: dict[Block, Mark] = {
        p.block: mark
        for p in placed
        if isinstance(p.block, Heading) and (mark := read_end_mark(p.block.text))
    }
    columns: dict[Block, int] = {
        p.block: column
        for p in placed
        if isinstance(p.block, Table) and (column := progress_column(p.block)) is not None
    }
    if _has_marks(placed, {**marks, **headings}, columns):
        columns |= _empty_columns(placed, columns)
    else:
        marks = {item: mark for item, mark in marks.items() if mark.row != QUESTION}
    rows = _rows(columns)
    said: dict[Block, State | None] = {block: mark.state for block, mark in marks.items()}
    said |= {row: r.state for row, r in rows.items()}
    said |= {item: "open" for item in unmarked(placed, marks)}
    said |= marked_headings(placed, headings, said)
    counted = _in_order((p for p in placed if not p.quoted), said)
    return States(
        of=counted,
        quoted=_in_order((p for p in placed if p.quoted), said),
        marks=marks,
        columns=columns,
        tasks=tuple(list_tasks(placed, counted, marks, columns, path)),
        problems=tuple(_problems(placed, {**marks, **headings}, rows, said, path)),
    )


def _has_marks(
    placed: Iterable[Placed], marks: Mapping[Block, Mark], columns: Mapping[Block, int]
) -> bool:
    """Whether the page says anything of the progress, beside questions."""
    for p in placed:
        mark = marks.get(p.block)
        speaks = mark is not None and mark.row != QUESTION and mark.state is not None
        if not p.quoted and (speaks or p.block in columns):
            return True
    return False


def _empty_columns(placed: Iterable[Placed], columns: Mapping[Block, int]) -> dict[Block, int]:
    tables = (p.block for p in placed if isinstance(p.block, Table) and p.block not in columns)
    return {table: column for table in tables if (column := empty_column(table)) is not None}


def _rows(columns: Mapping[Block, int]) -> dict[Block, RowState]:
    tables = ((table, n) for table, n in columns.items() if isinstance(table, Table))
    return {read.row: read for table, n in tables for read in read_rows(table, n)}


def _in_order(placed: Iterable[Placed], said: Mapping[Block, State | None]) -> dict[Block, State]:
    return {p.block: state for p in placed if (state := said.get(p.block))}


def _problems(
    placed: Iterable[Placed],
    marks: Mapping[Block, Mark],
    rows: Mapping[Block, RowState],
    said: Mapping[Block, State | None],
    path: str,
) -> Iterator[Problem]:
    for p in placed:
        faults = list(marks[p.block].faults) if p.block in marks and p.block in said else []
        if isinstance(p.block, Row) and p.block in rows and (fault := rows[p.block].fault):
            faults.append(fault)
        for fact, cure in faults if not p.quoted else ():
            yield Problem(path, p.block.line, fact, cure, "note")
