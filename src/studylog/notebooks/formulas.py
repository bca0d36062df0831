"""The LaTeX of an output becomes MathML."""

from __future__ import annotations

import re

from studylog.maths import typeset
from studylog.notebooks.beside import Beside
from studylog.notebooks.opaque import escaped, section

_FORMULA = re.compile(
    r"\$\$(?P<a>[^$]+)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>.+?)\\\]|\\\((?P<d>.+?)\\\)"
    r"|(?P<e>\\begin\{(?P<name>\w+\*?)\}.+?\\end\{(?P=name)\})",
    re.S,
)
_LONGEST_MIXED = 5_000
#: Characters of a formula from which it may scroll on a phone.
_WIDE = 40


def render_formulas(latex: str, beside: Beside) -> str:
    """Formulas as MathML with the words between them; a formula alone stands on its own line.

    Nothing where there is no formula, or too much to look for one.
    """
    text = latex.strip()
    formula = _FORMULA.match(text) if text.endswith(("$", "]", "}", ")")) else None
    if formula and formula.end() == len(text):
        shown = typeset(_tex(formula), display=True).html
        label = f'tabindex="0" role="group" aria-label="Formula of {beside.said}"'
        return section("latex", f"<div {label}>{shown}</div>" if len(text) > _WIDE else shown)
    if not _FORMULA.search(text[:_LONGEST_MIXED]) or len(text) > _LONGEST_MIXED:
        return ""
    parts, at = [], 0
    for found in _FORMULA.finditer(text):
        parts += [escaped(text[at : found.start()]), typeset(_tex(found)).html]
        at = found.end()
    return section("latex", "<p>" + "".join(parts) + escaped(text[at:]) + "</p>")


def _tex(found: re.Match[str]) -> str:
    return next(found[n] for n in "abcde" if found[n])
