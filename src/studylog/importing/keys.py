"""Authors, year and title of a resource become the key of its entry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count

from studylog.bib.names import read_names

_SKIPPED = frozenset({
    "a", "an", "the", "of", "for", "in", "on", "to", "and", "or", "with", "is", "are", "via", "by",
    "from", "using", "towards", "as", "at", "how",
})  # fmt: skip
#: Letters that are no accented ones.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_LONGEST = 60


def key_of(title: str, authors: str = "", year: str = "") -> str:
    """`he2016deep`, or without authors and year the first three words of the title.

    >>> key_of("Attention is all you need")
    'attentionallyou'
    """
    words = _words(title)
    names = read_names(authors) if authors and year else ()
    family = "".join(_words(names[0].family, every=True)) if names else ""
    made = f"{family}{year}{''.join(words[:1])}" if family else "".join(words[:3])
    return made[:_LONGEST] or "entry"


def free_key(key: str, taken: Collection[str]) -> str:
    """The key, or if it is taken the first of `keyb`, `keyc`, ... that is not.

    `taken` are keys in lower case: those that differ in case only make one address.
    """
    if key.lower() not in taken:
        return key
    return next(key + end for end in _endings() if (key + end).lower() not in taken)


def _endings() -> Iterator[str]:
    """b to z, then b2 to z2, and so on."""
    for round_ in count(1):
        for letter in "bcdefghijklmnopqrstuvwxyz":
            yield letter if round_ == 1 else f"{letter}{round_}"


def _words(text: str, *, every: bool = False) -> list[str]:
    """The words in lower case and ASCII; those that say little only if there are no others."""
    lower = _APOSTROPHE.sub("", text.lower()).translate(_LETTERS)
    parted = unicodedata.normalize("NFKD", lower)
    words = re.findall(r"[a-z0-9]+", "".join(c for c in parted if not unicodedata.combining(c)))
    telling = words if every else [w for w in words if w not in _SKIPPED]
    return telling or words
