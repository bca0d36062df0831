"""A BibTeX name list becomes `Name`s: given, family, and the short form a citation uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from studylog.bib.text import plain


@dataclass(frozen=True, slots=True)
class Name:
    """`family` includes particles ("van der Berg"); a body such as {OpenAI} has no `given`."""

    family: str
    given: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


OTHERS = Name("et al.")
#: The splitter of a single name moves what it holds at each brace that nothing opened.
_LONGEST = 1000
_SUFFIX = re.compile(r"\{?(?:(?:[JS]r|JR|SR|Inc|Ltd|LLC|GmbH|Corp)\.?|I{2,3}|IV)\}?")
_ENDS = re.compile(r"^(?:and\s+)+|(?:\s+and)+$|^and$", re.I)
_ET_AL = re.compile(r",?\s+et[\s~]+al\.?$", re.I)
_MARK = re.compile(r"\\.|[{}]", re.S)
_EXTENDED = re.compile(r'"?(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=', re.I)
_ATTRIBUTE = re.compile(
    r"(?P<name>[a-z-]+)\s*=\s*(?P<value>(?:[^{},]|\{(?:[^{}]|\{[^{}]*\})*+\})*+)", re.I
)


@lru_cache(maxsize=65536)
def read_names(value: str) -> tuple[Name, ...]:
    """The names in order; `and others` becomes `OTHERS`.

    A name that BibTeX's rules can't split stands whole as its family name.
    Rules: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf, section 4, and for
    `family=..., given=...` https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf
    """
    written = " ".join(value.split())
    if "{" in written or "}" in written:
        written = _balanced(written)
    if "al" in written[-4:]:
        written = _ET_AL.sub(" and others", written)
    names = [_name(part) for part in split_multiple_persons_names(written)]
    return tuple(n for n in names if n.family)


def short(names: Sequence[Name]) -> str:
    """`He`, `Smith & Topin`, `He et al.`; empty without names."""
    families = [n.family for n in names]
    if len(families) <= 1:
        return "".join(families)
    if len(families) == 2 and names[1] != OTHERS:
        return " & ".join(families)
    return f"{families[0]} et al."


def _balanced(written: str) -> str:
    """The text without the braces that have no partner; they would hide an `and`."""
    opened: list[int] = []
    lone: set[int] = set()
    for mark in _MARK.finditer(written):
        if mark[0] == "{":
            opened.append(mark.start())
        elif mark[0] == "}" and opened:
            opened.pop()
        elif mark[0] == "}":
            lone.add(mark.start())
    lone.update(opened)
    return "".join(c for at, c in enumerate(written) if at not in lone) if lone else written


@lru_cache(maxsize=65536)
def _name(written: str) -> Name:
    if len(written) > _LONGEST:
        return Name(_text([written]))
    written = _ENDS.sub("", written).strip(" ,")
    if written.lower() == "others" or _ET_AL.fullmatch(" " + written):
        return OTHERS
    if "=" in written and _EXTENDED.match(written):
        return _extended(written)
    try:
        parts = parse_single_name_into_parts(written)
    except InvalidNameError:
        return Name(_text([written]))
    return _of_parts(parts)


def _of_parts(parts: NameParts) -> Name:
    _move_suffix(parts)
    if not parts.von and len(parts.first) == len(parts.last) == 1 and _is_particle(parts):
        parts.von, parts.first = parts.first, []
    family, given = _text([*parts.von, *parts.last]), _text(parts.first)
    return Name(family, given, _text(parts.jr)) if family else Name(given)


def _move_suffix(parts: NameParts) -> None:
    """A suffix where people write it, but BibTeX does not look for it, goes where it belongs."""
    first_is_suffix = len(parts.first) == 1 and _SUFFIX.fullmatch(parts.first[0])
    if first_is_suffix and parts.jr:  # King, Martin Luther, Jr.
        parts.first, parts.jr = parts.jr, parts.first
    elif first_is_suffix and len(parts.last) + len(parts.von) > 1:  # Martin Luther King, Jr.
        suffix = parts.first
        again = parse_single_name_into_parts(" ".join([*parts.von, *parts.last]))
        parts.first, parts.von, parts.last, parts.jr = again.first, again.von, again.last, suffix
    elif first_is_suffix:  # {Barnes and Noble}, Inc.
        parts.first, parts.jr = [], parts.first
    elif parts.jr or not _SUFFIX.fullmatch(parts.last[-1] if parts.last else ""):
        return
    elif len(parts.last) > 1:  # King Jr., Martin Luther
        parts.jr = [parts.last.pop()]
    elif len(parts.first) > 1:  # Martin Luther King Jr.
        again = parse_single_name_into_parts(" ".join([*parts.first, *parts.von]))
        parts.jr = parts.last
        parts.first, parts.von, parts.last = again.first, again.von, again.last


def _is_particle(parts: NameParts) -> bool:
    """Whether the first of two words is one, as in "van Gogh"; "bell hooks" has none."""
    return _text(parts.first)[:1].islower() and _text(parts.last)[:1].isupper()


def _extended(written: str) -> Name:
    """A name as BibLaTeX's `family=Beethoven, given=Ludwig, prefix=van`."""
    found = {a["name"].lower(): a["value"] for a in _ATTRIBUTE.finditer(written.replace('"', ""))}
    family = _text([found.get("prefix", ""), found.get("family", "")])
    given, suffix = _text([found.get("given", "")]), _text([found.get("suffix", "")])
    return Name(family, given, suffix) if family else Name(given)


def _text(words: Sequence[str]) -> str:
    """The words as text; a tie is a blank."""
    return " ".join(plain(" ".join(words)).split())
