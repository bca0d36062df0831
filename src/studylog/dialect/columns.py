"""Lines of a list item or a quotation become those that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARKER = re.compile(r" *(?:[-*+]|\d{1,9}[.)])(?P<blanks> *)")
_QUOTE = re.compile(r"\A {0,3}> ?")


def content_column(line: str, at: int) -> int:
    """Where the content of the item begins whose marker stands in the line, at `at` or after it.

    One blank belongs to the marker where nothing follows, or code does
    (https://spec.commonmark.org/0.31.2/#list-items).
    """
    found = _MARKER.match(line, at)
    if not found:
        return at
    empty = found.end() == len(line)
    return found.start("blanks") + 1 if empty or len(found["blanks"]) > 4 else found.end()


def dedented(line: str, column: int) -> str:
    """The line without its first `column` columns, as far as they are blanks."""
    return line[min(column, len(line) - len(line.lstrip(" "))) :]


def quoted(lines: Iterable[str], column: int) -> list[str]:
    """The lines of a quotation that begins at `column` of the first, without their `>`."""
    return [_QUOTE.sub("", line[column:] if n == 0 else dedented(line, column), count=1)
            for n, line in enumerate(lines)]  # fmt: skip
