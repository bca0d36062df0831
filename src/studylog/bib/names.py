"""A BibTeX name list becomes `Name`s: given, family, and the short form a citation uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from studylog.bib.text import plain


@dataclass(frozen=True, slots=True)
class Name:
    """`family` includes particles ("van der Berg"); a body such as {OpenAI} has no `given`."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


OTHERS = Name("et al.")


@lru_cache(maxsize=65536)
def read_names(value: str) -> tuple[Name, ...]:
    """The names in order; `and others` becomes `OTHERS` at the end.

    A name that BibTeX's rules can't split stands whole as its family name.
    Rules: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, section 4.
    """
    written = " ".join(value.split())
    if not written:
        return ()
    names = [_name(part) for part in split_multiple_persons_names(written)]
    return tuple(n for n in names if n.family or n.given)


def _name(written: str) -> Name:
    if written.strip().lower() == "others":
        return OTHERS
    try:
        parts = parse_single_name_into_parts(written, strict=False)
    except InvalidNameError:
        return Name(plain(written))
    family = plain(" ".join([*parts.von, *parts.last, *parts.jr])).strip()
    given = plain(" ".join(parts.first)).strip()
    return Name(family, given) if family else Name(given)


def short(names: Sequence[Name]) -> str:
    """`He`, `Smith & Topin`, `He et al.`; empty without names."""
    families = [n.family for n in names]
    if len(families) <= 1:
        return "".join(families)
    if len(families) == 2 and names[1] != OTHERS:
        return " & ".join(families)
    return f"{families[0]} et al."
