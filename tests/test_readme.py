"""What the README says of marks and commands is what is there."""

from __future__ import annotations

import re

import pytest

from studylog.cli import main
from studylog.tasks import STATES
from studylog.tasks.cells import read_cell
from studylog.tasks.marks import read_mark
from tests.logs import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
ROWS = [row.split("|")[1:4] for row in README.split("\n") if row.startswith("|")]
MARKS = [
    (row[0].strip(), column, mark)
    for row in ROWS
    if row[0].strip() in {*STATES, "no task any more"}
    for column in (1, 2)
    for mark in re.findall(r"`([^`]*)`", row[column])
]


@pytest.mark.parametrize(("state", "column", "written"), MARKS)
def test_each_mark_of_the_readme_means_what_it_says(state: str, column: int, written: str) -> None:
    if column == 2:
        found = {read_cell(written).state}
    else:
        marks = map(read_mark, (f"{written} A", f"A {written}", written))
        found = {mark.state for mark in marks if mark}
    assert found == {None if state == "no task any more" else state}


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^(?:\$ )?studylog ([a-z]+)", README, re.M))
    assert named == set(main.commands)
