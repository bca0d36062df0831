"""TeX maths becomes MathML, for every page, title and notebook alike."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from math_core import LatexError, LatexToMathML

_NUMBERED = re.compile(r"\\begin\{(align|equation|gather)\}(.*)\\end\{\1\}", re.S)
_FAULT = re.compile(r"^(?P<column>\d+)?\s*:?\s*(?P<said>.*)", re.S)
_TOKEN = re.compile(
    r"(?P<open>\{|\\(?:left|begin)(?![A-Za-z])|\\[A-Za-z]+\s*\[)"
    r"|(?P<close>\}|\\(?:right|end)(?![A-Za-z])|\])"
    r"|(?P<command>\\(?:[A-Za-z]+|.))|(?P<other>\S)",
    re.S,
)
_LONGEST, _DEEPEST = 10_000, 60


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
    if fault := _unfit(tex):
        return _faulty(tex, fault)
    source = _NUMBERED.sub(r"\\begin{\1*}\2\\end{\1*}", tex.strip())
    try:
        mathml = _converter().convert_with_local_state(source, displaystyle=display)
    except LatexError as error:
        return _faulty(tex, _said(error))
    return Typeset(f'<span class="maths-display">{mathml}</span>' if display else mathml)


def _faulty(tex: str, fault: str) -> Typeset:
    shown = f'<code class="maths-fault" title="{html.escape(fault)}">{html.escape(tex)}</code>'
    return Typeset(shown, fault)


@lru_cache(maxsize=1)
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


def _said(error: LatexError) -> str:
    """The converter's sentence without its place in the formula and its full stop."""
    said = _FAULT.match(str(error))
    return (said["said"] if said else str(error)).strip().rstrip(".")


def _unfit(tex: str) -> str:
    """Why the converter must not see the formula: it recurses, and ends the process at some depth.

    Measured with math-core 0.9: from 200 levels on a thread with a stack of 512 kB.
    """
    if len(tex) > _LONGEST:
        return f"It has more than {_LONGEST} characters"
    if any("\ud800" <= c <= "\udfff" for c in tex):
        return "It holds half a character"
    return f"It is nested deeper than {_DEEPEST} levels" if _depth(tex) > _DEEPEST else ""


def _depth(tex: str) -> int:
    """How many groups and commands wait for their argument at once, at most."""
    deepest, here, bases, opened = 0, 0, [0], [""]
    for token in _TOKEN.finditer(tex):
        if token["open"]:
            here += 1
            bases.append(here)
            opened.append(token[0][-1])
        elif token["close"] and (token[0] == "]") == (opened[-1] == "[") and len(bases) > 1:
            bases.pop()
            opened.pop()
            here = bases[-1]
        elif token["command"]:
            here += 1
        else:
            here = bases[-1]
        deepest = max(deepest, here)
    return deepest
