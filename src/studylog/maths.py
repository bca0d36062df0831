"""TeX maths becomes MathML, for every page, title and notebook alike."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from math_core import LatexError, LatexToMathML

_NUMBERED = re.compile(r"\\begin\{(align|equation|gather)\}(.*)\\end\{\1\}", re.S)
_FAULT = re.compile(r"^(?P<column>\d+)?\s*:?\s*(?P<said>.*)", re.S)


@dataclass(frozen=True, slots=True)
class Typeset:
    """The HTML of a formula; `fault` says in a few words why it could not be typeset."""

    html: str
    fault: str = ""


@lru_cache(maxsize=4096)
def typeset(tex: str, *, display: bool = False) -> Typeset:
    """The formula as MathML, or its source in `<code class="maths-fault">` with the fault.

    Numbered environments stand without their number: a page has no list of equations.
    """
    source = _NUMBERED.sub(r"\\begin{\1*}\2\\end{\1*}", tex.strip())
    try:
        mathml = _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        fault = _said(error)
        shown = f'<code class="maths-fault" title="{html.escape(fault)}">{html.escape(tex)}</code>'
        return Typeset(shown, fault)
    return Typeset(f'<span class="maths-display">{mathml}</span>' if display else mathml)


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def _said(error: LatexError) -> str:
    """The converter's sentence without its place in the formula and its full stop."""
    said = _FAULT.match(str(error))
    return (said["said"] if said else str(error)).strip().rstrip(".")
