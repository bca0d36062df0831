"""What became of each row of the files becomes lines to read, or values for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["imported", "already there", "not a resource"]
_OUTCOMES: tuple[Outcome, ...] = ("imported", "already there", "not a resource")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file and what became of it. `key` is that of its entry, of a post its path;
    `remarks` are further facts, of what is no resource first the reason."""

    path: str
    line: int
    outcome: Outcome
    key: str = ""
    type: str = ""
    status: str | None = None
    title: str = ""
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = [f"{self.path}:{self.line}", self.outcome, self.key, self.type, self.status or ""]
        said = " ".join(word for word in words if word)
        return f"{said}: {'; '.join(self.remarks)}" if self.remarks else said

    def as_dict(self) -> dict[str, str | int | list[str] | None]:
        return {
            "file": self.path,
            "line": self.line,
            "outcome": self.outcome,
            "key": self.key or None,
            "type": self.type or None,
            "status": self.status,
            "title": self.title or None,
            "remarks": list(self.remarks),
        }


def sums(rows: Sequence[Row]) -> str:
    """`42 rows: 39 imported (11 read, 28 to-read), 3 not a resource (no link).`"""
    parts = [said for outcome in _OUTCOMES if (said := _sum(rows, outcome))]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return f"{count}: {', '.join(parts)}." if parts else "No rows."


def _sum(rows: Iterable[Row], outcome: Outcome) -> str:
    chosen = [row for row in rows if row.outcome == outcome]
    if not chosen:
        return ""
    counts = Counter(_group(row) for row in chosen)
    inside = ", ".join(f"{n} {group}" for group, n in sorted(counts.items(), key=_by_name))
    return f"{len(chosen)} {outcome}" + (f" ({inside})" if outcome != "already there" else "")


def _group(row: Row) -> str:
    if row.outcome == "not a resource":
        return row.remarks[0] if row.remarks else row.outcome
    return "post" if row.type == "post" else row.status or "without status"


def _by_name(counted: tuple[str, int]) -> tuple[bool, str]:
    """What has no status comes last."""
    return counted[0] == "without status", counted[0]


def as_dict(rows: Sequence[Row]) -> dict[str, object]:
    """The rows, and how many there are of each outcome, of those imported also by status."""
    imported = Counter(row.status or "none" for row in rows if row.outcome == "imported")
    outcomes = Counter(row.outcome for row in rows)
    return {
        "rows": [row.as_dict() for row in rows],
        "sums": {outcome: outcomes[outcome] for outcome in _OUTCOMES},
        "statuses": dict(sorted(imported.items())),
    }
