"""A name becomes the part of a URL that stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

#: A slug is a folder's name, and file systems take 255 bytes.
_LONGEST = 200
#: Signs that tell names apart: `C`, `C++`, `C#`, `A*`.
_SPOKEN = {"+": " plus ", "#": " sharp ", "*": " star "}
_ASCII = re.compile(r"[a-z0-9]+")


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits joined by `-`; letters of other scripts stay.

    >>> slug("Hladůvka & Bühler, 2017")
    'hladuvka-buhler-2017'
    """
    if name.isascii():
        return "-".join(_ASCII.findall(name.lower()))[:_LONGEST].strip("-")
    bare = re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", name))
    letters = unicodedata.normalize("NFC", bare.casefold())
    joined = "-".join("".join(c if _in_word(c) else " " for c in letters).split())
    return joined.encode()[:_LONGEST].decode(errors="ignore").strip("-")


def _in_word(character: str) -> bool:
    """Letters and digits, and the marks that scripts such as Devanagari write vowels with."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def unique_slugs(names: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A slug for each name, in order; where two are the same, the later end in -2, -3 and so on.

    None of them is one of `taken`.
    """
    used = set(taken)
    last: dict[str, int] = {}
    slugs: list[str] = []
    for name in names:
        base = candidate = slug(name) or "entry"
        while candidate in used:
            last[base] = last.get(base, 1) + 1
            candidate = f"{base}-{last[base]}"
        used.add(candidate)
        slugs.append(candidate)
    return tuple(slugs)


def category_slugs(names: Iterable[str]) -> Mapping[str, str]:
    """A slug of its own for each name as it is typed: of two with the same, the first has it bare.

    >>> dict(slugs_of_names(["C++", "C#", "C", "c", ".."]))
    {'C++': 'c-plus-plus', 'C#': 'c-sharp', 'C': 'c', 'c': 'c-2', '..': 'category'}
    """
    told = tuple(dict.fromkeys(names))
    spoken = (slug("".join(_SPOKEN.get(sign, sign) for sign in name)) for name in told)
    own = unique_slugs((each or "category" for each in spoken), taken=("index",))
    return dict(zip(told, own, strict=True))
