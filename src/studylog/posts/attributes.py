"""Attributes such as `{: .class #id }` come to stand where this site's Markdown reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from studylog.posts.line_map import Plain
from studylog.posts.pieces import pieces

# In front of a sign for the element before, which `studylog.markdown.attributes` reads.
ABOVE = "{:^"
_LINE = re.compile(r"(?P<margin>[ \t>]*)\{:(?![:/^])(?P<in>[^{}\n]*)\}[ \t]*")
_NAMED = re.compile(r"(?P<name>[\w-]+):[ \t]*(?P<in>.*)")
_LIST = r"\{:(?![:/^])(?P<in>[^{}\n]*)\}"
_IN_TEXT = re.compile(r"(?<=[*_)\]`>~])(?P<in>(?:\{:(?![:/^])[^{}\n]*\})+)")
_AT_END = re.compile(rf"(?<=[^\n])[ \t]{_LIST}[ \t]*$")
_OF_ITEM = re.compile(
    r"^(?P<marker>[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\{:(?![:/^])(?P<in>[^{}\n]*)\}"
)
_PART = re.compile(
    r"(?<![\w:.-])(?:(?P<key>[A-Za-z_:][\w:.-]*+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"']+))|\#(?P<id>[\w:.-]++)|(?P<classes>(?:\.[\w-]++)+)|(?P<reference>[\w-]++))"
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:>|\||<|:[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3})|[ \t]")
_TOC = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_GENERATED = ("toc", "no_toc")


@dataclass(frozen=True, slots=True)
class _Work:
    """The state of one text: its lines, which change, and which of the given ones they were; the
    attributes with a name, and the lines with code on them."""

    lines: list[str]
    sources: list[int]
    known: Mapping[str, str]
    code: frozenset[int]


def placed_attributes(body: str) -> Plain:
    """The text; `{:toc}` and what names no attribute are gone."""
    lines = body.split("\n")
    code = _code_lines(body)
    known = _definitions(lines, code)
    work = _Work(lines, list(range(len(lines))), known, code)
    _join_rows(lines, code)
    for number, line in enumerate(lines):
        if "{:" not in line or number in code:
            continue
        if found := _LINE.fullmatch(line):
            lines[number] = ""
            if not _NAMED.fullmatch(found["in"].strip()):
                _place(work, number, found)
        else:
            lines[number] = _in_line(line, known)
    made = [[n] * (line.count("\n") + 1) for n, line in zip(work.sources, lines, strict=True)]
    return Plain("\n".join(lines), list(chain.from_iterable(made)))


def _code_lines(body: str) -> frozenset[int]:
    """The lines with code, maths or a comment on them, which stay as they are."""
    found: set[int] = set()
    number = at = 0
    for piece in pieces(body, liquid=False):
        number, at = number + body.count("\n", at, piece.start), piece.start
        if piece.kind != "text" and "\n" in piece.source.strip("\n"):
            found.update(range(number, number + piece.source.count("\n") + 1))
        elif piece.kind != "text" and "{:" in piece.source:
            found.add(number)
    return frozenset(found)


def _definitions(lines: list[str], code: frozenset[int]) -> dict[str, str]:
    """The attributes that `{:name: .class}` gives a name."""
    named: dict[str, str] = {}
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line) if "{:" in line and number not in code else None
        definition = _NAMED.fullmatch(found["in"].strip()) if found else None
        if definition:
            named[definition["name"]] = definition["in"]
    return named


def _join_rows(lines: list[str], code: frozenset[int]) -> None:
    """Makes one line of those in a row: the first below a block, else the last above the next."""
    row: list[re.Match[str]] = []
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else ""
        found = _LINE.fullmatch(line) if "{:" in line and number not in code else None
        if found and not _NAMED.fullmatch(found["in"].strip()):
            row.append(found)
            continue
        if len(row) > 1:
            first = number - len(row)
            below = first > 0 and lines[first - 1].strip(" \t>")
            margin = row[0]["margin"]
            lines[first:number] = [margin.rstrip()] * len(row)
            joined = " ".join(each["in"].strip() for each in row)
            lines[first if below else number - 1] = f"{margin}{{: {joined} }}"
        row = []


def _written(inside: str, known: Mapping[str, str]) -> str:
    """The attributes as `attr_list` reads them, without what only kramdown makes something of."""
    parts: list[str] = []
    for found in _PART.finditer(inside):
        if found["key"]:
            given = next(v for v in found.group("double", "single", "bare") if v is not None)
            parts.append(
                f"{found['key']}='{given}'" if '"' in given else f'{found["key"]}="{given}"'
            )
        elif found["id"]:
            parts.append(f"#{found['id']}")
        elif found["classes"]:
            names = found["classes"].split(".")[1:]
            parts += [f".{name}" for name in names if name not in _GENERATED]
        elif found["reference"] in known:
            parts += _written(known[found["reference"]], {}).split()
    return " ".join(parts)


def _in_line(line: str, known: Mapping[str, str]) -> str:
    """Attributes behind a span, at the end of a heading, or at the start of an item."""

    def written(found: re.Match[str]) -> str:
        inside = found["in"].replace("{:", " ").replace("}", " ")  # several stand in a row
        attributes = _written(inside, known)
        return f"{{: {attributes} }}" if attributes else ""

    def of_item(found: re.Match[str]) -> str:
        attributes = _written(found["in"], known)
        return found["marker"] + (f"{ABOVE} {attributes} }}" if attributes else "")

    if _HEADING.match(line):
        line = _AT_END.sub(lambda found: f" {written(found)}".rstrip(), line)
    return _IN_TEXT.sub(written, _OF_ITEM.sub(of_item, line, count=1))


def _place(work: _Work, number: int, found: re.Match[str]) -> None:
    """Puts the attributes of a line of their own where they are read; that line is empty now."""
    lines = work.lines
    if "toc" in found["in"].split() and _TOC.match(lines[number - 1] if number else ""):
        lines[number - 1] = ""
    attributes = _written(found["in"], work.known)
    above = lines[number - 1] if number else ""
    if not attributes:
        return
    if not above.strip() or above.startswith(ABOVE):
        _before(work, number, attributes)
    elif _HEADING.match(above):
        lines[number - 1] = f"{above.rstrip()} {{: {attributes} }}"
    elif _UNDERLINE.fullmatch(above) and number > 1 and lines[number - 2].strip():
        lines[number - 2] = f"{lines[number - 2].rstrip()} {{: {attributes} }}"
    elif found["margin"] or _is_paragraph(lines, number, work.code):
        lines[number] = f"{found['margin']}{{: {attributes} }}"
    elif number + 1 == len(lines) or not lines[number + 1].strip():
        below = lines[number + 2] if number + 2 < len(lines) else ""
        more = "\n" if below.strip() else ""
        if number + 1 == len(lines):
            work.sources.append(work.sources[number])
        lines[number : number + 2] = ["", f"{ABOVE} {attributes} }}{more}"]


def _is_paragraph(lines: list[str], number: int, code: frozenset[int]) -> bool:
    """Whether the block that ends above the line is plain text."""
    first = number - 1
    if first in code:
        return False
    while first > 0 and lines[first - 1].strip() and number - first < _LONGEST:
        first -= 1
    return not any(_NO_PARAGRAPH.match(line) for line in lines[first:number])


def _begins_text(line: str) -> bool:
    return not _NO_PARAGRAPH.match(line) and not _HEADING.match(line)


_LONGEST = 40


def _before(work: _Work, number: int, attributes: str) -> None:
    """Attributes of the block below; this site's Markdown reads those of text and headings."""
    lines, sources = work.lines, work.sources
    if number + 1 >= len(lines) or number + 1 in work.code:
        return
    below = lines[number + 1]
    if _HEADING.match(below):
        lines[number + 1] = f"{below.rstrip()} {{: {attributes} }}"
    elif below.strip() and _begins_text(below):
        end = number + 1
        while end < len(lines) and lines[end].strip() and end - number < _LONGEST:
            end += 1
        if not _LINE.fullmatch(lines[end - 1]):
            lines[number:end] = [*lines[number + 1 : end], f"{{: {attributes} }}"]
            sources[number:end] = [*sources[number + 1 : end], sources[number]]
