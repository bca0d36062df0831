"""A field's text becomes a field that any reader of BibTeX closes where it ends."""

from __future__ import annotations

import re
from itertools import pairwise

_BRACES = re.compile(r"[{}]")


def anew(name: str, value: str) -> str:
    return f"{name} = {{{balanced(value)}}}"


def balanced(text: str) -> str:
    """The text without the braces that have no counterpart."""
    opened: list[int] = []
    alone: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
        else:
            alone.append(brace.start())
    cuts = [-1, *sorted((*opened, *alone)), len(text)]
    return "".join(text[at + 1 : end] for at, end in pairwise(cuts))
