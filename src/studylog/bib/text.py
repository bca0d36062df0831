"""A BibTeX value becomes text: TeX accents as Unicode, braces gone, maths kept as maths."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from studylog.maths import typeset


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula's TeX, without its dollars."""

    tex: str


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text with formulas in between."""

    parts: tuple[str | Maths, ...] = ()

    def __str__(self) -> str:
        """Plain text, formulas as `$tex$`."""
        return "".join(p if isinstance(p, str) else f"${p.tex}$" for p in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __html__(self) -> str:
        """Escaped HTML, formulas as MathML; templates ask for it by this name."""
        return "".join(
            html.escape(p) if isinstance(p, str) else typeset(p.tex).html for p in self.parts
        )


# Accents and letters of TeX: https://ctan.org/pkg/comprehensive, tables 19-24 of 2021.
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_", "textregistered": "®", "texttrademark": "™", "copyright": "©",
    "S": "§", "P": "¶", "pounds": "£", "euro": "€", "textdegree": "°", "LaTeX": "LaTeX",
    "TeX": "TeX", "slash": "/",
}  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<maths>(?<!\\)\$\$?(?P<tex>(?:[^$\\]|\\.)+?)\$\$?|\\\((?P<tex2>(?:(?!\\[()]).)+)\\\))
      | (?P<accent>\\(?:[`'^"~=.](?=\s*[\\{A-Za-z])|[uvHcdbkr](?=\s*\{|\s+[A-Za-z]|\s*\\[ij])))
        \s*(?P<base>\{\s*\\?[^{}\\]*\}|\\[ijlLoO](?![A-Za-z])|[^\s{}\\])
      | \\(?P<letter>[A-Za-z]+)\*?\s*
      | \\(?P<escaped>[^A-Za-z])
      | (?P<ligature>---|--|``|''|~)
      | (?P<brace>[{}])
      | (?P<plain>[^\\{}$~`'-]+|.)""",
    re.X | re.S,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}


@lru_cache(maxsize=65536)
def decode(value: str) -> Text:
    """The value's text; white space is a blank, an unknown command leaves its argument."""
    if not _SPECIAL.search(value):
        plain = " ".join(value.split())
        return Text((plain,) if plain else ())
    parts: list[str | Maths] = []
    text = ""
    for piece in _pieces(value):
        if isinstance(piece, Maths):
            parts += [p for p in (_blanks(text), piece) if p]
            text = ""
        else:
            text += piece
    parts.append(_blanks(text))
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return Text(tuple(p for p in parts if p))


def plain(value: str) -> str:
    """The value's text with formulas as `$tex$`."""
    return str(decode(value))


_SPECIAL = re.compile(r"[\\{}$~]|--|``|''")


def _blanks(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text)


def _pieces(value: str) -> Iterator[str | Maths]:
    for found in _TOKEN.finditer(value):
        kind = found.lastgroup
        if found["maths"]:
            yield Maths((found["tex"] or found["tex2"]).strip())
        elif found["accent"]:
            yield _accented(found["accent"][1], found["base"])
        elif found["letter"]:
            yield _LETTERS.get(found["letter"], "")
        elif found["escaped"]:
            yield _escaped(found["escaped"])
        elif found["ligature"]:
            yield _LIGATURES[found["ligature"]]
        elif kind != "brace":
            yield found["plain"]


def _escaped(character: str) -> str:
    """`\\&` is `&`; a forced line break or blank is a blank; a hyphenation point is nothing."""
    if character in "\\ \n,;:":
        return " "
    return "" if character in "-/!@" else character


def _accented(accent: str, base: str) -> str:
    letter = base.strip("{}").strip()
    if letter.startswith("\\"):
        letter = {"i": "i", "j": "j"}.get(letter[1:], _LETTERS.get(letter[1:], ""))
    if not letter:
        return ""
    return unicodedata.normalize("NFC", letter[0] + _ACCENTS[accent]) + letter[1:]
