"""A notebook's cells become Markdown in the site's own dialect, figures apart as files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

import nh3

from studylog.lines import open_fence
from studylog.maths import typeset
from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.figures import Figure, figure_of
from studylog.words import without_controls

_MATHS = re.compile(r"(?:\$\$?|\\\[)(?P<tex>.*?)(?:\$\$?|\\\])\Z", re.S)
#: Lines, and characters of a line, that an output can have before it may scroll on a phone.
_TALL, _WIDE = 18, 40
# https://github.com/jupyter/nbconvert/blob/v7.16.6/nbconvert/filters/ansi.py#L12
_COLOUR = re.compile(r"\x1b\[.*?[@-~]")
_SCRIPT = re.compile(r"\]\(\s*(?:javascript|vbscript|data):", re.I)
_TABLE_TAGS = nh3.ALLOWED_TAGS - {"script", "style"}
_SCHEMES = {"http", "https", "mailto"}


def to_markdown(
    cells: Iterable[Cell], language: str, folder: str, title: str
) -> tuple[str, tuple[Figure, ...]]:
    """Markdown of the whole notebook, and its figures in `folder` beside it."""
    figures: list[Figure] = []
    blocks: list[str] = []
    for cell in cells:
        if "remove-cell" in cell.tags:
            continue
        if cell.kind == "markdown":
            blocks.append(_prose(cell, folder, figures))
        elif cell.kind == "code":
            if not cell.tags & {"remove-input", "hide-input"}:
                blocks += _code(cell, language)
            if not cell.tags & {"remove-output", "hide-output"}:
                blocks += _outputs(cell, folder, figures, title)
    return "\n\n".join(b for b in blocks if b) + "\n", tuple(figures)


def _prose(cell: Cell, folder: str, figures: list[Figure]) -> str:
    """The cell's Markdown with its attachments as files; what it leaves open ends with it."""
    source = without_controls(cell.source).strip("\r\n ")
    names = sorted(cell.attachments, key=len, reverse=True)  # `a.png` is in `aa.png`, too
    for number, name in enumerate(names):
        figure = figure_of(
            cell.attachments[name], f"{folder}/attachment_{cell.number}_{number}", ""
        )
        written = (f"attachment:{name}", f"attachment:{quote(name)}")
        if figure and any(w in source for w in written):
            figures.append(figure)
            for w in written:
                source = source.replace(w, quote(figure.path))
    if fence := open_fence(source.split("\n")):
        source += f"\n{fence}"
    opened = source.rfind("<!--")
    return source + (" -->" if opened > source.rfind("-->") and not fence else "")


def _code(cell: Cell, language: str) -> Iterator[str]:
    source = without_controls(cell.source).strip("\n")
    if source.strip():
        longest = max((len(run) for run in re.findall(r"`{3,}", source)), default=2)
        fence = "`" * (longest + 1)
        yield f"{fence}{language}\n{source}\n{fence}"


def _outputs(cell: Cell, folder: str, figures: list[Figure], title: str) -> Iterator[str]:
    for number, output in enumerate(cell.outputs):
        if output.kind == "stream":
            yield _text(output.text, f"output-{output.name}")
        elif output.kind == "error":
            yield _text(output.text, "output-error")
        elif figure := figure_of(output.data, f"{folder}/figure_{cell.number}_{number}", cell.alt):
            drawn = sum(1 for f in figures if f.alt) + 1
            figures.append(replace(figure, alt=cell.alt or f"Figure {drawn} of {title}"))
            yield _image(figures[-1])
        else:
            yield _data(output)


def _data(output: Output) -> str:
    """The richest form of an output that a page can show."""
    if "text/html" in output.data:
        clean = nh3.clean(
            output.data["text/html"], tags=_TABLE_TAGS, url_schemes=_SCHEMES, link_rel="noopener"
        )
        if "<img" in clean or re.sub(r"<[^>]*>|\s", "", clean):
            return f'<div class="output output-html">{_raw(clean)}</div>'
    if text := output.data.get("text/markdown", "").strip():
        return _markdown(text)
    if found := _MATHS.match(output.data.get("text/latex", "").strip()):
        return f'<div class="output">{_raw(typeset(found["tex"], display=True).html)}</div>'
    return _text(output.data.get("text/plain", ""), "output-result")


def _markdown(text: str) -> str:
    """An output's Markdown like a cell's, but without HTML or scripts: code wrote it, no author."""
    safe = _SCRIPT.sub("](#", without_controls(text).replace("<", "&lt;"))
    fence = open_fence(safe.split("\n"))
    return f"{safe}\n{fence}" if fence else safe


def _text(text: str, kind: str) -> str:
    """What a terminal would show of the text: what a carriage return goes back over is gone."""
    lines = _COLOUR.sub("", text).split("\n")
    plain = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines).strip("\n")
    if not plain.strip():
        return ""
    lines = plain.split("\n")
    scrolls = len(lines) > _TALL or max(map(len, lines)) > _WIDE
    focus = ' tabindex="0"' if scrolls else ""  # what scrolls must be reached by keyboard
    shown = _raw(html.escape(plain, quote=False))
    return f'<div class="output {kind}"><pre{focus}>{shown}</pre></div>'


def _raw(markup: str) -> str:
    """HTML that no Markdown extension takes for its own: no fence, no snippet, no empty line."""
    safe = without_controls(markup).replace("`", "&#96;").replace("~~~", "&#126;~~")
    return re.sub(r"\n(?=[ \t\r]*\n)", "\n&#8203;", safe)


def _image(figure: Figure) -> str:
    alt = html.escape(" ".join(figure.alt.split()), quote=False)
    alt = re.sub(r"([\[\]\\`*_{}$~!])", r"\\\1", alt)
    size = f" width={figure.width} height={figure.height}" if figure.width else ""
    return f"![{alt}]({quote(figure.path)}){{ .figure loading=lazy{size} }}"
