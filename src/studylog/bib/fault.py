"""What is wrong with what an entry says of its reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studylog.problem import Level


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, and the cure; the caller knows the place.

    `said` follows `entry 'KEY'` in the message; `field` is the one whose line is shown.
    """

    field: str
    said: str
    hint: str
    level: Level = "warning"


def contradiction(said: Sequence[tuple[str, str]], used: str) -> Fault:
    """Fields that say different things, as pairs of field and value, the strongest first."""
    *others, last = dict.fromkeys(f"'{value}' in {field}" for field, value in said)
    hint = "keep one of the two" if len(others) == 1 else "keep one of them"
    return Fault(said[0][0], f"says {', '.join(others)} and {last}; used '{used}'", hint)
