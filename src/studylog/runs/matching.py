"""The cells of a notebook, and those of a run of it as it once was, become pairs of the same."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from studylog.runs.key import source_key
from studylog.runs.record import CellRun

_NONE = CellRun()


def match_cells(sources: Sequence[str], runs: Sequence[CellRun]) -> list[CellRun]:
    """For each source of a code cell the run of that cell, or one without outputs.

    A cell has its run wherever it stands now; one that was edited where it stands has that of its
    earlier text. Runs that do not tell their sources are taken in their order.
    """
    given = [_NONE] * len(sources)
    if all(run.source for run in runs):
        pairs = _pairs([source_key(s) for s in sources], [run.source for run in runs])
    else:
        pairs = zip(range(len(sources)), range(len(runs)), strict=False)
    for now, then in pairs:
        given[now] = runs[then]
    return given


def _pairs(now: Sequence[str], then: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the same cell, both rising."""
    a = b = 0
    for next_a, next_b in (*_anchors(now, then), (len(now), len(then))):
        yield from _between(now, then, range(a, next_a), range(b, next_b))
        if next_a < len(now):
            yield next_a, next_b
        a, b = next_a + 1, next_b + 1


def _anchors(now: Sequence[str], then: Sequence[str]) -> list[tuple[int, int]]:
    """The most of those that are there once on both sides and stand in the same order."""
    once = {key for key, count in Counter(then).items() if count == 1}
    once &= {key for key, count in Counter(now).items() if count == 1}
    places = {key: number for number, key in enumerate(then)}
    return _longest_rise([(n, places[key]) for n, key in enumerate(now) if key in once])


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise, as patience sorting finds it."""
    tops: list[int] = []  # the least second number that ends a rise of each length
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        tops[length : length + 1] = [place]
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [number]
    rise, at = [], ends[-1] if ends else None
    while at is not None:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]


def _between(
    now: Sequence[str], then: Sequence[str], a: range, b: range
) -> Iterator[tuple[int, int]]:
    """The same cells at both ends of a stretch; what is left in between was edited where it stands
    if it is as many cells as before."""
    while a and b and now[a[0]] == then[b[0]]:
        yield a[0], b[0]
        a, b = a[1:], b[1:]
    while a and b and now[a[-1]] == then[b[-1]]:
        yield a[-1], b[-1]
        a, b = a[:-1], b[:-1]
    if len(a) == len(b):
        yield from zip(a, b, strict=True)
