"""The escape sequences of a terminal's text become the lines that it would show, with classes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from studylog.words import without_controls

# https://ecma-international.org/publications-and-standards/standards/ecma-48/
_TOKEN = re.compile(
    r"\x1b\[(?P<given>[0-9;:<=>?]*)(?P<end>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b(?:[()][0-9A-B]|[0-9=>A-Z\\^_])"
    r"|(?P<move>[\r\n\x08])"
    r"|(?P<text>[^\x1b\r\n\x08]+)"
    r"|\x1b"
)
_MOVES = re.compile(r"[\x1b\r\x08]")
_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
#: The colours of a terminal as xterm draws them, plain and bright.
_DARK, _BRIGHT = (0, 205), (127, 255)
#: How far right a sequence may send the cursor beyond what is written.
_FARTHEST = 160
_CUBE = (0, 95, 135, 175, 215, 255)
_FLAGS = {1: "bold", 2: "faint", 3: "italic", 4: "underline", 7: "inverse", 9: "strike"}
_ENDS = {
    21: ("bold",), 22: ("bold", "faint"), 23: ("italic",), 24: ("underline",), 27: ("inverse",),
    29: ("strike",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line as plain text and as HTML."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Style:
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


def read_terminal(text: str) -> tuple[Line, ...]:
    """What a terminal would show of the text, line by line."""
    if not _MOVES.search(text):
        return tuple(Line(plain := without_controls(t), _shown(plain)) for t in text.split("\n"))
    screen = _Screen()
    for token in _TOKEN.finditer(text):
        if written := token["text"]:
            screen.write(without_controls(written))
        elif token["move"]:
            screen.move(token["move"])
        elif token["end"]:
            screen.obey(token["end"], token["given"])
    return tuple(_line(*row) for row in zip(screen.rows, screen.styles, strict=True))


def plain(text: str) -> str:
    """The text without its escape sequences."""
    return "\n".join(line.text for line in read_terminal(text))


@dataclass(slots=True)
class _Screen:
    """What was written so far: the characters of each row with their classes, and the cursor."""

    rows: list[list[str]] = field(default_factory=lambda: [[]])
    styles: list[list[str]] = field(default_factory=lambda: [[]])
    row: int = 0
    column: int = 0
    style: _Style = _Style()

    def write(self, text: str) -> None:
        row, styles, end = self.rows[self.row], self.styles[self.row], self.column + len(text)
        if missing := self.column - len(row):
            row += " " * max(missing, 0)
            styles += [""] * max(missing, 0)
        row[self.column : end] = text
        styles[self.column : end] = [self.style.classes] * len(text)
        self.column = end

    def move(self, sign: str) -> None:
        if sign == "\x08":
            self.column = max(self.column - 1, 0)
            return
        self.column = 0
        if sign == "\n":
            self.row += 1
            if self.row == len(self.rows):
                self.rows.append([])
                self.styles.append([])

    def obey(self, end: str, given: str) -> None:
        """What a sequence asks for, of those that programs write into a notebook."""
        if end == "m":
            self.style = _styled(self.style, given)
            return
        count = int(given[:4]) if given[:4].isdecimal() else 0
        farthest = len(self.rows[self.row]) + _FARTHEST
        if end == "A":
            self.row = max(self.row - (count or 1), 0)
        elif end == "B":
            self.row = min(self.row + (count or 1), len(self.rows) - 1)
        elif end in "CG":
            wanted = self.column + (count or 1) if end == "C" else (count or 1) - 1
            self.column = min(wanted, farthest)
        elif end == "D":
            self.column = max(self.column - (count or 1), 0)
        elif end == "K" and count != 1:
            self.clear(0 if count == 2 else self.column)
        elif end == "J" and count in (2, 3):
            self.rows, self.styles, self.row, self.column = [[]], [[]], 0, 0

    def clear(self, column: int) -> None:
        del self.rows[self.row][column:], self.styles[self.row][column:]


def _line(characters: list[str], styles: list[str]) -> Line:
    text = "".join(characters)
    kinds = set(styles)
    if len(kinds) <= 1:
        return Line(text, _span(text, kinds.pop() if kinds else ""))
    parts, at = [], 0
    for classes, run in groupby(styles):
        end = at + sum(1 for _ in run)
        parts.append(_span(text[at:end], classes))
        at = end
    return Line(text, "".join(parts))


def _span(text: str, classes: str) -> str:
    return f'<span class="{classes}">{_shown(text)}</span>' if classes else _shown(text)


def _shown(text: str) -> str:
    return html.escape(text, quote=False)


@lru_cache(maxsize=512)
def _styled(style: _Style, given: str) -> _Style:
    """The style after the numbers of an `m` sequence."""
    codes = iter([int(c[:4] or 0) for c in re.split("[;:]", given) if c[:4].isdecimal() or not c])
    for code in codes:
        if code == 0:
            style = _Style()
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
