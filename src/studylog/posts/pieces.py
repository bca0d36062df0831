"""A post's Markdown is parted into text, what no one may touch in it, and its Liquid tags."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import dedent
from typing import Literal

from studylog.posts.opaque import READERS, Places

Kind = Literal["text", "code", "comment", "tag", "output", "broken", "raw", "hidden", "highlight"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`source` as written. `name` and `inside` are a tag's name and what follows, `body` is what
    stands between `{% raw %}` or `{% highlight %}` and its end; `closed` says if there is one."""

    kind: Kind
    start: int
    source: str
    name: str = ""
    inside: str = ""
    body: str = ""
    closed: bool = True


_EVENT = re.compile(
    r"(?P<fence>^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?:`{3,}(?=[^`\n]*$)|~{3,}))"
    r"|(?P<indented>^(?: {4}| {0,3}\t))"
    r"|(?P<escaped>\\[\\`$])|(?P<ticks>`+)|(?P<comment><!--)|(?P<dollars>\$\$?)|(?P<closing>>)"
    r"|(?P<tag>\{%)|(?P<output>\{\{)",
    re.M,
)
# A tag may take several lines, but no blank one and no other tag.
_TAG = re.compile(
    r"\{%-?+[ \t\n]*+(?P<name>\w*)(?P<in>(?:[^%{\n]|%(?!\})|\{(?!%)|\n(?![ \t]*\n))*+)%\}"
)
_OUTPUT = re.compile(r"\{\{-?+(?P<in>(?:[^{}\n]|\}(?!\})|\{(?![{%])|\n(?![ \t]*\n))*+)\}\}")
_BROKEN = re.compile(r"\{[{%](?:[^{}\n]*+\})?")
_PAIRED = re.compile(r"\{%-?\s*+(?P<name>(?:end)?(?:raw|comment|highlight))\b[^%{]*+%\}")
_HIGHLIGHT = re.compile(r"[ \t]*(?=\{%-?[ \t]*highlight\b)")
_BLOCKS: dict[str, Literal["raw", "hidden", "highlight"]] = {
    "raw": "raw", "comment": "hidden", "highlight": "highlight",
}  # fmt: skip


def pieces(text: str, *, liquid: bool = True) -> Iterator[Piece]:
    """All of the text in order, in one pass. Without `liquid`, tags are text.

    Code is a fence, a span, an indented block, the inside of `<pre>`, `<code>`, `<script>` and
    `<style>`, and maths too: `{{` is TeX there.
    """
    places, tags = Places(text), _Tags(text)
    at = shown = 0
    while found := _EVENT.search(text, at):
        kind = found.lastgroup or ""
        piece = _piece(places, tags if liquid else None, kind, found.start())
        if piece is None:
            at = found.end()
            continue
        if piece.start > shown:
            yield Piece("text", shown, text[shown : piece.start])
        yield piece
        at = shown = piece.start + len(piece.source)
    if shown < len(text):
        yield Piece("text", shown, text[shown:])


def _piece(places: Places, tags: _Tags | None, kind: str, start: int) -> Piece | None:
    text = places.text
    if reader := READERS.get(kind):
        end = reader(places, start)
        if end is None:
            return None
        if tags and kind == "indented" and (found := _HIGHLIGHT.match(text, start)):
            # It is code, but Jekyll reads the tag there too.
            tag = _tag(tags, found.end())
            return replace(tag, start=start, source=found[0] + tag.source, body=dedent(tag.body))
        return Piece("comment" if kind == "comment" else "code", start, text[start:end])
    if tags is None:
        return None
    return _tag(tags, start) if kind == "tag" else _output(text, start)


class _Tags:
    """The tags that end others, each found once; `never` names those of which none is left."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paired = [(m.start(), m.end(), m["name"]) for m in _PAIRED.finditer(text)]
        self.never: set[str] = set()

    def end_of(self, name: str, start: int) -> tuple[int, int] | None:
        """Where the tag that ends it begins and ends; comments stand in one another."""
        depth = 0
        raw = False
        for index in range(bisect_left(self.paired, (start,)), len(self.paired)):
            begin, end, said = self.paired[index]
            if name == "comment":
                depth += {"comment": 1, "endcomment": -1}.get(said, 0)
                if said == "endcomment" and depth == 0:
                    return begin, end
            elif name == "highlight" and said in ("raw", "endraw"):
                raw = said == "raw"
            elif said == f"end{name}" and not raw:
                return begin, end
        self.never.add(name)
        return None


def _output(text: str, start: int) -> Piece:
    found = _OUTPUT.match(text, start)
    if found:
        return Piece("output", start, found[0], inside=found["in"].removesuffix("-").strip())
    return _broken(text, start)


def _broken(text: str, start: int) -> Piece:
    found = _BROKEN.match(text, start)
    return Piece("broken", start, found[0] if found else text[start : start + 2])


def _tag(tags: _Tags, start: int) -> Piece:
    found = _TAG.match(tags.text, start)
    if not found:
        return _broken(tags.text, start)
    name, inside = found["name"], found["in"].removesuffix("-").strip()
    kind = _BLOCKS.get(name)
    if kind is None:
        return Piece("tag", start, found[0], name, inside)
    end = None if name in tags.never else tags.end_of(name, start)
    if end:
        body = tags.text[found.end() : end[0]]
        return Piece(kind, start, tags.text[start : end[1]], name, inside, body)
    source = tags.text[start:] if kind == "hidden" else found[0]
    return Piece(kind, start, source, name, inside, closed=False)
