"""The name of a topic becomes every name it goes by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BRACKET = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*")
_DASHES_AND_BLANKS = re.compile(r"[\s_\-\u00ad\u2010-\u2015\u2212]+")
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Names:
    """What a name says beyond itself.

    `short` is the name without the brackets that are aliases, `same` its normal form. `aliases`
    are what stands in these, an acronym in the plural also without its s. `loose` are names that
    stand for the topic where no other topic has them: the name without any bracket, and what
    stands before the first.
    """

    short: str
    same: str
    aliases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def read_names(name: str) -> Names:
    """The other names in the brackets of a name.

    >>> read_names("Convolutional Neural Networks (CNNs)").aliases
    ('CNNs', 'CNN')
    >>> read_names("Transfomers (non-NLP)").aliases
    ()
    """
    if "(" not in name:
        return Names(name, normal(name))
    aliases: dict[str, None] = {}
    short: list[str] = []
    outside: list[str] = []
    end = 0
    own = " ".join(_BRACKET.sub(" ", name).split())
    letters = _singular([own]).casefold() if is_acronym(own) else ""
    for bracket in _BRACKET.finditer(name):
        before, end = name[end : bracket.start()], bracket.end()
        words = bracket[1].split()
        alias = _is_alias(words) or _is_long_form(words, letters)
        if alias:
            aliases.update(dict.fromkeys((" ".join(words), _singular(words))))
        outside.append(before)
        short.append(before if alias else before + bracket[0])
    known, bare = (" ".join("".join([*p, name[end:]]).split()) for p in (short, outside))
    before = name.partition("(")[0].strip()
    loose = tuple(dict.fromkeys(n for n in (bare, before) if n and n not in (known, name)))
    known = known or name
    return Names(known, normal(known), tuple(aliases), loose)


def is_acronym(word: str) -> bool:
    """Letters and digits, the first a capital, and another capital: `CNNs`, `FedAvg`, `ViT`."""
    return bool(_ACRONYM.fullmatch(word))


def _is_alias(words: list[str]) -> bool:
    """One to three words, one of them an acronym, and no list of several names."""
    return len(words) <= _MOST_WORDS and _is_one_name(words) and any(map(is_acronym, words))


def _is_long_form(words: list[str], acronym: str) -> bool:
    """Words that hold the letters, small ones, in their order; `and` may be one of them.

    So `LSTM (done)` has no long form."""
    letters = iter("".join(words).casefold())
    in_order = bool(acronym) and all(letter in letters for letter in acronym)
    return in_order and "," not in "".join(words)


def _is_one_name(words: list[str]) -> bool:
    return "and" not in words and "," not in "".join(words)


def _singular(words: list[str]) -> str:
    """Without the s of an acronym in the plural: `Neural ODEs` as `Neural ODE`."""
    last = words[-1]
    if last.endswith("s") and is_acronym(last) and is_acronym(last[:-1]):
        last = last[:-1]
    return " ".join([*words[:-1], last])


def normal(name: str) -> str:
    """The same for all spellings of a name: case, plural s, dashes and blanks make no difference.

    >>> normal("Zero-Shot Models") == normal("zeroshot model")
    True
    """
    words = _DASHES_AND_BLANKS.split(unicodedata.normalize("NFKC", name).casefold())
    return "".join(word[:-1] if _is_plural(word) else word for word in words)


def _is_plural(word: str) -> bool:
    """`loss`, `bias` and `gas` are none, nor `analysis`."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "as", "us", "is"))
