"""A name becomes the part of a URL that stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits joined by `-`; letters of other scripts stay.

    >>> slug("Hladůvka & Bühler, 2017")
    'hladuvka-buhler-2017'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")


def unique_slugs(names: Iterable[str]) -> tuple[str, ...]:
    """A slug for each name, in order; where two are the same, the later end in -2, -3 and so on."""
    taken: set[str] = set()
    slugs: list[str] = []
    for name in names:
        base = slug(name) or "entry"
        candidate, n = base, 1
        while candidate in taken:
            n += 1
            candidate = f"{base}-{n}"
        taken.add(candidate)
        slugs.append(candidate)
    return tuple(slugs)
