"""The numbers of a terminal's colour sequences become the classes of a span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
#: The colours of a terminal as xterm draws them, plain and bright.
_DARK, _BRIGHT = (0, 205), (127, 255)
_CUBE = (0, 95, 135, 175, 215, 255)
_FLAGS = {1: "bold", 2: "faint", 3: "italic", 4: "underline", 7: "inverse", 9: "strike"}
_ENDS = {
    21: ("bold",), 22: ("bold", "faint"), 23: ("italic",), 24: ("underline",), 27: ("inverse",),
    29: ("strike",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How text is written from here on; colours by their names, empty for the usual ones."""

    colour: str = ""
    ground: str = ""
    flags: frozenset[str] = frozenset()

    @property
    def classes(self) -> str:
        """The classes of a span; none for plain text."""
        names = [f"ansi-{flag}" for flag in sorted(self.flags)]
        names += [f"ansi-{self.colour}"] if self.colour else []
        names += [f"ansi-on ansi-on-{self.ground}"] if self.ground else []
        return " ".join(names)


@lru_cache(maxsize=512)
def styled(style: Style, given: str) -> Style:
    """The style after the numbers of an `m` sequence."""
    codes = iter([int(c[:4] or 0) for c in re.split("[;:]", given) if c[:4].isdecimal() or not c])
    for code in codes:
        if code == 0:
            style = Style()
        elif code in _FLAGS:
            style = replace(style, flags=style.flags | {_FLAGS[code]})
        elif code in _ENDS:
            style = replace(style, flags=style.flags - set(_ENDS[code]))
        elif 30 <= code <= 39 or 90 <= code <= 97:
            style = replace(style, colour=_colour(code, codes))
        elif 40 <= code <= 49 or 100 <= code <= 107:
            style = replace(style, ground=_colour(code, codes))
    return style


def _colour(code: int, codes: Iterator[int]) -> str:
    """The nearest of eight names; 38 and 48 are followed by a number or by red, green, blue."""
    if code % 10 == 9:
        return ""
    if code % 10 != 8:
        return _NAMES[code % 10]
    kind = next(codes, 0)
    if kind == 5:
        return _of_256(next(codes, 0))
    return _nearest((next(codes, 0), next(codes, 0), next(codes, 0))) if kind == 2 else ""


def _of_256(number: int) -> str:
    if number < 16:
        return _NAMES[number % 8]
    if number < 232:
        place = number - 16
        return _nearest((_CUBE[place // 36], _CUBE[place // 6 % 6], _CUBE[place % 6]))
    return "black" if number < 244 else "white"


def _nearest(colour: tuple[int, int, int]) -> str:
    """Bright and dark shades have one name: which is readable is the page's to say."""

    def distance(number: int) -> int:
        bits = (number & 1, number >> 1 & 1, number >> 2 & 1)
        return min(
            sum((have - shade[bit]) ** 2 for have, bit in zip(colour, bits, strict=True))
            for shade in (_DARK, _BRIGHT)
        )

    return _NAMES[min(range(8), key=distance)]
