"""The headings that are marked and have no tasks below them become tasks themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studylog.dialect import Block, Heading
from studylog.tasks.marks import Mark
from studylog.tasks.places import Placed
from studylog.tasks.task import State


def marked_headings(
    placed: Sequence[Placed], marks: Mapping[Block, Mark], said: Mapping[Block, State | None]
) -> dict[Block, State | None]:
    """Their states, where `said` are those of everything else; read from the end upwards."""
    found: dict[Block, State | None] = {}
    below = [False] * 7  # whether a heading of each level would have tasks below it, stood it here
    for p in reversed(placed):
        if p.quoted:
            continue
        if isinstance(p.block, Heading):
            mark, level = marks.get(p.block), p.block.level
            counts = False
            if mark and not below[level]:
                found[p.block] = mark.state
                counts = mark.state is not None
            below = [n < level and (has or counts) for n, has in enumerate(below)]
        elif said.get(p.block):
            below = [True] * 7
    return found
