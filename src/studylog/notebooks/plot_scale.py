"""The values along an axis become places from 0 to 1000, and round numbers to write beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from studylog.notebooks.plot_values import Value

#: As many places as a drawing has in each direction.
WHOLE = 1000
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of numbers from `low` to `high`, or of `names` with a slot for each."""

    low: float = 0.0
    high: float = 1.0
    names: tuple[str, ...] = ()
    log: bool = False

    def place(self, value: Value) -> float | None:
        """Where the value stands; None for what is on no such axis."""
        if self.names:
            word = said(value)
            at = _index(self.names).get(word)
            return None if at is None else WHOLE * (at + 0.5) / len(self.names)
        if not isinstance(value, float) or (self.log and value <= 0):
            return None
        number = math.log10(value) if self.log else value
        return WHOLE * (number - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At most about six."""
        if self.names:
            step = -(-len(self.names) // _MOST_LABELS)
            shown = list(enumerate(self.names))[::step]
            return tuple(Tick(WHOLE * (n + 0.5) / len(self.names), t[:16]) for n, t in shown)
        return tuple(
            Tick(WHOLE * (n - self.low) / (self.high - self.low), _written(n, self.log))
            for n in _round_numbers(self.low, self.high, self.log)
        )


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def scale_of(values: Iterable[Value], *, log: bool = False, ground: bool = False) -> Scale:
    """The axis that holds all the values; from its `ground` bars grow."""
    given = [v for v in values if v is not None]
    if any(isinstance(v, str) for v in given):
        return Scale(names=tuple(dict.fromkeys(said(v) for v in given)))
    numbers = [v for v in given if isinstance(v, float)]
    if log and numbers and min(numbers) > 0:
        numbers = [math.log10(n) for n in numbers]
    else:
        log = False
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if ground and not log:
        low, high = min(low, 0.0), max(high, 0.0)
        high = high if high > low else 1.0
    room = (high - low) * 0.04 or abs(high) * 0.1 or 1.0
    grounded = ground and not log
    return Scale(
        low if grounded and low == 0 else low - room,
        high if grounded and high == 0 else high + room,
        log=log,
    )


def said(value: Value) -> str:
    """The value in a few letters."""
    if value is None:
        return ""
    return (
        value if isinstance(value, str) else f"{value:.6g}".replace("e+0", "e").replace("e-0", "e-")
    )


def _round_numbers(low: float, high: float, log: bool) -> list[float]:
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return []
    raw = span / 5
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= raw)
    if log:
        step = max(1.0, float(round(step)))
    first = math.ceil(low / step)
    return [(first + n) * step for n in range(12) if (first + n) * step <= high]


def _written(number: float, log: bool) -> str:
    return said(10.0**number) if log and abs(number) < 300 else said(round(number, 12) + 0.0)
