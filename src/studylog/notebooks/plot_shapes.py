"""The series of a plot become shapes of SVG in a square of a thousand by a thousand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studylog.notebooks.plot_scale import WHOLE, Scale
from studylog.notebooks.plot_values import Value
from studylog.notebooks.plotly import Plot, Series

#: Series that have a colour of their own; then they begin anew with another stroke.
COLOURS = 6
#: Points of a line that a screen can tell apart, levels of a heatmap, cells in each direction.
_MOST_POINTS, LEVELS, _MOST_CELLS = 1500, 10, 80


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbers that a box shows; `outside` is what lies beyond its whiskers."""

    low: float
    first: float
    middle: float
    third: float
    high: float
    outside: tuple[float, ...]


def ink(number: int) -> str:
    """The classes of the shapes of a series, counted from 0."""
    dashed = " plot-dashed" if number // COLOURS % 2 else ""
    return f"plot-ink plot-ink-{number % COLOURS + 1}{dashed}"


def shapes(plot: Plot, x: Scale, y: Scale) -> Iterator[str]:
    """The shapes of lines, points and bars, those of bars first."""
    bars = [n for n, s in enumerate(plot.series) if s.kind == "bar"]
    for place, number in enumerate(bars):
        wide = width_of_slot(plot.series[number].x, x) * (0.8 if x.names else 0.96)
        path = _bars(plot.series[number], (place / len(bars), wide, wide / len(bars)), x, y)
        yield f'<path class="plot-bar {ink(number)}" d="{path}"/>'
    for number, series in enumerate(plot.series):
        if series.kind in ("line", "points"):
            yield from _line(series, number, x, y)


def _line(series: Series, number: int, x: Scale, y: Scale) -> Iterator[str]:
    points = _thinned(_placed(series, x, y))
    classes = ink(number)
    if series.kind == "line":
        path, joined = "", False
        for point in points:
            if point is None:
                joined = False
                continue
            path += f"{'L' if joined else 'M'}{point[0]:.1f} {point[1]:.1f}"
            joined = True
        yield f'<path class="plot-line {classes}" d="{path}"/>'
    if series.has_points or series.kind == "points":
        dots = "".join(f"M{p[0]:.1f} {p[1]:.1f}h0" for p in points if p)
        yield f'<path class="plot-points {classes}" d="{dots}"/>'


def _placed(series: Series, x: Scale, y: Scale) -> list[tuple[float, float] | None]:
    """From the upper left corner; None where there is no value."""
    placed: list[tuple[float, float] | None] = []
    for one, other in zip(series.x, series.y, strict=True):
        across, up = x.place(one), y.place(other)
        placed.append(None if across is None or up is None else (across, WHOLE - up))
    return placed


