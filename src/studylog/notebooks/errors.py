"""What a cell raised becomes its name and message, with the traceback folded below."""

from __future__ import annotations

import re

from studylog.notebooks.ansi import plain, read_terminal
from studylog.notebooks.beside import Beside
from studylog.notebooks.cells import Output
from studylog.notebooks.opaque import escaped, section
from studylog.notebooks.streams import folded

_SAID = re.compile(r"(?P<name>[A-Za-z_][\w.]{0,80})(?:: ?(?P<message>.*))?", re.S)
_LONGEST = 400


def render_error(output: Output, beside: Beside) -> str:
    """The exception as a sentence with its cell, and how it came about."""
    lines = read_terminal(output.text.strip("\n"))
    said = plain(output.data.get("text/plain", "")) or _last(output.text)
    name, message = _parted(said.strip())
    where = f'in <a href="#cell-{beside.cell.ordinal}">{beside.said}</a>'
    told = f"<strong>{escaped(name)}</strong>" + (f": {escaped(message)}" if message else "")
    head = f'<p class="error-said">{told} <span class="error-place">{where}</span></p>'
    if output.text.strip() in ("", said.strip()):
        return section("error", head)
    trace = folded(lines, "error", beside)
    return section("error", f"{head}<details><summary>Traceback</summary>{trace}</details>")


def _last(traceback: str) -> str:
    lines = plain(traceback).rstrip().rsplit("\n", 1)
    return lines[-1]


def _parted(said: str) -> tuple[str, str]:
    """The exception's name, and of its message what a heading can hold."""
    found = _SAID.fullmatch(said)
    name = found["name"] if found else "Error"
    message = ((found["message"] or "") if found else said).strip()
    return name, message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
