"""A post's kramdown becomes the Markdown of this site: attribute lists, options and formulas."""

from __future__ import annotations

import re
from dataclasses import replace

from studylog.posts.attributes import placed_attributes
from studylog.posts.line_map import Plain, lines_of_parts, then, unmoved
from studylog.posts.pieces import Piece, pieces
from studylog.problem import Problem

_MAY = re.compile(r"\{:|\$\$")
_EXTENSION = re.compile(r"\{:(?::(?P<name>\w+)[^{}\n]*?(?P<alone>/)?|/\w*)\}")
_COMMENT_END = re.compile(r"\{:/(?:comment)?\}")
_PRE = re.compile(r"(?<=[^\n])\n {0,3}<pre\b[^<>]*\Z")
_BLANK = re.compile(r"\n[ \t]*\n")
_MARKERS = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*+")
_FORMULA = re.compile(r"\$\$(?P<tex>(?:[^$\\]|\\.|\$(?!\$))+)\$\$", re.S)


def without_kramdown(body: str, path: str = "", line: int = 1) -> Plain:
    """The Markdown, and a problem where a comment is never closed. A blank line is added where a
    block would not be seen without it.

    https://kramdown.gettalong.org/syntax.html
    """
    made = _whole_code(body) if "<pre" in body else unmoved(body)
    if not _MAY.search(made.text):
        return made
    if "{:" in made.text:
        made = then(made, _without_extensions(made.text, path, line), line)
    if "$$" in made.text:
        made = then(made, _formulas(made.text))
    return then(made, placed_attributes(made.text)) if "{:" in made.text else made


def _whole_code(body: str) -> Plain:
    """With a blank line above each `<pre>` that holds one, where HTML stands right above.

    GitHub's HTML block would end at the blank line within, kramdown's does not.
    """
    out: list[str] = []
    sources: list[str] = []
    for piece in pieces(body, liquid=False):
        inside = piece.kind == "code" and piece.source.startswith(">")
        if inside and out and _BLANK.search(piece.source):
            out[-1] = _PRE.sub(r"\n\g<0>", out[-1])
        out.append(piece.source)
        sources.append(piece.source)
    return Plain("".join(out), lines_of_parts(zip(sources, out, strict=True)))


def _without_extensions(body: str, path: str, line: int) -> Plain:
    """In as many lines, without `{::options /}`, its like, and what stands in `{::comment}`."""
    out: list[str] = []
    opened = -1
    for piece in pieces(body, liquid=False):
        at = 0
        while at < len(piece.source):
            if opened >= 0:
                end = _COMMENT_END.search(piece.source, at)
                stop = end.end() if end else len(piece.source)
                out.append("\n" * piece.source.count("\n", at, stop))
                opened, at = (-1 if end else opened), stop
                continue
            found = _EXTENSION.search(piece.source, at) if piece.kind == "text" else None
            out.append(piece.source[at : found.start() if found else len(piece.source)])
            at = found.end() if found else len(piece.source)
            if found and found["name"] == "comment" and not found["alone"]:
                opened = piece.start + found.start()
    if opened >= 0:
        said = "the comment '{::comment}' is never closed and hides the rest of the post"
        at_line = line + body.count("\n", 0, opened)
        fault = Problem(path, at_line, said, "add {:/comment} where it ends", "error")
        return replace(unmoved("".join(out)), problems=(fault,))
    return unmoved("".join(out))


def _formulas(body: str) -> Plain:
    """`$$x$$` within a line becomes `\\(x\\)`; alone on its lines it stays a display."""
    parts: list[tuple[str, str]] = []
    for piece in pieces(body, liquid=False):
        found = _FORMULA.fullmatch(piece.source) if piece.kind == "code" else None
        made = _formula(body, piece, found["tex"]) if found else piece.source
        parts.append((piece.source, made))
    return Plain("".join(made for _, made in parts), lines_of_parts(parts))


def _formula(body: str, piece: Piece, tex: str) -> str:
    end = piece.start + len(piece.source)
    before, after = _line_before(body, piece.start), _line_from(body, end)
    if not _MARKERS.fullmatch(before) or after.strip():
        return rf"\({tex.strip()}\)"
    above = _line_before(body, piece.start - len(before) - 1).strip(" >\t")
    below = _line_from(body, end + len(after) + 1).strip(" >\t")
    first = "\n" if above and not before else ""
    last = "\n" if below and not before else ""
    if not (first or last) or piece.source.count("\n") < 2:
        return f"{first}{piece.source}{last}"
    # Its own line ends make room for the blank lines that part it from the text around it.
    spare = piece.source.count("\n") - len(first + last) - tex.strip().count("\n")
    return f"{first}$${tex.strip()}$${last}" + "\n" * max(0, spare)


def _line_before(body: str, at: int) -> str:
    """What stands on the line before that place, or the end of it where that is long."""
    return body[max(0, at - _FAR) : max(0, at)].rpartition("\n")[2]


def _line_from(body: str, at: int) -> str:
    return body[at : at + _FAR].partition("\n")[0]


#: Text that is further away on its line is found before its end is.
_FAR = 200
