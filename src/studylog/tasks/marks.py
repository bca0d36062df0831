"""The Markdown of an item or heading becomes the `Mark` it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from studylog.dialect import is_struck, plain_text
from studylog.tasks.task import State
from studylog.tasks.words import words_at_end

#: The kinds of mark, in the order in which they are asked.
BOX, GLYPH, STRUCK, WORDS, QUESTION = range(1, 6)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text says of itself; `state` is None where it is no task any more.

    `row` is the kind of mark that spoke, `name` the plain text without marks. The first `box`
    characters of the Markdown are a typed box with the blank behind it. `faults` are pairs of
    fact and cure.
    """

    state: State | None
    row: int
    name: str
    box: int = 0
    faults: tuple[tuple[str, str], ...] = ()


class _Said(NamedTuple):
    row: int
    state: State | None
    written: str


_BOXES: Mapping[str, State | None] = {
    "": "open", " ": "open", "x": "done", "X": "done", "/": "partly", "~": "partly", "?": "maybe",
    "-": None,
}  # fmt: skip
_BY_STATE: Mapping[State, str] = {
    "done": "✅ ☑ ✔ ✓ :white_check_mark: :heavy_check_mark: :ballot_box_with_check:",
    "partly": "🔄 ⏳ 🚧 🟡 🟨 :construction: :hourglass:",
    "maybe": "❓ :question:",
    "open": "⬜ ☐ 🔲 ❌ ✗ ✘ ✖ :x: :white_large_square:",
}
_GLYPHS = {glyph: state for state, glyphs in _BY_STATE.items() for glyph in glyphs.split()}
_AGAINST: Mapping[State | None, State] = {"done": "open", "open": "done"}
_BOX = re.compile(r"\[(?P<inside>[ xX/~?-]?)\](?: |$)")
_TYPED_BOX = re.compile(r"[ \t]*\[[ \txX/~?-]?\](?:[ \t]+|[ \t]*\n[ \t]*)(?=\S)")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^\n]*\}")
_ASKING = (
    "what", "why", "how", "which", "who", "whose", "when", "where", "is", "are", "was", "were",
    "does", "did", "can", "could", "should", "would", "will",
)  # fmt: skip


def without_attributes(markdown: str) -> str:
    """The Markdown without a last attribute list such as `{#id}`."""
    text = markdown.rstrip()
    at = text.rfind("{")
    return text[:at] if at >= 0 and _ATTRIBUTES.fullmatch(text, at) else text


def plain(markdown: str, *, opaque: bool = True) -> str:
    """The text in which marks are looked for: without attributes and variation selectors."""
    text = plain_text(without_attributes(markdown), opaque=opaque)
    return text.replace("\ufe0f", "").strip()


def read_mark(markdown: str) -> Mark | None:
    """The mark of an item's first paragraph, None if it has none.

    A mark of kind QUESTION holds only on a page with other marks: that is for the caller to know.
    """
    text, typed = plain(markdown), _TYPED_BOX.match(markdown)
    if markdown.startswith("\\["):  # what is escaped is text
        text = "\\" + text
    box = typed.end() if typed else 0
    alone = _BOX.match(text)
    if alone and alone.end() == len(text):  # text, as on GitHub
        return None
    mark = mark_of(text, struck="~~" in markdown and is_struck(markdown[box:]))
    return replace(mark, box=box) if mark and box else mark


def mark_of(text: str, *, struck: bool) -> Mark | None:
    """The mark of a plain text; `struck` says whether all of it behind the box is."""
    said, text = _of_box(text)
    glyphs, text = _of_glyphs(text)
    words, name = _of_words(text)
    said += [*glyphs, *([_Said(STRUCK, "done", "~~")] if struck else []), *words]
    if said:
        return _joined(said, name)
    return Mark("maybe", QUESTION, text.rstrip("? ")) if _asks_whether(text) else None


def read_end_mark(markdown: str) -> Mark | None:
    """The mark that ends a heading: a glyph, or words in brackets or behind a dash."""
    glyphs, text = _of_glyphs(plain(markdown), start=False)
    words, name = _of_words(text)
    return _joined([*glyphs, *words], name) if glyphs or words else None


def begins_with_sign(text: str) -> bool:
    """Whether a plain text begins with a box or a glyph."""
    return bool(_BOX.match(text)) or text.startswith(tuple(_GLYPHS))


def sign_at_start(markdown: str) -> str:
    """The box or glyph that the Markdown begins with, as typed; empty if it begins with none."""
    if box := _BOX.match(markdown):
        return box[0].rstrip()
    glyph = next((glyph for glyph in _GLYPHS if markdown.startswith(glyph)), "")
    return glyph + "\ufe0f" if glyph and markdown.startswith(glyph + "\ufe0f") else glyph


def _of_box(text: str) -> tuple[list[_Said], str]:
    found = _BOX.match(text)
    if not found:
        return [], text
    return [_Said(BOX, _BOXES[found["inside"]], found[0].rstrip())], text[found.end() :]


def _of_glyphs(text: str, *, start: bool = True) -> tuple[list[_Said], str]:
    """The glyphs at both ends, and the text between."""
    said = []
    if start and (glyph := next((g for g in _GLYPHS if text.startswith(g)), "")):
        said.append(_Said(GLYPH, _GLYPHS[glyph], glyph))
        text = text[len(glyph) :].lstrip()
    if glyph := next((g for g in _GLYPHS if text.endswith(g)), ""):
        said.append(_Said(GLYPH, _GLYPHS[glyph], glyph))
        text = text[: -len(glyph)].rstrip()
    return said, text


def _of_words(text: str) -> tuple[list[_Said], str]:
    found = words_at_end(text)
    if not found:
        return [], text
    word, before = found
    return [_Said(WORDS, word.state, word.written)], before


def _asks_whether(text: str) -> bool:
    """Whether it ends in a question mark and does not ask for more than yes or no."""
    if not text.endswith("?") or not text.rstrip("? "):
        return False
    word = re.search(r"\w[^\W_]*", text)
    return word is None or word[0].casefold() not in _ASKING


def _joined(said: list[_Said], name: str) -> Mark:
    """What several marks come to: the first speaks, unless one says that this is no task."""
    rows = {s.row: s for s in reversed(said)}
    first = next((s for s in said if s.state is None), said[0])
    if first.row == BOX and first.state == "open" and STRUCK in rows:
        return Mark(None, BOX, name)
    state = first.state
    if first.row == BOX and state == "done" and WORDS in rows and rows[WORDS].state == "partly":
        state = "partly"
    return Mark(state, first.row, name, faults=tuple(_faults(said, first)))


def _faults(said: list[_Said], first: _Said) -> Iterator[tuple[str, str]]:
    if first.written == "[]":
        yield "the box '[]' is taken as '[ ]'", "write a blank between its brackets"
    against = _AGAINST.get(first.state)
    if other := next((s for s in said if against and s.state == against), None):
        fact = f"'{first.written}' says {first.state} and '{other.written}' says {other.state}"
        yield f"{fact}; counted as {first.state}", "keep one of the two"
