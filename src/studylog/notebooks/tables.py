"""The tables of clean HTML become tables whose numbers stand below each other."""

from __future__ import annotations

import re
from collections import Counter

# All of nh3's own writing: tags in small letters, attributes in double quotes.
_TABLE = re.compile(r"<table>.*?</table>", re.S)
_ROW = re.compile(r"<tr>.*?</tr>", re.S)
_CELL = re.compile(r"<(?P<tag>t[hd])(?P<given>[^<>]*)>(?P<inner>.*?)</(?P=tag)>", re.S)
_CLASS = re.compile(r' class="([^"]*)"')
_NUMBER = re.compile(
    r"[-+−]?(?:\d[\d,_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*%?|nan|<na>|none|[-+−]?inf|&lt;na&gt;|…|\.\.\.",
    re.I,
)
_DIGIT = re.compile(r"\d")


def laid_out(clean: str) -> str:
    """The HTML with a class for each table, and one for the cells of columns of numbers."""
    return _TABLE.sub(lambda table: _laid_out(table[0]), clean)


def _laid_out(table: str) -> str:
    numeric = _columns_of_numbers(table)

    def row(found: re.Match[str]) -> str:
        last = len(_CELL.findall(found[0]))
        places = iter(range(last, 0, -1))
        return _CELL.sub(lambda cell: _cell(cell, next(places) in numeric), found[0])

    return _ROW.sub(row, table).replace("<table>", '<table class="output-data">', 1)


def _columns_of_numbers(table: str) -> set[int]:
    """Counted from the right, since a cell of an index may stand for several rows."""
    numbers: Counter[int] = Counter()
    others: set[int] = set()
    for row in _ROW.finditer(table):
        cells = list(_CELL.finditer(row[0]))
        for place, cell in zip(range(len(cells), 0, -1), cells, strict=True):
            inner = cell["inner"].strip()
            if cell["tag"] == "th" or not inner:
                continue
            if _NUMBER.fullmatch(inner):
                numbers[place] += bool(_DIGIT.search(inner))
            else:
                others.add(place)
    return {place for place, count in numbers.items() if count and place not in others}


def _cell(found: re.Match[str], numeric: bool) -> str:
    """The cell; one without a word heads nothing."""
    tag, given = found["tag"], _CLASS.sub("", found["given"])
    inner = found["inner"]
    if tag == "th" and not inner.replace("\xa0", "").replace("&nbsp;", "").strip():
        tag = "td"
    number = ' class="number"' if numeric else ""
    return f"<{tag}{given}{number}>{inner}</{tag}>"
