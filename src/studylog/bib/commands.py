"""TeX outside formulas becomes plain text: accents as Unicode, commands and braces gone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from studylog.bib.letters import ACCENTS, LETTERS, LOWERED, RAISED, SIGNS

#: Every alternative begins with one fixed character, which lets the search skip plain text fast;
#: arguments are bounded, so that a long run of openings takes no square of its length.
_TOKEN = re.compile(
    r"""\\(?:
          (?P<accent>[`'^"~=.]|[uvHcdbkrt](?![A-Za-z]))\s*
            (?P<base>\{[^{}]{0,40}(?:\{[^{}]{0,40}\}[^{}]{0,40})?\}
              |\\(?:i|j|l|L|o|O|aa|AA|ae|AE|oe|OE)(?![A-Za-z])|[^\W\d_])
        | (?:url|path|nolinkurl)\s*\{(?P<address>[^{}]{0,2000})\}
        | text(?P<script>super|sub)script\s*\{(?P<digits>[0-9+-]{1,9})\}
        | (?P<silent>(?:[vh]?phantom|noopsort|[vh]space\*?|label|color)\s*
            \{(?:[^{}\\]|\\.){0,40}\}|href\s*\{[^{}]{0,2000}\}\s*\{)
        | (?P<name>[A-Za-z]+)\*?\s*
        | (?P<sign>.)
        )
      | \{ | \} | ~ | ---? | `` | ''""",
    re.X | re.S,
)
_SIMPLE = {
    "{": "", "}": "", "~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”",
}  # fmt: skip
_ESCAPE = re.compile(r"\\([%_&#~$^{}])")


def without_commands(tex: str) -> str:
    """What TeX would print; an unknown command leaves its argument."""
    return _TOKEN.sub(_printed, tex)


def _printed(found: re.Match[str]) -> str:
    return _meaning(found[0])


@lru_cache(maxsize=4096)
def _meaning(token: str) -> str:
    if token in _SIMPLE:
        return _SIMPLE[token]
    found = _TOKEN.match(token)
    if found is None or found["silent"]:
        return ""
    if found["accent"]:
        return _accented(found["accent"], found["base"])
    if found["address"] is not None:
        return _ESCAPE.sub(r"\1", found["address"])
    if found["digits"]:
        return found["digits"].translate(RAISED if found["script"] == "super" else LOWERED)
    return _escaped(found["sign"]) if found["sign"] else SIGNS.get(found["name"] or "", "")


def _escaped(character: str) -> str:
    """`\\&` is `&`; a forced line break or blank is a blank; a hyphenation point is nothing."""
    if character in "\\ \t\r\n,;:":
        return " "
    return "" if character in "-/!@" else character


def _accented(accent: str, base: str) -> str:
    letters = without_commands(base).strip()
    if not letters:
        return accent if accent in "~^" else ""
    first = {LETTERS["i"]: "i", LETTERS["j"]: "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", first + ACCENTS[accent]) + letters[1:]
