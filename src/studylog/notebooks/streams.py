"""Text that code printed becomes what a terminal would show, long ones folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studylog.notebooks.ansi import Line, read_terminal
from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped, section

#: Of more lines than these the first stay and the others fold.
_LONG, _FIRST = 30, 20
#: Characters of a line from which it may scroll on a phone.
_WIDE = 40
#: Characters that a page holds of one output; a file has all of it.
_MOST = 100_000
#: What IPython calls the file of a cell: a path that is another in every run, and at times one of
#: the author's own folders. It stands where a line begins, and bounded, as a text may be hostile.
_CELL_FILE = re.compile(
    r"^.{0,300}?[/\\]ipykernel_\d{1,9}[/\\]\d{1,20}\.py:(\d+)(?=: )", re.A | re.M
)
_SAID = {"stderr": "Warnings and messages", "error": "Traceback", "json": "Data"}


def render_text(text: str, kind: str, beside: Beside) -> Iterator[str]:
    """The text in a section, and where it is very long the way to a file that holds it all."""
    if kind == "stderr":
        text = _CELL_FILE.sub(r"cell line \1", text)
    lines = _without_blank_ends(read_terminal(text))
    if not lines:
        return
    size = sum(len(line.text) + 1 for line in lines)
    shown = lines if size <= _MOST else _first(lines)
    yield section(kind, folded(shown, kind, beside))
    if size > _MOST:
        whole = "\n".join(line.text for line in lines).encode("utf-8", "replace")
        address = beside.keep(f"{beside.path('output')}.txt", whole)
        said = f"The whole output of {beside.said}, {len(lines):,} lines, {in_bytes(len(whole))}"
        yield f'<p class="output-whole"><a href="{escaped(address)}">{said}</a></p>'


def folded(lines: Sequence[Line], kind: str, beside: Beside) -> str:
    """The lines in HTML; the first of many stay, the rest unfolds."""
    said = _SAID.get(kind, "Output")
    label = f"{said} of {beside.said}"
    hidden = f'<p class="visually-hidden">{said}:</p>' if kind == "stderr" else ""
    if len(lines) <= _LONG:
        return hidden + _pre(lines, label)
    rest = lines[_FIRST:]
    summary = f"<summary>{len(rest):,} more lines</summary>"
    more = _pre(rest, f"{label}, the rest")
    return f"{hidden}{_pre(lines[:_FIRST], label)}<details>{summary}{more}</details>"


def _pre(lines: Sequence[Line], label: str) -> str:
    wide = any(len(line.text) > _WIDE for line in lines)
    # What scrolls must be reached by keyboard, and then be called something.
    focus = f' tabindex="0" role="group" aria-label="{escaped(label)}"' if wide else ""
    return f"<pre{focus}>" + "\n".join(line.html for line in lines) + "</pre>"


def _first(lines: Sequence[Line]) -> list[Line]:
    """As many lines as a page holds; of one that is too long for it, the beginning."""
    kept: list[Line] = []
    room = _MOST
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            break
        kept.append(line)
    if kept:
        return kept
    beginning = lines[0].text[:_MOST]
    return [Line(beginning, escaped(beginning))]


def _without_blank_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the first to the last that is not empty; none where all are blank."""
    if not any(line.text.strip() for line in lines):
        return ()
    start, end = 0, len(lines)
    while not lines[start].text:
        start += 1
    while not lines[end - 1].text:
        end -= 1
    return lines[start:end]


def in_bytes(size: int) -> str:
    """
    >>> in_bytes(900), in_bytes(3_200_000)
    ('1 KB', '3.2 MB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(round(size / 1e3), 1)} KB"
