"""Words that say how far something is become a state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from studylog.tasks.task import State


class Word(NamedTuple):
    """`state` is None where the words say that this is no task any more."""

    state: State | None
    written: str


_SAID: Mapping[State | None, str] = {
    "done": "done, finished, complete, completed, read, watched",
    "partly": "in progress, wip, started, ongoing, reading, watching, doing, half, partly, "
    "partially, skimmed",
    "maybe": "maybe, perhaps, optional, tbd, ?, done?, done ?",
    "open": "open, todo, to do, to-do, pending, not done, not started, not yet, planned, next, "
    "later, queued, unread, to read",
    None: "dropped, skipped, cancelled, canceled, abandoned",
}
#: Every word that alone is a mark.
WORDS: Mapping[str, State | None] = {
    word: state for state, words in _SAID.items() for word in words.split(", ")
}
_AFTER_DASH = ("done", "finished", "completed", "in progress", "todo")
_DASHES = (" - ", " – ", " — ", ": ")
_CLOSING = {")": "(", "]": "["}

_QUALIFIER = (
    "kind of|kinda|sort of|sorta|mostly|almost|nearly|partly|partially|half|more or less|except"
    "|but|not fully|not all"
)
_DONE = r"(?:done|finished|completed?)"
#: What may follow a word of that kind in brackets, and leaves it a mark.
_MORE = r"(?:\s*[,;:–—\-]|\s*\d|\s+(?:on|in|by|at)\b)"
_DONE_AND_MORE = re.compile(rf"{_DONE}(?={_MORE})")
_NEARLY_DONE = re.compile(rf"(?:{_QUALIFIER}) {_DONE}(?={_MORE}|$)")
_QUALIFIED = re.compile(rf"\b(?:{_QUALIFIER})\b")


def read_words(written: str) -> Word | None:
    """The state that the words alone say, as they stand in brackets; None of any others."""
    text = without_stop(" ".join(written.casefold().split()))
    if text in WORDS:
        return Word(WORDS[text], written)
    if _NEARLY_DONE.match(text):
        return Word("partly", written)
    if found := _DONE_AND_MORE.match(text):
        return Word(qualified(text[found.end() :]), written)
    return None


def qualified(more: str) -> State:
    """What `done` comes to when this is said behind it."""
    return "partly" if _QUALIFIED.search(more.casefold()) else "done"


def words_at_end(text: str) -> tuple[Word, str] | None:
    """The state said in brackets or behind a dash at the end, and the text before that."""
    bare = without_stop(text)
    at = _opening(bare)
    if at is not None:
        word = read_words(bare[at + 1 : -1])
        return (word._replace(written=bare[at:]), bare[:at].rstrip()) if word else None
    folded = bare[-_LONGEST:].casefold()
    for dash in _DASHES:
        for said in _AFTER_DASH:
            if folded.endswith(dash + said):
                written = bare[len(bare) - len(said) :]
                return Word(WORDS[said], written), bare[: -len(dash + said)].rstrip()
    return None


_LONGEST = max(map(len, _AFTER_DASH)) + max(map(len, _DASHES))


def without_stop(text: str) -> str:
    """The text without a last full stop or exclamation mark."""
    text = text.strip()
    return text[:-1].rstrip() if text.endswith((".", "!")) else text


def _opening(text: str) -> int | None:
    """Where the bracket opens that closes the text; None if none does."""
    closing = text[-1:]
    if closing not in _CLOSING:
        return None
    opening, depth = _CLOSING[closing], 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return None
