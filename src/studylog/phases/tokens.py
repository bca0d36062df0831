"""The text of a heading becomes the pieces that dates and numbers of weeks are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

#: Where a number begins: not inside a word or another number.
_ALONE = r"(?<![\w./])"
_TOKEN = re.compile(
    rf"""
    {_ALONE}(?P<iso>[0-9]{{4}}(?P<sep>[-/.])[0-9]{{1,2}}(?P=sep)[0-9]{{1,2}}(?!\w|[-/.][0-9]))
  | {_ALONE}(?P<unclear>[0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}(?![\w/-])
           |[0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?(?![\w/])
           |[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{4}})?(?![\w/])|[0-3][0-9]\.[01][0-9](?![\w./]))
  | (?P<decimal>{_ALONE}[0-9]+(?:\.[0-9]+)+)
  | {_ALONE}(?P<year>(?:19|20|21)[0-9]{{2}}(?!\w))
  | {_ALONE}(?P<day>[0-9]{{1,2}}(?:(?P<ordinal>st|nd|rd|th)(?!\w)|(?![0-9_]))\.?)
  | (?P<word>[^\W\d_]+\.?)
  | (?P<to>--?>?|[–—−→])
  | (?P<other>\S)
    """,
    re.X | re.I,
)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NAMES = {
    **{name.lower(): n for n, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): n for n, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
#: Other words one letter off a month, which stand beside numbers too: `Match 3 to 5`.
_NO_MONTHS = frozenset((
    "dune", "jane", "jung", "junk", "jury", "many", "match", "maya", "mayo", "mays", "rune", "tune",
))  # fmt: skip
_BETWEEN = frozenset(("to", "until", "till", "through"))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece from `start` up to `end` of the text. `kind` is the name of what it is: `iso`,
    `unclear` (05/06, 5.6.2025, 25-05-2025), `decimal`, `year`, `day` (20, 20th), `word`, `to` (any
    sign or word between two dates) or `other`."""

    kind: str
    text: str
    start: int
    end: int
    ordinal: bool = False

    @property
    def number(self) -> int:
        return int(self.text.rstrip(".")[:4] if self.kind == "year" else _digits(self.text))

    @property
    def lower(self) -> str:
        return self.text.casefold().rstrip(".")

    def says(self, *words: str) -> bool:
        return self.lower in words


#: Stands before the first token and behind the last one.
NONE = Token("none", "", 0, 0)


def tokens_of(text: str) -> tuple[Token, ...]:
    """All pieces in their order; blanks are between them."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup if match.lastgroup not in ("sep", "ordinal") else ""
        kind = kind or ("iso" if match["iso"] else "day")
        if kind == "word" and match[0].casefold() in _BETWEEN:
            kind = "to"
        found.append(Token(kind, match[0], *match.span(), ordinal=bool(match["ordinal"])))
    return tuple(found)


@lru_cache(maxsize=512)
def months_of(word: str) -> tuple[int, ...]:
    """The months, from 1, that a word is or is one letter off; empty for any other word.

    May is too short for a wrong letter (`Day 3 to 5`); of it one letter may be too many.
    """
    word = word.casefold().rstrip(".")
    if word in _NAMES:
        return (_NAMES[word],)
    if not 3 <= len(word) <= len("September") + 1 or word in _NO_MONTHS:
        return ()
    return tuple(
        n
        for n, name in enumerate(MONTHS, 1)
        if DamerauLevenshtein.distance(word, name.lower(), score_cutoff=1) <= 1
        and (name != "May" or len(word) > len(name))
    )


def is_exact(word: str) -> bool:
    """Whether the word is a month's name or its short form, without a slip."""
    return word.casefold().rstrip(".") in _NAMES


def is_like_month(word: str) -> bool:
    """Whether the word is nearly a month's name, as it is in many languages: `Mai`, `Okt`."""
    word = word.casefold().rstrip(".")
    if len(word) < 3 or word in _NO_LIKE or len(word) > len("September") + 2:
        return False
    most = 1 if len(word) < 5 else 2
    near = DamerauLevenshtein.distance
    return any(near(word, name, score_cutoff=most) <= most for name in _NAMES if len(name) > 2)


#: Words that are near to a month's name and follow numbers.
_NO_LIKE = _NO_MONTHS | {"day", "days", "way", "ways", "jobs", "map", "maps", "act", "acts", "set"}


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
