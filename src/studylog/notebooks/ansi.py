"""The escape sequences of a terminal's text become the lines that it would show, with classes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import groupby

from studylog.notebooks.ansi_style import Style, styled
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
#: How far right a sequence may send the cursor beyond what is written.
_FARTHEST = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A line as plain text and as HTML."""

    text: str
    html: str


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
    style: Style = field(default_factory=Style)

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
            self.style = styled(self.style, given)
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
