"""A BibTeX value becomes text: TeX accents as Unicode, braces gone, maths kept as maths."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from studylog.bib.commands import without_commands
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


#: A formula, or an escaped character that begins none.
_FORMULA = re.compile(
    r"""\\(?:\((?P<round>[^\\]*+(?:\\[^()][^\\]*+)*+)\\\)
          | ensuremath\s*+\{(?P<braced>(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+)\}
          | [^A-Za-z(])
      | \$\$(?P<double>[^$\\]++(?:\\.[^$\\]*+)*+)\$\$
      | \$(?P<single>(?:[^$\\]|\\.)[^$\\]*+(?:\\.[^$\\]*+)*+)\$""",
    re.X | re.S,
)
_PRICE = re.compile(r"\d[\d.,]*(?:\s*-|\s+[A-Za-z(]{2}|[kKmMbB]?\s+[A-Za-z]{2})")
_WORDS = re.compile(r"(?:^|\s)[A-Za-z]{3,}(?=[\s,.]|$)")
_BLANKS = re.compile("  +")


@lru_cache(maxsize=65536)
def decode(value: str) -> Text:
    """The value's text; white space is a blank, an unknown command leaves its argument."""
    if "$" in value or "\\(" in value or "\\ensuremath" in value:
        parts = [p if isinstance(p, Maths) else _spoken(p) for p in _formulas(value)]
    else:
        parts = [_spoken(value)]
    if isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return Text(tuple(p for p in parts if p))


def plain(value: str) -> str:
    """The value's text with formulas as `$tex$`."""
    return str(decode(value))


def _spoken(tex: str) -> str:
    text = without_commands(tex)
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return _BLANKS.sub(" ", text) if "  " in text else text


def _formulas(value: str) -> Iterator[str | Maths]:
    """The formulas, and what stands before, between and behind them."""
    start = at = 0
    while found := _FORMULA.search(value, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "single" and not _is_formula(found["single"], value[at : at + 1]):
            at = found.start() + 1
        elif kind:
            yield value[start : found.start()]
            yield Maths(found[kind].strip())
            start = at
    yield value[start:]


def _is_formula(tex: str, behind: str) -> bool:
    """Whether two dollars enclose maths, and do not stand before prices or shell variables."""
    if tex[0].isdigit() and (behind.isdigit() or _PRICE.match(tex)):
        return False
    return not ((tex[0].isspace() or tex[-1].isspace()) and _WORDS.search(tex))
