"""The JSON of a Plotly figure becomes a `Plot`: its axes and series, or why it is none."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from studylog.notebooks.cells import listed, mapping, text_of
from studylog.notebooks.plot_values import Value, rows_of, values_of

MEDIA_TYPE = "application/vnd.plotly.v1+json"
Kind = Literal["line", "points", "bar", "box", "heatmap"]
_TAG = re.compile(r"<[^<>]*>")
_MOST_SERIES = 24


@dataclass(frozen=True, slots=True)
class Series:
    """`x` and `y` are as long as each other; a heatmap has rows in `z` instead."""

    kind: Kind
    name: str
    x: tuple[Value, ...] = ()
    y: tuple[Value, ...] = ()
    z: tuple[tuple[float | None, ...], ...] = ()
    has_points: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure with two axes; `sideways` bars grow to the right, with their names at the left."""

    title: str
    x_title: str
    y_title: str
    series: tuple[Series, ...]
    x_log: bool = False
    y_log: bool = False
    sideways: bool = False
    y_reversed: bool = False


def read_plot(value: Any) -> Plot | None:
    """The plot, if all of its traces are lines, points, bars, histograms, boxes or one heatmap."""
    layout = mapping(mapping(value).get("layout"))
    traces = [mapping(t) for t in listed(mapping(value).get("data"))]
    shown = [t for t in traces if t.get("visible") not in (False, "legendonly")]
    if not 1 <= len(shown) <= _MOST_SERIES or any(_second_axis(t) for t in shown):
        return None
    read = [_series(trace, number) for number, trace in enumerate(shown, 1)]
    series = tuple(s for s in read if s is not None)
    kinds = {s.kind for s in series}
    if len(series) != len(read) or not _go_together(kinds, len(series)):
        return None
    x_axis, y_axis = mapping(layout.get("xaxis")), mapping(layout.get("yaxis"))
    return Plot(
        title=_title(layout),
        x_title=_title(x_axis),
        y_title=_title(y_axis),
        series=series,
        x_log=x_axis.get("type") == "log",
        y_log=y_axis.get("type") == "log",
        sideways=all(t.get("type") == "bar" and t.get("orientation") == "h" for t in shown),
        y_reversed=y_axis.get("autorange") == "reversed",
    )


def kinds_of(value: Any) -> str:
    """The kinds of its traces in words, for a sentence."""
    traces = listed(mapping(value).get("data"))
    named = {text_of(mapping(t).get("type")) or "scatter" for t in traces}
    return ", ".join(sorted(n for n in named if n.isalnum())[:5]) or "empty"


def _go_together(kinds: set[Kind], count: int) -> bool:
    return (
        kinds <= {"line", "points", "bar"}
        or kinds == {"box"}
        or (kinds == {"heatmap"} and count == 1)
    )


def _second_axis(trace: Mapping[str, Any]) -> bool:
    return bool(trace.get("xaxis", "x") != "x" or trace.get("yaxis", "y") != "y")


def _title(given: Mapping[str, Any]) -> str:
    title = given.get("title")
    text = title if isinstance(title, str) else text_of(mapping(title).get("text"))
    return " ".join(_TAG.sub(" ", text).split())[:200]


def _series(trace: Mapping[str, Any], number: int) -> Series | None:
    name = _title({"title": text_of(trace.get("name"))}) or f"Series {number}"
    kind = text_of(trace.get("type")) or "scatter"
    x, y = values_of(trace.get("x")), values_of(trace.get("y"))
    if kind in ("scatter", "scattergl"):
        return _scatter(trace, name, x, y)
    if kind == "bar":
        return _paired("bar", name, x, y)
    if kind == "histogram" and x and not y:
        return _paired("bar", name, *_counted(x, trace.get("nbinsx")))
    if kind == "box" and y and not x:
        return Series("box", name, (), tuple(v for v in y if isinstance(v, float)))
    if kind == "heatmap":
        return _heatmap(name, x, y, trace.get("z"))
    return None


def _scatter(
    trace: Mapping[str, Any], name: str, x: tuple[Value, ...], y: tuple[Value, ...]
) -> Series | None:
    mode = text_of(trace.get("mode")) or ("lines+markers" if len(y) < 20 else "lines")
    made = _paired("line" if "lines" in mode else "points", name, x, y)
    if made is None or trace.get("stackgroup"):
        return None
    return Series(made.kind, name, made.x, made.y, has_points="markers" in mode)


def _paired(kind: Kind, name: str, x: tuple[Value, ...], y: tuple[Value, ...]) -> Series | None:
    x = x or tuple(float(n) for n in range(len(y)))
    y = y or tuple(float(n) for n in range(len(x)))
    count = min(len(x), len(y))
    return Series(kind, name, x[:count], y[:count]) if count else None


def _heatmap(name: str, x: tuple[Value, ...], y: tuple[Value, ...], z: Any) -> Series | None:
    rows = tuple(tuple(v if isinstance(v, float) else None for v in row) for row in rows_of(z))
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        return None
    columns = x if len(x) == len(rows[0]) else tuple(float(n) for n in range(len(rows[0])))
    names = y if len(y) == len(rows) else tuple(float(n) for n in range(len(rows)))
    return Series("heatmap", name, columns, names, rows)


def _counted(values: tuple[Value, ...], wanted: Any) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Middles of bins of one width with how many values are in each; of words, each word."""
    words = [v for v in values if isinstance(v, str)]
    numbers = [v for v in values if isinstance(v, float)]
    if words or not numbers:
        each = dict.fromkeys(words, 0.0)
        for word in words:
            each[word] += 1
        return tuple(each), tuple(each.values())
    low, high = min(numbers), max(numbers)
    bins = wanted if isinstance(wanted, int) and 0 < wanted <= 100 else _bins(len(numbers))
    width = (high - low) / bins or 1.0
    counts = [0.0] * bins
    for number in numbers:
        counts[min(int((number - low) / width), bins - 1)] += 1
    return tuple(low + width * (n + 0.5) for n in range(bins)), tuple(counts)


def _bins(count: int) -> int:
    """https://en.wikipedia.org/wiki/Histogram#Square-root_choice, within what can be drawn."""
    return min(max(round(math.sqrt(count)), 5), 40)
