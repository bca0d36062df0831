"""How the time of each reader grows when hostile input gets four times as long.

`python -m bench.growth` prints the piece that grows most: with exponent 1 the time is in proportion
to the length, with 2 to its square.
"""

from __future__ import annotations

import logging
import math
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.hostile import READERS, Reader, Work

_RUNS = 3
_TIMES = 4
#: Seconds that the shorter input takes at least, where the reader takes as long a one.
_ENOUGH = 0.005
#: Seconds of all runs after which there is no further one.
_LONG = 0.4


@dataclass(frozen=True)
class Growth:
    """Seconds for a piece repeated `times` times, and four times as often."""

    piece: str
    times: int
    short: float
    long: float

    @property
    def exponent(self) -> float:
        return math.log(self.long / self.short) / math.log(_TIMES)


def main(_: Path | None = None) -> None:
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    print(f"on hostile input {_TIMES} times as long, the worst piece, best of {_RUNS}:")
    for reader in READERS:
        print(f"  {reader.name:32}", end="", flush=True)
        worst = max((_grow(reader, piece) for piece in reader.pieces), key=lambda g: g.exponent)
        print(
            f"  {worst.piece[:28]!r:30} x {worst.times:8}  {1000 * worst.short:6.1f} ms"
            f" -> {1000 * worst.long:7.1f} ms  exponent {worst.exponent:4.2f}",
            flush=True,
        )


def _grow(reader: Reader, piece: str) -> Growth:
    times = reader.least
    short = _seconds(reader.work(piece, times))
    while short < _ENOUGH and times * 2 * _TIMES <= reader.most:
        times *= 2
        short = _seconds(reader.work(piece, times))
    short, long = (_best(reader.work(piece, n)) for n in (times, times * _TIMES))
    return Growth(piece, times, short, long)


def _best(work: Work) -> float:
    """The shortest of all runs; what takes long is run less often."""
    runs = [_seconds(work)]
    while len(runs) < _RUNS and sum(runs) < _LONG:
        runs.append(_seconds(work))
    return min(runs)


def _seconds(work: Work) -> float:
    """Of the processor; what the library has kept of former readings is forgotten before."""
    for kept in _kept():
        kept.cache_clear()
    begun = time.process_time()
    work()
    return time.process_time() - begun


@cache
def _kept() -> list[Any]:
    modules = [m for name, m in sys.modules.items() if name.partition(".")[0] == "studylog"]
    return [v for m in modules for v in vars(m).values() if hasattr(v, "cache_clear")]


if __name__ == "__main__":
    main()
