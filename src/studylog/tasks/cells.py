"""The Markdown of a table's cell becomes the state it says as the progress of its row."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from studylog.dialect import is_struck
from studylog.tasks.marks import QUESTION, mark_of, plain
from studylog.tasks.task import State
from studylog.tasks.words import WORDS, qualified, read_words


class Kind(Enum):
    """How sure the reading is: only marks make a column the progress column."""

    EMPTY = auto()
    MARK = auto()
    PLACE = auto()
    UNKNOWN = auto()


class Cell(NamedTuple):
    """`state` is None where the row is no task: any more, or as far as is understood."""

    kind: Kind
    state: State | None


#: What says a state in a cell alone or before more, beside the words of items.
_SHORT: dict[str, State] = {
    "yes": "done", "y": "done", "x": "done", "no": "open", "n": "open",
}  # fmt: skip
#: Every word that is understood, for naming the nearest one.
CELL_WORDS = (*WORDS, *_SHORT)
_DASHES = ("-", "–", "—")
_BEHIND = r"(?=[,;:()]|[.!]*(?:\s|$))"
_ANY = "|".join(re.escape(word) for word in sorted(CELL_WORDS, key=len, reverse=True))
_LEADING = re.compile(rf"(?P<word>{_ANY}){_BEHIND}")
_OF = re.compile(rf"(?P<k>[0-9]{{1,9}}) ?/ ?(?P<n>[0-9]{{1,9}}){_BEHIND}")
_PERCENT = re.compile(rf"(?P<whole>[0-9]{{1,9}})(?:[.,](?P<part>[0-9]{{1,9}}))? ?%{_BEHIND}")


def read_cell(markdown: str) -> Cell:
    """What the cell says; case, emphasis, links and the ticks of code are ignored."""
    text = plain(markdown, opaque=False)
    if not text:
        return Cell(Kind.EMPTY, "open")
    mark = mark_of(text, struck="~~" in markdown and is_struck(markdown))
    if mark and mark.row != QUESTION:
        return Cell(Kind.MARK, mark.state)
    folded = text.casefold()
    for said in (_of_words(folded), _of_numbers(folded)):
        if said:
            return said
    if any(character.isdigit() for character in text):
        return Cell(Kind.PLACE, "partly")
    return Cell(Kind.UNKNOWN, "maybe" if mark else None)


def _of_words(text: str) -> Cell | None:
    """The state of a word that is all of the cell or stands before more of it."""
    if text in _DASHES or text.startswith(tuple(dash + " " for dash in _DASHES)):
        return Cell(Kind.MARK, "open")
    if word := read_words(text):
        return Cell(Kind.MARK, word.state)
    found = _LEADING.match(text)
    if not found:
        return None
    said, more = found["word"], text[found.end() :]
    state = WORDS[said] if said in WORDS else _SHORT[said]
    return Cell(Kind.MARK, qualified(more) if state == "done" else state)


def _of_numbers(text: str) -> Cell | None:
    """The state of `3/8` and `40%`."""
    if found := _OF.match(text):
        reached, whole = int(found["k"]), int(found["n"])
    elif found := _PERCENT.match(text):
        reached, whole = int(found["whole"]) * 10**9 + int(found["part"] or 0), 100 * 10**9
    else:
        return None
    if reached == 0:
        return Cell(Kind.MARK, "open")
    return Cell(Kind.MARK, "done" if reached >= whole else "partly")
