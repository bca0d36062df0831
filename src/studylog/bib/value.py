"""The right side of a BibTeX field becomes its text: its pieces joined, its macros resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r'[^#\n{"]+')
_BLANK = re.compile(r"\s*")
#: What stands behind a value where a comma is missing: the next field.
_NEXT = re.compile(r"(?P<name>[A-Za-z][\w:-]*)\s*=")


def read_value(written: str, macros: Mapping[str, str]) -> tuple[str, str]:
    """The value without its braces or quotes, and the next field where a comma is missing.

    `macros` are the `@string` definitions by their lower-case names; a word that is none of them
    stands for itself. What BibTeX allows: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
    """
    pieces: list[str] = []
    at = _skip_blanks(written, 0)
    while at < len(written):
        if pieces and written[at] == "#":
            at = _skip_blanks(written, at + 1)
        elif pieces and _NEXT.match(written, at):
            return "".join(pieces), written[at:]
        elif pieces:  # no BibTeX; all of it is better than a part
            return written.strip(), ""
        piece, at = _piece(written, at, macros)
        pieces.append(piece)
        at = _skip_blanks(written, at)
    return "".join(pieces), ""


def next_field(rest: str) -> tuple[str, str]:
    """Name and right side of the field that `read_value` found behind a missing comma."""
    found = _NEXT.match(rest)
    return (found["name"], rest[found.end() :]) if found else ("", rest)


def _skip_blanks(written: str, at: int) -> int:
    found = _BLANK.match(written, at)
    return found.end() if found else at


def _piece(written: str, at: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """The text of the piece that begins at `at`, and where it ends."""
    first = written[at : at + 1]
    if first in ("{", '"'):
        end = _end_of_braces(written, at) if first == "{" else _end_of_quotes(written, at)
        return written[at + 1 : end], end + 1
    bare = _BARE.match(written, at)
    if not bare:
        return "", at + 1
    word = bare[0].strip()
    return macros.get(word.lower(), word), bare.end()


def _end_of_braces(written: str, at: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(written, at):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(written)


def _end_of_quotes(written: str, at: int) -> int:
    """The next quote that is not in braces; braces in quotes that don't match are passed over."""
    depth = 0
    for mark in _QUOTE.finditer(written, at + 1):
        if mark[0] == '"' and depth <= 0:
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    last = written.rfind('"', at + 1)
    return last if last > 0 else len(written)
