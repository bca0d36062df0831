"""The pieces of a BibTeX value become its text: joined, its macros resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studylog.bib.spans import Block, Piece

#: What every style defines: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """The text without its outer braces or quotes; `words` stood for nothing but themselves."""

    text: str
    words: tuple[str, ...] = ()


def read_value(
    content: bytes, pieces: Iterable[Piece], macros: Mapping[str, str], encoding: str
) -> Value:
    """The pieces joined. `macros` are the `@string` definitions by their lower-case names."""
    texts: list[str] = []
    words: list[str] = []
    for piece in pieces:
        text = content[piece.start : piece.end].decode(encoding, "replace")
        if not piece.kind and not text.isdigit():
            known = macros.get(text.lower()) or MONTHS.get(text.lower())
            if known is None and text.lower() not in macros:
                words.append(text)
            text = text if known is None and text.lower() not in macros else known or ""
        texts.append(text)
    joined = "".join(texts)
    if "\r" in joined:
        joined = joined.replace("\r\n", "\n").replace("\r", "\n")
    return Value(joined, tuple(words))


def read_macros(content: bytes, strings: Iterable[Block], encoding: str) -> dict[str, str]:
    """The `@string` definitions by their lower-case names, each made of those before it."""
    macros: dict[str, str] = {}
    for block in strings:
        for field in block.fields:
            macros[field.name] = read_value(content, field.pieces, macros, encoding).text
    return macros
