"""What a cell gave becomes blocks of Markdown, each output in the richest form that is safe."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from studylog.notebooks.beside import Beside
from studylog.notebooks.cells import Output
from studylog.notebooks.errors import render_error
from studylog.notebooks.figures import Figure, figure_of, is_refused
from studylog.notebooks.formulas import render_formulas
from studylog.notebooks.frames import asks_elsewhere, is_active, render_frame
from studylog.notebooks.html_outputs import prefers_text, render_html
from studylog.notebooks.media import render_media
from studylog.notebooks.opaque import note
from studylog.notebooks.plot_figure import render_plot
from studylog.notebooks.plotly import MEDIA_TYPE, kinds_of, read_plot
from studylog.notebooks.streams import render_text
from studylog.notebooks.untrusted import without_html
from studylog.notebooks.widgets import VIEW, render_widget

_OBJECT = re.compile(r"<[^\n]*>")
_CHARTS = {"vega": "Vega", "bokeh": "Bokeh", "holoviews": "HoloViews", "kepler": "Kepler"}


def render_outputs(outputs: Iterable[Output], beside: Beside) -> Iterator[str]:
    """The outputs in their order; what was printed in several pieces is one."""
    for number, output in joined(outputs):
        beside.number = number
        if output.kind == "stream":
            yield from render_text(output.text, output.name, beside)
        elif output.kind == "error":
            yield render_error(output, beside)
        else:
            yield from render_data(output, beside)


def joined(outputs: Iterable[Output]) -> Iterator[tuple[int, Output]]:
    """Each output with its number; streams of one name that follow each other are one."""
    alike = groupby(
        enumerate(outputs), lambda o: o[1].name if o[1].kind == "stream" else f"#{o[0]}"
    )
    for _, run in alike:
        numbered = list(run)
        number, first = numbered[0]
        text = "".join(o.text for _, o in numbered)
        yield number, replace(first, text=text) if first.kind == "stream" else first


def render_data(output: Output, beside: Beside) -> Iterator[str]:
    """The first form there is, from a chart to plain text; and a frame for what is trusted."""
    markup = output.data.get("text/html", "")
    framed = beside.trust and is_active(markup) and not asks_elsewhere(markup)
    static = next((b for form in _FORMS if (b := form(output, beside))), "")
    if static:
        yield static
    if framed:
        yield render_frame(markup, static, beside)
    elif not static:
        yield from _rest(output, beside)


def _plot(output: Output, beside: Beside) -> str:
    given = output.objects.get(MEDIA_TYPE)
    plot = read_plot(given) if given else None
    return render_plot(plot, beside) if plot else ""


def _widget(output: Output, beside: Beside) -> str:
    view = output.objects.get(VIEW)

    def show(inner: Output) -> str:
        if inner.kind in ("stream", "error"):
            return "".join(render_outputs([inner], beside))
        return _html(inner, beside) or "".join(_plain(inner, beside))

    return render_widget(view, beside, show) if view else ""


def _image(output: Output, beside: Beside) -> str:
    alt = beside.cell.alt or beside.cell.caption
    figure = figure_of(output.data, beside.path("figure"), alt, output.metadata)
    if figure is None:
        return ""
    beside.drawn += 1
    named = replace(figure, alt=alt or f"Figure {beside.drawn} of {beside.title}")
    beside.figures.append(named)
    return image(named, lazy=beside.drawn > 1)


def image(figure: Figure, *, lazy: bool) -> str:
    """The Markdown of an image; the first of a page is there at once."""
    alt = html.escape(" ".join(figure.alt.split()), quote=False)
    alt = re.sub(r"([\[\]\\`*_{}$~!])", r"\\\1", alt)
    size = f" width={figure.width} height={figure.height}" if figure.width else ""
    return f"![{alt}]({quote(figure.path)}){{ .figure{' loading=lazy' if lazy else ''}{size} }}"


def _media(output: Output, beside: Beside) -> str:
    return render_media(output.data, beside)


def _html(output: Output, beside: Beside) -> str:
    markup = output.data.get("text/html", "")
    if not markup or (prefers_text(markup) and "text/plain" in output.data):
        return ""
    if is_active(markup) and MEDIA_TYPE in output.objects:
        return ""  # a script's empty frame
    return render_html(markup, beside)


def _markdown(output: Output, beside: Beside) -> str:
    text = output.data.get("text/markdown", "")
    return without_html(text) if text.strip() else ""


def _latex(output: Output, beside: Beside) -> str:
    return render_formulas(output.data.get("text/latex", ""), beside)


def _json(output: Output, beside: Beside) -> str:
    given = output.objects.get("application/json", output.data.get("application/json"))
    if given is None:
        return ""
    text = json.dumps(given, indent=2, ensure_ascii=False) if not isinstance(given, str) else given
    return "\n\n".join(render_text(text, "json", beside))


def _rest(output: Output, beside: Beside) -> Iterator[str]:
    """Plain text; or, where it says no more than what kind of object it was, a sentence."""
    text = output.data.get("text/plain", "")
    said = _unshown(output, beside)
    if said and (not text or _OBJECT.fullmatch(text.strip())):
        yield note(said)
    else:
        yield from _plain(output, beside)


def _plain(output: Output, beside: Beside) -> Iterator[str]:
    return render_text(output.data.get("text/plain", ""), "result", beside)


def _unshown(output: Output, beside: Beside) -> str:
    """What the output is, where a page without its scripts can't show it."""
    kinds = [*output.objects, *output.data]
    chart = next((name for part, name in _CHARTS.items() if any(part in k for k in kinds)), "")
    drawn = kinds_of(output.objects.get(MEDIA_TYPE))
    sentences = {
        f"A Plotly figure of {{}} ({drawn}), of which no picture is stored.": MEDIA_TYPE in kinds,
        f"A {chart} chart of {{}}, of which no picture is stored.": bool(chart),
        "A widget of {}, whose state is not stored.": VIEW in kinds,
        "A drawing of {} is left out: it holds more than a drawing.": is_refused(output.data),
        "JavaScript of {}, which does not run on this page.": "application/javascript" in kinds,
        "Interactive output of {}, which is not shown on this page.": is_active(
            output.data.get("text/html", "")
        ),
    }
    said = next((sentence for sentence, fits in sentences.items() if fits), "")
    return said.format(beside.said)


#: From the richest; the first that has something to show is taken.
_FORMS: tuple[Callable[[Output, Beside], str], ...] = (
    _plot,
    _widget,
    _image,
    _media,
    _html,
    _markdown,
    _latex,
    _json,
)
