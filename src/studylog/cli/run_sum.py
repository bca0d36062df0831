"""What became of each notebook becomes the lines, the sum and the JSON of `studylog run`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from studylog.runs import Choice, Run

if TYPE_CHECKING:  # what it imports may not be installed
    from studylog.execution.plan import Plan

End = Literal["ran", "stopped", "unfinished", "current", "unverified", "never", "no-code"]

#: Behind a number: of one notebook, and of several. Those without code are not spoken of.
_SAID: Mapping[End, tuple[str, str]] = {
    "ran": ("ran", "ran"),
    "stopped": ("stopped at an error", "stopped at an error"),
    "unfinished": ("was ended before its time", "were ended before their time"),
    "current": ("was up to date", "were up to date"),
    "unverified": (
        "has stored outputs of an unknown run (name it to run it)",
        "have stored outputs of unknown runs (name them to run them)",
    ),
    "never": ("is never run", "are never run"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`paths` are the notebooks that were asked for, `ran` those that ended, by path; `began` are
    those that were to run."""

    paths: tuple[str, ...]
    plan: Plan
    began: frozenset[str] = frozenset()
    ran: Mapping[str, Run] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def ends(self) -> dict[str, End]:
        """What became of each notebook; those that can't be read are not among them."""
        return {p: self._end(p, self.plan.choices[p]) for p in self.paths if p in self.plan.choices}

    def _end(self, path: str, choice: Choice) -> End:
        if run := self.ran.get(path):
            return "stopped" if run.record.fault else "ran"
        if path in self.began:
            return "unfinished"
        standing = choice.shown.standing
        match standing.state:
            case "no-code":
                return "no-code"
            case "current":
                return "current"
            case "unverified" | "failed" if standing.record is None:
                return "unverified"
        return "never"


def sum_of(outcome: Outcome) -> str:
    """Such as `5 notebooks ran, 1 stopped at an error, 3 were up to date.`"""
    counts = Counter(outcome.ends.values())
    parts = [
        (counts[end], several if counts[end] > 1 else one)
        for end, (one, several) in _SAID.items()
        if counts[end]
    ]
    if not parts:
        return "There is no notebook with code."
    (count, said), *others = parts
    first = f"{count} notebook{'s' if count > 1 else ''} {said}"
    return ", ".join([first, *(f"{count} {said}" for count, said in others)]) + "."


def as_dicts(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {"path": path, "state": end, **_facts(outcome.ran.get(path))}
        for path, end in outcome.ends.items()
    ]


def _facts(run: Run | None) -> dict[str, Any]:
    if run is None:
        return {}
    fault = run.record.fault
    said = {"fault": {"kind": fault.kind, "cell": fault.cell, "said": fault.said}} if fault else {}
    return {"started": run.record.started, "seconds": run.record.seconds, **said}
