"""A notebook's cells become Markdown in the site's own dialect, figures apart as files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from studylog.lines import open_fence
from studylog.notebooks.attachments import put_attachments
from studylog.notebooks.beside import Beside, Doubt
from studylog.notebooks.cells import Cell
from studylog.notebooks.figures import Figure
from studylog.notebooks.html_outputs import render_html
from studylog.notebooks.outputs import render_outputs
from studylog.notebooks.untrusted import defused, without_html
from studylog.words import without_controls

#: The language of a cell that another program runs.
# https://ipython.readthedocs.io/en/stable/interactive/magics.html#cell-magics
_MAGIC = re.compile(r"%%(?P<name>\w+)")
_LANGUAGES = {
    "bash": "bash", "cython": "cython", "html": "html", "HTML": "html", "javascript": "javascript",
    "js": "javascript", "julia": "julia", "latex": "latex", "markdown": "markdown",
    "perl": "perl", "R": "r", "ruby": "ruby", "sh": "bash", "sql": "sql", "SVG": "xml",
    "svg": "xml",
}  # fmt: skip
_RAW = {"text/latex": "latex", "text/restructuredtext": "rst", "text/x-rst": "rst",
        "text/asciidoc": "text", "text/x-python": "python"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page, the files it needs beside it, by its label what each cell shows, and what is wrong.

    Paths of figures are those of the notebook's own page.
    """

    markdown: str
    figures: tuple[Figure, ...]
    labels: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()


def to_markdown(  # noqa: PLR0913 - all but the cells have their usual values in tests
    cells: Iterable[Cell],
    language: str,
    folder: str,
    title: str,
    *,
    trust: bool = False,
    widgets: Mapping[str, Any] | None = None,
    at: str = "",
) -> Rendered:
    """The whole notebook with its files in `folder` beside it.

    `at` is its page on the site, `widgets` are the states of those it shows. Without `trust` no
    script of it runs; with it, those of outputs run in frames of their own, those of prose on the
    page as they would on any other.
    """
    beside = Beside(folder, title, at, trust, widgets or {})
    blocks: list[str] = []
    for cell in cells:
        beside.cell = cell
        tags = {tag.replace("_", "-") for tag in cell.tags}
        if "remove-cell" in tags:
            continue
        if cell.kind == "markdown":
            blocks.append(_prose(cell, beside))
        elif cell.kind == "raw":
            blocks += _raw(cell, beside)
        elif cell.kind == "code":
            blocks += _code_cell(cell, tags, language, beside)
    markdown = "\n\n".join(b for b in blocks if b) + "\n"
    return Rendered(markdown, tuple(beside.figures), beside.labels, tuple(beside.doubts))


def _code_cell(cell: Cell, tags: set[str], language: str, beside: Beside) -> Iterator[str]:
    code = "" if "remove-input" in tags else _code(cell, language, folded="hide-input" in tags)
    yield code
    if "remove-output" in tags:
        return
    shown = "\n\n".join(b for b in render_outputs(cell.outputs, beside) if b)
    if not shown:
        return
    shown = _captioned(beside, shown)
    elsewhere = _elsewhere(shown, beside)
    for name in (cell.label, f"cell-{cell.ordinal}" if cell.ordinal else ""):
        if name:
            beside.labels.setdefault(name, elsewhere)
    if not code and cell.ordinal:
        yield f'<div class="cell-anchor" id="cell-{cell.ordinal}"></div>'
    yield (
        _unfolding("cell-output", f"Output of {beside.said}", shown)
        if ("hide-output" in tags)
        else shown
    )


def _code(cell: Cell, language: str, *, folded: bool) -> str:
    """The code in a fence with the anchor of the cell, or in what unfolds."""
    source = without_controls(cell.source).strip("\n")
    if not source.strip():
        return ""
    magic = _MAGIC.match(source.lstrip())
    named = _LANGUAGES.get(magic["name"], language) if magic else language
    anchor = f" #cell-{cell.ordinal}" if cell.ordinal else ""
    if not folded:
        return _fenced(source, f"{{ .{named}{anchor} }}")
    lines = source.count("\n") + 1
    said = f"Code cell {cell.ordinal}: {lines} {'line' if lines == 1 else 'lines'}"
    return _unfolding("cell-input", said, _fenced(source, named), anchor.removeprefix(" #"))


def _fenced(source: str, info: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", source)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{info}\n{source}\n{fence}"


def _unfolding(kind: str, summary: str, shown: str, anchor: str = "") -> str:
    id = f' id="{anchor}"' if anchor else ""
    opening = f'<details class="{kind}"{id} markdown="1">\n<summary>{summary}</summary>'
    return f"{opening}\n\n{shown}\n\n</details>"


def _captioned(beside: Beside, shown: str) -> str:
    """The outputs in a figure where the author gave them a caption or a label."""
    anchor = beside.anchor()
    caption = without_html(" ".join(beside.cell.caption.split()))
    if not anchor and not caption:
        return shown
    below = f'\n<figcaption markdown="span">{caption}</figcaption>\n' if caption else "\n"
    id = f' id="{anchor}"' if anchor else ""
    return f'<figure class="cell-figure"{id} markdown="1">\n\n{shown}\n{below}</figure>'


def _elsewhere(shown: str, beside: Beside) -> str:
    """The outputs as they stand on another page: what leads to the cell leads to this one."""
    return shown.replace(' href="#cell-', f' href="site:/{quote(beside.at)}/#cell-')


def _raw(cell: Cell, beside: Beside) -> Iterator[str]:
    """A raw cell in the format that it says it is in; without one it is for other programs."""
    kind = cell.format
    if kind in ("text/html", "html"):
        yield render_html(cell.source, beside)
    elif kind in ("text/markdown", "markdown"):
        yield _prose(cell, beside)
    elif language := _RAW.get(kind) or _RAW.get(f"text/{kind}"):
        source = without_controls(cell.source).strip("\n")
        yield _fenced(source, language) if source.strip() else ""


def _prose(cell: Cell, beside: Beside) -> str:
    """The cell's Markdown with its attachments as files; what it leaves open ends with it."""
    source = put_attachments(without_controls(cell.source).strip("\r\n "), beside)
    if not beside.trust:
        source = defused(source)
    if fence := open_fence(source.split("\n")):
        source += f"\n{fence}"
    opened = source.rfind("<!--")
    return source + (" -->" if opened > source.rfind("-->") and not fence else "")
