"""The blocks of a page that are counted become its `Task`s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from studylog.dialect import Block, Heading, Item, Row, Table
from studylog.dialect.inline import OPAQUE
from studylog.tasks.columns import resource_column
from studylog.tasks.marks import Mark, plain, read_end_mark, read_mark
from studylog.tasks.places import Placed
from studylog.tasks.task import State, Task


def list_tasks(
    placed: Iterable[Placed],
    counted: Mapping[Block, State],
    marks: Mapping[Block, Mark],
    columns: Mapping[Block, int],
    path: str,
) -> Iterator[Task]:
    """The tasks in the order of the page; a heading that is a task stands below itself."""
    heading = None
    table: Table | None = None
    for p in placed:
        block = p.block
        if isinstance(block, Heading) and not p.quoted:
            heading = block.text
        elif isinstance(block, Table):
            table = block
        if block in counted:
            if isinstance(block, Row) and table is not None:
                text, mark = _of_row(table, block, columns.get(table))
            else:
                text, mark = _of_text(block, marks)
            name = mark.name if mark and OPAQUE not in mark.name else plain(text, opaque=False)
            yield Task(path, block.line, text.strip(), counted[block], heading, name)


def _of_row(table: Table, row: Row, progress: int | None) -> tuple[str, Mark | None]:
    """Its resource cell, with the mark in it if that is the cell of the progress too."""
    column = resource_column(table, row, progress)
    text = row.cells[column]
    return text, read_mark(text) if column == progress else None


def _of_text(block: Block, marks: Mapping[Block, Mark]) -> tuple[str, Mark | None]:
    if isinstance(block, Item):
        mark = marks.get(block)
        return block.text[mark.box if mark else 0 :], mark
    text = block.text if isinstance(block, Heading) else ""
    return text, read_end_mark(text)