def _thinned(
    points: list[tuple[float, float] | None],
) -> list[tuple[float, float] | None]:
    """Of more points than can be seen the lowest and the highest of each stretch."""
    if len(points) <= _MOST_POINTS:
        return points
    stretch = -(-2 * len(points) // _MOST_POINTS)
    kept: list[tuple[float, float] | None] = []
    for at in range(0, len(points), stretch):
        real = [(n, p) for n, p in enumerate(points[at : at + stretch]) if p is not None]
        if not real:
            kept.append(None)
            continue
        ends = {min(real, key=lambda r: r[1][1]), max(real, key=lambda r: r[1][1])}
        kept += [point for _, point in sorted(ends)]
    return kept


def _bars(series: Series, slot: tuple[float, float, float], x: Scale, y: Scale) -> str:
    """The bars as a path; `slot` is where in its group a bar begins, and the widths of both."""
    begins, group, wide = slot
    ground = WHOLE - (y.place(0.0) or 0.0)
    rects = []
    for point in _placed(series, x, y):
        if point:
            left = point[0] - group / 2 + group * begins
            top, bottom = sorted((point[1], ground))
            rects.append(f"M{left:.1f} {bottom:.1f}V{top:.1f}h{wide:.1f}V{bottom:.1f}z")
    return "".join(rects)


def width_of_slot(values: Sequence[Value], x: Scale) -> float:
    """The least distance between two values, in places of the axis."""
    if x.names:
        return WHOLE / len(x.names)
    places = sorted({p for v in values if (p := x.place(v)) is not None})
    gaps = [b - a for a, b in pairwise(places)]
    return min((g for g in gaps if g > 0.5), default=WHOLE / 4)


def spread_of(values: Sequence[Value]) -> Spread | None:
    """Quartiles as numpy has them, whiskers to the last value within 1.5 of the box's height."""
    numbers = sorted(v for v in values if isinstance(v, float))
    if not numbers:
        return None

    def part(share: float) -> float:
        at = share * (len(numbers) - 1)
        low = math.floor(at)
        high = min(low + 1, len(numbers) - 1)
        return numbers[low] + (numbers[high] - numbers[low]) * (at - low)

    first, middle, third = part(0.25), part(0.5), part(0.75)
    reach = 1.5 * (third - first)
    inside = [n for n in numbers if first - reach <= n <= third + reach] or [middle]
    outside = tuple(n for n in numbers if not inside[0] <= n <= inside[-1])
    return Spread(inside[0], first, middle, third, inside[-1], outside)


def boxes(plot: Plot, y: Scale) -> Iterator[str]:
    """A box with whiskers for each series, side by side."""
    slot = WHOLE / len(plot.series)
    for number, series in enumerate(plot.series):
        if not (spread := spread_of(series.y)):
            continue
        middle, half = slot * (number + 0.5), min(slot * 0.28, 90)
        left, right = f"{middle - half:.1f}", f"{middle + half:.1f}"
        low, first, mid, third, high = (
            f"{WHOLE - (y.place(v) or 0.0):.1f}"
            for v in (spread.low, spread.first, spread.middle, spread.third, spread.high)
        )
        whiskers = f"M{middle:.1f} {low}V{first}M{middle:.1f} {third}V{high}"
        box = f"M{left} {first}H{right}V{third}H{left}z"
        classes = ink(number)
        yield f'<path class="plot-box {classes}" d="{box}"/>'
        yield f'<path class="plot-line {classes}" d="{whiskers}M{left} {mid}H{right}"/>'
        dots = "".join(
            f"M{middle:.1f} {WHOLE - (y.place(v) or 0.0):.1f}h0" for v in spread.outside[:200]
        )
        yield f'<path class="plot-points {classes}" d="{dots}"/>' if dots else ""


def cells(series: Series, low: float, high: float, upwards: bool) -> Iterator[str]:
    """A heatmap as runs of cells of one strength; of many cells every few-th is drawn."""
    every = -(-len(series.z) // _MOST_CELLS), -(-len(series.z[0]) // _MOST_CELLS)
    rows = [row[:: every[1]] for row in series.z[:: every[0]]]
    tall, wide = WHOLE / len(rows), WHOLE / len(rows[0])
    paths: dict[int, list[str]] = {}
    for at, row in enumerate(reversed(rows) if upwards else rows):
        start = 0
        levels = [level(value, low, high) for value in row]
        for column in range(1, len(levels) + 1):
            if column == len(levels) or levels[column] != levels[start]:
                run = (
                    f"M{start * wide:.1f} {at * tall:.1f}h{(column - start) * wide:.1f}"
                    f"v{tall:.1f}H{start * wide:.1f}z"
                )
                paths.setdefault(levels[start], []).append(run)
                start = column
    for strength, runs in sorted(paths.items()):
        yield f'<path class="plot-cell plot-cell-{strength}" d="{"".join(runs)}"/>'


def level(value: float | None, low: float, high: float) -> int:
    """0 for no value, else 1 to `LEVELS`."""
    if value is None:
        return 0
    return min(int((value - low) / ((high - low) or 1.0) * LEVELS), LEVELS - 1) + 1
