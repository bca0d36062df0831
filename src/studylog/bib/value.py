"""The pieces of a BibTeX value become its text: joined, its macros resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studylog.bib.spans import Block, Piece, as_text
from studylog.words import without_controls

#: What every style defines: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip

_FIELD = re.compile(r"(?:^|(?<=[\s,;{}\"]))[A-Za-z][\w:-]*\s*=\s*(?=[{\"\w:/])")
#: So many characters a value may have from macros, which could double from line to line.
LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """The text without its outer braces or quotes; `words` stood for nothing but themselves.

    `cut` says that the text of its macros was too long and was not taken whole.
    """

    text: str
    words: tuple[str, ...] = ()
    cut: bool = False


def read_value(
    content: bytes, pieces: Iterable[Piece], macros: Mapping[str, str], *, guessed: bool = False
) -> Value:
    """The pieces joined. `macros` are the `@string` definitions by their lower-case names.

    Of a value whose end was `guessed`, what looks like a further field is not taken: it may be one
    that is not to be published.
    """
    texts: list[str] = []
    words: list[str] = []
    left = LONGEST
    for piece in pieces:
        text = as_text(content[piece.start : piece.end])
        if not piece.kind and not text.isdigit():
            known = macros.get(text.lower(), MONTHS.get(text.lower()))
            if known is None:
                words.append(text)
            else:
                text = known[:left]
                left -= len(text)
        texts.append(text)
    joined = without_controls("".join(texts))
    if guessed and (field := _FIELD.search(joined)):
        joined = joined[: field.start()].rstrip(" \t\r\n,;{")
    if "\r" in joined:
        joined = joined.replace("\r\n", "\n").replace("\r", "\n")
    return Value(joined, tuple(words), left <= 0)


def read_macros(content: bytes, strings: Iterable[Block]) -> dict[str, str]:
    """The `@string` definitions by their lower-case names, each made of those before it."""
    macros: dict[str, str] = {}
    for block in strings:
        for field in block.fields:
            macros[field.name] = read_value(content, field.pieces, macros).text
    return macros
