"""A `status` field as people type it becomes one of five statuses."""

from __future__ import annotations

import re
import unicodedata

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


def normalise(value: str) -> str:
    """The first part of the value, case folded, without TeX, symbols and doubled blanks."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    first = re.split(r"[,;(\n]", re.sub(r'[\\{}"]', "", folded), maxsplit=1)[0]
    words = re.sub(r"[\s_~-]+", " ", "".join(c for c in first if not _is_symbol(c)))
    return words.strip(" .!")


def read_status(value: str) -> str | None:
    """One of the five; None if the value does not speak of reading; else the value as written."""
    words = normalise(value)
    if not words:
        return next((_EMOJI[c] for c in value if c in _EMOJI), value.strip() or None)
    if words in PUBLICATION:
        return None
    return ALIASES.get(words, " ".join(value.split()))


def _is_symbol(character: str) -> bool:
    if character in "~_-":
        return False
    return unicodedata.category(character) in ("So", "Sk", "Sm", "Mn", "Cf")
