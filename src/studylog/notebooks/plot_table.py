"""The numbers of a plot become a table below its picture, with all of them as CSV if it is long."""

from __future__ import annotations

import csv
import io

from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped
from studylog.notebooks.plot_scale import said
from studylog.notebooks.plot_shapes import spread_of
from studylog.notebooks.plot_values import Value
from studylog.notebooks.plotly import Plot

#: Rows that the page itself shows.
_MOST_ROWS = 100


def render_numbers(plot: Plot, beside: Beside) -> str:
    """The table, folded; of a long one the first rows, and the whole in a file."""
    head, rows = _table(plot)
    shown = rows[:_MOST_ROWS]
    label = escaped(beside.name("Numbers of the plot"))
    more = ""
    if len(rows) > len(shown):
        address = beside.keep(f"{beside.path('plot')}.csv", _as_csv(head, rows))
        more = (
            f'<p class="plot-more">The first {len(shown)} of {len(rows):,} rows; '
            f'<a href="{escaped(address)}">all of them as CSV</a>.</p>'
        )
    columns = "".join(f'<th scope="col">{escaped(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(_cell(v) for v in row) + "</tr>" for row in shown)
    return (
        f'<details class="plot-numbers"><summary>The numbers</summary>'
        f'<div class="output-table" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="output-data"><thead><tr>{columns}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more}</details>"
    )


def _cell(value: Value) -> str:
    number = ' class="number"' if isinstance(value, float) else ""
    return f"<td{number}>{escaped(said(value))}</td>"


def _table(plot: Plot) -> tuple[list[str], list[tuple[Value, ...]]]:
    first, many = plot.series[0], len(plot.series) > 1
    if first.kind == "heatmap":
        head = [plot.y_title or "y", *(said(name) for name in first.x)]
        return head, [(n, *row) for n, row in zip(first.y, first.z, strict=True)]
    if first.kind == "box":
        spreads = [(s.name, spread_of(s.y)) for s in plot.series]
        head = ["Series", "Whisker", "Quartile", "Median", "Quartile", "Whisker", "Outside"]
        return head, [
            (name, p.low, p.first, p.middle, p.third, p.high, float(len(p.outside)))
            for name, p in spreads
            if p
        ]
    head = [*(["Series"] if many else []), plot.x_title or "x", plot.y_title or "y"]
    return head, [
        (*((s.name,) if many else ()), one, other)
        for s in plot.series
        for one, other in zip(s.x, s.y, strict=True)
    ]


def _as_csv(head: list[str], rows: list[tuple[Value, ...]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(["" if v is None else v for v in row] for row in rows)
    return written.getvalue().encode("utf-8", "replace")
