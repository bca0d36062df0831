"""A post's Markdown with Liquid becomes Markdown without: known tags in words, others gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from studylog.posts.highlights import fenced, without_raw
from studylog.posts.includes import included, linked
from studylog.posts.line_map import Plain, lines_of_parts, unmoved
from studylog.posts.outputs import Here, Value, value_of
from studylog.posts.pieces import Piece, pieces
from studylog.posts.places import (
    ROOT,
    Place,
    address,
    is_file,
    link_to,
    place_of,
    text_at,
    to_root,
)
from studylog.posts.post_names import Names, target_of, words_for
from studylog.problem import Level, Problem
from studylog.words import as_markdown

_MAY = re.compile(r"\{[%{]")
_GONE = "\0gone\0"
_UNLINKED = re.compile(rf"!?\[([^\[\]]*)\]\([ \t]*<?{_GONE}[^()\n]*\)")
_REST = re.compile(r"[^\s<>()\"'{}]*")
_LONGEST = 60


def without_liquid(body: str, here: Here, names: Names | None = None, line: int = 1) -> Plain:
    """The Markdown, and a problem at each tag that has no meaning.

    `line` is that of the file where the body begins. Nothing is evaluated.
    """
    if not _MAY.search(body):
        return unmoved(body)
    work = _Work(body, here, names or {})
    parts: list[tuple[str, str]] = []
    count, at = line, 0
    for piece in pieces(body):
        count, at = count + body.count("\n", at, piece.start), piece.start
        work.line = count
        made = _translated(piece, work)
        if made:
            work.out.append(made)
        parts.append((piece.source, made))
    text = "".join(work.out)
    if _GONE in text:
        text = _UNLINKED.sub(r"\1", text).replace(_GONE, "#")
    return Plain(text, lines_of_parts(parts), tuple(work.problems))


@dataclass(slots=True)
class _Work:
    """The state of one translation."""

    body: str
    here: Here
    names: Names
    out: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    line: int = 1

    def say(self, message: str, hint: str, level: Level = "note") -> str:
        """Keeps the problem; what stands in the place of such a tag is nothing."""
        self.problems.append(Problem(self.here.path, self.line, message, hint, level))
        return ""

    def tail(self) -> str:
        """The end of what was written, long enough to see what a value stands in."""
        text = ""
        for part in reversed(self.out):
            text = part[-200:] + text
            if len(text) >= 200:
                break
        return text

    def line_around(self, piece: Piece) -> tuple[str, str]:
        """What stands on the lines of the piece before and behind it."""
        end = piece.start + len(piece.source)
        stop = self.body.find("\n", end, end + 200)
        start = self.body.rfind("\n", max(0, piece.start - 200), piece.start) + 1
        return self.body[start : piece.start], self.body[end : stop if stop >= 0 else end + 200]


def _translated(piece: Piece, work: _Work) -> str:
    made = _MAKERS.get(piece.kind)
    if made is None:
        return piece.source
    return _kept_lines(piece, made(piece, work) if piece.closed else _unclosed(piece, work))


def _code(piece: Piece, work: _Work) -> str:
    return without_raw(piece.source)


def _raw(piece: Piece, work: _Work) -> str:
    return piece.body


def _highlight(piece: Piece, work: _Work) -> str:
    return fenced(piece.inside, piece.body, *work.line_around(piece))


def _hidden(piece: Piece, work: _Work) -> str:
    return ""


def _broken(piece: Piece, work: _Work) -> str:
    said = f"the Liquid tag '{_short(piece.source)}' is never closed and is left out"
    return work.say(said, f"close it with {_CLOSES[piece.source[:2]]}", "warning")


_CLOSES = {"{%": "%}", "{{": "}}"}


def _unclosed(piece: Piece, work: _Work) -> str:
    if piece.kind == "hidden":
        said = "the comment '{% comment %}' is never closed and hides the rest of the post"
        return work.say(said, "add {% endcomment %} where it ends", "error")
    said = f"the Liquid tag '{_short(piece.source)}' is never closed and is left out"
    return work.say(said, f"add {{% end{piece.name} %}} where it ends", "warning")


def _short(source: str) -> str:
    """A tag in one line, to be named in a message."""
    written = " ".join(source.split())
    return written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"


def _kept_lines(piece: Piece, made: str) -> str:
    """With line ends behind it, so that what follows stands on the line it was written on."""
    return made + "\n" * (piece.source.count("\n") - made.count("\n"))


def _output(piece: Piece, work: _Work) -> str:
    value = value_of(piece.inside, work.here)
    if value is None:
        said = f"'{_short(piece.source)}' has no value here and is left out"
        work.say(said, "write the text in its place, or put it in `backticks` to show it")
        return _kept_lines(piece, "")
    place, begun = place_of(work.tail())
    if value.on_site and place != "text" and begun in ("", ROOT, f"{ROOT}/"):
        return _on_site(piece, value, place, begun, work)
    return text_at(
        f"/{value.text.lstrip('/')}" if value.on_site and value.text else value.text, place
    )


def _on_site(piece: Piece, value: Value, place: Place, begun: str, work: _Work) -> str:
    """An address from the root of the site, which the text behind the tag may go on with."""
    if value.text:
        made = address(value.text, work.here.path, place)
        return made.removeprefix(ROOT) if begun else made
    end = piece.start + len(piece.source)
    rest = _REST.match(work.body, end)
    follows = rest[0] if rest else ""
    if begun or (place == "link" and is_file(follows) and work.body[end + len(follows)] != "{"):
        slash = "" if follows.startswith("/") or begun else "/"
        return "" if begun else to_root(work.here.path) + slash
    return ROOT


def _tag(piece: Piece, work: _Work) -> str:
    made: str | None = None
    if piece.name in ("post_url", "link"):
        return _link(piece, work)
    if piece.name == "include":
        before, after = work.line_around(piece)
        block = not before and not after.strip()
        made = included(piece.inside, work.here.path, block=block)
    elif piece.name in ("gist", "youtube", "vimeo"):
        made = linked(piece.name, (piece.inside.split() or [""])[0])
    if made is None:
        said = f"the Liquid tag '{_short(piece.source)}' means nothing here and is left out"
        return work.say(said, "write in Markdown what it stood for")
    return made


def _link(piece: Piece, work: _Work) -> str:
    """The link to a post or file; where there is none, the text that should have led there."""
    wanted = piece.inside.strip("\"' ")
    place, begun = place_of(work.tail())
    target = target_of(piece.name, wanted, work.names)
    if begun.startswith(ROOT):
        _take_back(work.out, begun)
    if target is None:
        said = f"the tag '{_short(piece.source)}' names no post of this log"
        work.say(said, "name the file of a post, without its ending", "warning")
        return _GONE if place != "text" else as_markdown(words_for(wanted))
    made = link_to(target, work.here.path, place)
    return made if place != "text" else f"[{as_markdown(words_for(wanted))}]({made})"


def _take_back(out: list[str], begun: str) -> None:
    """`{{ site.baseurl }}{% link x %}` has the root twice."""
    while begun and out:
        kept = out[-1].removesuffix(begun)
        if kept == out[-1]:
            begun = begun.removesuffix(out.pop())
        else:
            out[-1] = kept
            return


_MAKERS: dict[str, Callable[[Piece, _Work], str]] = {
    "code": _code, "raw": _raw, "highlight": _highlight, "hidden": _hidden, "output": _output,
    "tag": _tag, "broken": _broken,
}  # fmt: skip
