"""A page's document becomes its tasks, their states, and the counts that sum them up."""

from studylog.tasks.marks import Mark, read_mark
from studylog.tasks.read import States, states_of
from studylog.tasks.rollup import Counts, Rollup, rollups_of
from studylog.tasks.task import STATES, State, Task

__all__ = [
    "STATES", "Counts", "Mark", "Rollup", "State", "States", "Task", "read_mark", "rollups_of",
    "states_of",
]  # fmt: skip
