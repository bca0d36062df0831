"""The attachments that a cell's Markdown shows become files; where one is none, its words stay."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from studylog.notebooks.beside import Beside, Doubt
from studylog.notebooks.figures import figure_of
from studylog.notebooks.untrusted import parts_of

_MARK = "attachment:"
#: Code in a line, which stays; an image or a link; an image in HTML; where a link leads.
_SHOWN = re.compile(
    r"`[^`\n]{1,999}`"
    r"|!?\[(?P<alt>[^\[\]]{0,999})\]\(\s{0,9}<?attachment:(?P<name>(?:[^()\n]|\([^()\n]*\)){0,999})\)"
    r"|(?P<tag><img\b[^<>]{0,1999}>)"
    r"|^[ ]{0,3}\[[^\[\]\n]{1,999}\]:[ \t]{0,9}<?attachment:(?P<place>[^\n]{0,999})$",
    re.M | re.I,
)
_SRC = re.compile(r"\bsrc\s{0,9}=\s{0,9}[\"']?\s{0,9}attachment:(?P<name>[^\"'>]{0,999})", re.I)
_ALT = re.compile(r"\balt\s{0,9}=\s{0,9}(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')", re.I)
#: What may stand behind an address: its closing mark, a title, a size.
_BEHIND = re.compile(r">|\s[\"'=]")


def put_attachments(source: str, beside: Beside) -> str:
    """The Markdown of the cell with the addresses of its files, which are kept in `beside`."""
    cell = beside.cell
    names = sorted(cell.attachments, key=len, reverse=True)  # `a.png` is in `aa.png`, too
    for number, name in enumerate(names):
        path = f"{beside.folder}/attachment_{cell.number}_{number}"
        figure = figure_of(cell.attachments[name], path, "")
        written = (f"{_MARK}{name}", f"{_MARK}{quote(name)}")
        if figure and any(w in source for w in written):
            beside.figures.append(figure)
            for w in written:
                source = source.replace(w, quote(figure.path))
    missing: list[str] = []
    shown = _without(source, missing.append)
    beside.doubts += (_doubt(name, beside) for name in dict.fromkeys(missing))
    return shown


def without_attachments(source: str) -> str:
    """The Markdown with the words of its attachments alone, for pages that have no such files."""
    return _without(source, lambda _: None)


def _doubt(name: str, beside: Beside) -> Doubt:
    there = name in beside.cell.attachments
    why = "which is no image" if there else "which the notebook does not hold"
    said = f"cell {beside.cell.number + 1} shows the attachment '{name}', {why}"
    return Doubt(said, "put the image into the cell again")


def _without(source: str, tell: Callable[[str], None]) -> str:
    if _MARK not in source.lower():
        return source

    def words(found: re.Match[str]) -> str:
        src = _SRC.search(found["tag"]) if found["tag"] else None
        named = src["name"] if src else found["name"] or found["place"]
        if named is None:
            return found[0]
        tell(unquote(html.unescape(_BEHIND.split(named, maxsplit=1)[0]).strip()))
        alt = _ALT.search(found["tag"]) if src else None
        return (alt["a"] or alt["b"] or "") if alt else found["alt"] or ""

    parts = (text if is_code else _SHOWN.sub(words, text) for text, is_code in parts_of(source))
    return "".join(parts)
