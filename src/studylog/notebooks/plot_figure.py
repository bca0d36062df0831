"""A plot becomes a picture in SVG with both axes, a legend, and its numbers in a table."""

from __future__ import annotations

from collections.abc import Iterator

from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped, section
from studylog.notebooks.plot_scale import WHOLE, Scale, said, scale_of
from studylog.notebooks.plot_shapes import LEVELS, boxes, cells, ink, shapes, width_of_slot
from studylog.notebooks.plot_table import render_numbers
from studylog.notebooks.plot_values import Value
from studylog.notebooks.plotly import Plot, Series

#: Pixels from the top of the picture to its ground.
_TALL = 260
#: What stands for a series in the key: a stretch of its line, a point, a bar.
_SAMPLES = {
    "line": ("line", "M0 5h18"),
    "points": ("points", "M9 5h0"),
    "bar": ("bar", "M4 0h10v10H4z"),
}
_WORDS = {
    "line": "Lines", "points": "Points", "bar": "Bars", "box": "Boxes", "heatmap": "A heatmap",
}  # fmt: skip


def render_plot(plot: Plot, beside: Beside) -> str:
    """The section: title, key, picture, what the axes mean, numbers."""
    label = escaped(description(plot, beside))
    parts = [
        f'<p class="plot-title">{escaped(plot.title)}</p>' if plot.title else "",
        "".join(_key(plot)),
        f'<p class="plot-axis">{escaped(plot.y_title)}</p>' if plot.y_title else "",
        _picture(plot, label),
        f'<p class="plot-axis plot-axis--x">{escaped(plot.x_title)}</p>' if plot.x_title else "",
        render_numbers(plot, beside),
    ]
    return section("plot", "\n".join(part for part in parts if part))


def description(plot: Plot, beside: Beside) -> str:
    """What the picture shows, for those who can't see it."""
    kinds = dict.fromkeys(_WORDS[s.kind] for s in plot.series)
    names = ", ".join(s.name for s in plot.series if len(plot.series) > 1)
    axes = f"{plot.y_title or 'values'} against {plot.x_title or 'their places'}"
    shown = " and ".join(kinds).capitalize()
    of = f" of {names}" if names else ""
    title = plot.title or f"Plot of {beside.said}"
    return f"{title}. {shown}{of}: {axes}. The numbers are in the table below."


def _picture(plot: Plot, label: str) -> str:
    x, y = _scales(plot)
    upside = x if plot.sideways else y
    across = y if plot.sideways else x
    lines = "".join(
        f'<line class="plot-grid" x1="0" x2="100%" y1="{_down(t.at)}" y2="{_down(t.at)}"/>'
        f'<text x="-8" y="{_down(t.at)}" dy=".35em" text-anchor="end">{escaped(t.text)}</text>'
        for t in upside.ticks
    )
    below = "".join(
        f'<text x="{t.at / 10:.1f}%" y="{_TALL + 18}" text-anchor="middle">{escaped(t.text)}</text>'
        for t in across.ticks
    )
    longest = max((len(t.text) for t in upside.ticks), default=0)
    turned = f' transform="matrix(0 -1 -1 0 {WHOLE} {WHOLE})"' if plot.sideways else ""
    return (
        f'<div class="plot-frame" style="--letters:{longest}">'
        f'<svg class="plot-svg" role="img" aria-label="{label}" '
        f'width="100%" height="{_TALL + 26}" overflow="visible">{lines}'
        f'<svg width="100%" height="{_TALL}" viewBox="0 0 {WHOLE} {WHOLE}" '
        f'preserveAspectRatio="none" overflow="visible"><g{turned}>{"".join(_drawn(plot, x, y))}'
        f'</g></svg><line class="plot-ground" x1="0" x2="100%" y1="{_TALL}" y2="{_TALL}"/>'
        f"{below}</svg></div>"
    )


def _scales(plot: Plot) -> tuple[Scale, Scale]:
    """The axis of the places and that of the values; of bars to the right they change sides."""
    first = plot.series[0]
    if first.kind == "heatmap":
        rows = first.y if not plot.y_reversed else tuple(reversed(first.y))
        return Scale(names=_distinct(first.x)), Scale(names=_distinct(rows))
    if first.kind == "box":
        names = _distinct(tuple(s.name for s in plot.series))
        return Scale(names=names), scale_of((v for s in plot.series for v in s.y), log=plot.y_log)
    places, values = ("y", "x") if plot.sideways else ("x", "y")
    has_bars = any(s.kind == "bar" for s in plot.series)
    across = scale_of((v for s in plot.series for v in getattr(s, places)), log=plot.x_log)
    if has_bars and not across.names:
        slot = width_of_slot([v for s in plot.series for v in getattr(s, places)], across)
        room = (across.high - across.low) * slot / WHOLE / 2
        across = Scale(across.low - room, across.high + room, log=across.log)
    up = scale_of(
        (v for s in plot.series for v in getattr(s, values)), log=plot.y_log, ground=has_bars
    )
    return across, up


def _distinct(values: tuple[Value, ...]) -> tuple[str, ...]:
    """The names of rows and columns: two that are alike stay two."""
    named: list[str] = []
    for number, value in enumerate(values):
        text = said(value)
        named.append(text if text not in named[-200:] else f"{text} ({number + 1})")
    return tuple(named)


def _drawn(plot: Plot, x: Scale, y: Scale) -> Iterator[str]:
    first = plot.series[0]
    if first.kind == "heatmap":
        low, high = _range(first)
        return cells(first, low, high, upwards=not plot.y_reversed)
    if first.kind == "box":
        return boxes(plot, y)
    if plot.sideways:
        turned = tuple(Series(s.kind, s.name, s.y, s.x) for s in plot.series)
        return shapes(Plot(plot.title, "", "", turned), x, y)
    return shapes(plot, x, y)


def _range(series: Series) -> tuple[float, float]:
    numbers = [v for row in series.z for v in row if v is not None] or [0.0]
    return min(numbers), max(numbers)


def _down(place: float) -> str:
    return f"{_TALL * (1 - place / WHOLE):.1f}"


def _key(plot: Plot) -> Iterator[str]:
    """What the colours stand for, where there is more than one."""
    first = plot.series[0]
    if first.kind == "heatmap":
        low, high = _range(first)
        steps = "".join(f'<i class="plot-cell-{n}"></i>' for n in range(1, LEVELS + 1))
        yield (
            f'<p class="plot-scale">{low:.3g} <span aria-hidden="true">{steps}</span> '
            f"{high:.3g}</p>"
        )
    elif len(plot.series) > 1 and first.kind != "box":
        items = "".join(
            f'<li><svg width="18" height="10" aria-hidden="true">{_sample(s, n)}</svg>'
            f"{escaped(s.name)}</li>"
            for n, s in enumerate(plot.series)
        )
        yield f'<ul class="plot-key">{items}</ul>'


def _sample(series: Series, number: int) -> str:
    kind, path = _SAMPLES.get(series.kind, _SAMPLES["line"])
    return f'<path class="plot-{kind} {ink(number)}" d="{path}"/>'
