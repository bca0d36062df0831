"""A paragraph becomes the numbers of those of its lines that look like list items and are none."""

from __future__ import annotations

import re

_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)]) +\S")
#: Without a blank behind it: `*a*` may be emphasis, `-5` a number, `->` an arrow.
_NO_BLANK = re.compile(r"[ ]*(?:[-+][^\W\d_]|\*[^\W\d_][^*]*$)")


def lookalikes(text: str, *, in_item: bool) -> tuple[int, ...]:
    """Counted from 0; the first line never is one. `-Item` counts only inside an item."""
    if "\n" not in text:
        return ()
    found = []
    for number, line in enumerate(text.split("\n")[1:], start=1):
        if _ITEM.match(line) or (in_item and _NO_BLANK.match(line)):
            found.append(number)
    return tuple(found)
