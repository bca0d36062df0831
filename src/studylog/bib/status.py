"""A status as people type it becomes one of five statuses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from studylog.bib.text import plain
from studylog.problem import did_you_mean_one_of, nearest

TO_READ, READING, SKIMMED, READ, DROPPED = "to-read", "reading", "skimmed", "read", "dropped"

#: In the order of the reading list's sections, with the words a reader sees.
STATUSES = {
    READING: "Reading",
    TO_READ: "To read",
    SKIMMED: "Skimmed",
    READ: "Read",
    DROPPED: "Dropped",
}

_ALIASES = {
    TO_READ: "to read, toread, unread, new, todo, to do, queue, queued, later, backlog, planned, "
    "pending, not started, want to read",
    READING: "reading, in progress, inprogress, started, current, currently reading, ongoing, wip",
    SKIMMED: "skimmed, skim, partly, partly read, partially read, summary",
    READ: "read, done, finished, completed, complete",
    DROPPED: "dropped, abandoned, not reading, skipped, did not finish, dnf",
}
ALIASES = {
    alias.strip(): status for status, words in _ALIASES.items() for alias in words.split(",")
}
_EMOJI = {
    "⭐": TO_READ, "📙": TO_READ, "⬜": TO_READ, "📖": READING, "📗": READ, "✅": READ,
    "📕": DROPPED,
}  # fmt: skip

#: States of publication: `status` says these in other people's files, and nothing about reading.
PUBLICATION = frozenset({
    "published", "in press", "inpress", "accepted", "submitted", "forthcoming", "to appear",
    "under review", "preprint", "draft", "unpublished", "retracted", "final",
})  # fmt: skip


@lru_cache(maxsize=1024)
def normalise(value: str) -> str:
    """The first part of the value, case folded, without TeX, symbols and doubled blanks."""
    words = "".join(c for c in _first_part(value) if not _is_symbol(c))
    return re.sub(r"[\s_~-]+", " ", words).strip(" .!")


def read_status(value: str) -> str | None:
    """One of the five; None if the value does not speak of reading; else the value as written."""
    if normalise(value) in PUBLICATION:
        return None
    return meaning(value) or as_written(value) or None


@lru_cache(maxsize=1024)
def meaning(value: str) -> str | None:
    """The one of the five that the value names by an alias or, without words, by an emoji."""
    words = normalise(value)
    if words and words not in ALIASES and "\\" in value:  # such as `\\textbf{read}`
        words = normalise(plain(value))
    if words:
        return ALIASES.get(words)
    return next((_EMOJI[c] for c in _first_part(value) if c in _EMOJI), None)


def as_written(value: str) -> str:
    """The value on one line, without what only TeX needs."""
    return " ".join((plain(value) if re.search(r"[\\{}]", value) else value).split())


@lru_cache(maxsize=1024)
def status_hint(written: str) -> str:
    """The statuses that an unknown value may mean; a misspelt alias stands for its status."""
    words = normalise(written)
    near = {ALIASES[alias] for alias in nearest(words, ALIASES)} or _begun_with(words)
    found = [status for status in _ALIASES if status in near]
    return did_you_mean_one_of(found) or "known are " + ", ".join(_ALIASES)


def _begun_with(words: str) -> set[str]:
    """The only status that has aliases with this beginning of three letters and more."""
    found = {status for alias, status in ALIASES.items() if alias.startswith(words)}
    return found if len(words) >= 3 and len(found) == 1 else set()


def _first_part(value: str) -> str:
    folded = unicodedata.normalize("NFKC", value).casefold()
    bare = re.sub(r'[\\{}"]', "", folded).strip()
    return re.split(r"[,;(\n\r\v\f\x85\u2028\u2029]", bare, maxsplit=1)[0]


def _is_symbol(character: str) -> bool:
    """Whether it is a symbol, or what makes a symbol another: a joiner, an accent, a keycap."""
    category = unicodedata.category(character)
    return character != "~" and (category[0] == "S" or category in ("Mn", "Me", "Cf"))
