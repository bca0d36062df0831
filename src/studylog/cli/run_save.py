"""Runs become changes of the notebooks that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studylog.cli.run_lines import said_of
from studylog.cli.run_sum import Outcome
from studylog.notebooks.splice import splice_run
from studylog.problem import Problem
from studylog.runs import Run
from studylog.writing import Change


def changes_of(root: Path, outcome: Outcome) -> tuple[list[Change], list[Problem]]:
    """The changes that write the runs into the files as these are now, and what stands in the way.

    A notebook that is up to date gets its kept run; a run that stopped is not written over the
    outputs of an earlier one.
    """
    found = [_change(root, path, run, path in outcome.ran) for path, run in _runs(outcome)]
    changes = [c for c in found if isinstance(c, Change) and c.before != c.after]
    return changes, [p for p in found if isinstance(p, Problem)]


def _runs(outcome: Outcome) -> Iterator[tuple[str, Run]]:
    for path, end in outcome.ends.items():
        kept = outcome.plan.choices[path].shown.run
        if run := outcome.ran.get(path):
            yield path, run
        elif end == "current" and kept:
            yield path, kept


def _change(root: Path, path: str, run: Run, is_new: bool) -> Change | Problem | None:
    if run.record.fault:
        said = f"the run {said_of(run)}, so its outputs were not saved"
        return Problem(path, None, said, level="note")
    try:
        before = (root / path).read_bytes()
    except OSError:
        return Problem(path, None, "the file can't be read any more", "restore it", "error")
    after = splice_run(path, before, run)
    if isinstance(after, Problem):
        return after if is_new or after.level == "error" else None
    return Change(path, before, after)
