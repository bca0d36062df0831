"""The lines of a page become those that a container of it holds, from the column it begins at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studylog.dialect import Block, Item, Quote
from studylog.dialect.columns import dedented, quoted


@dataclass(frozen=True, slots=True)
class Spot:
    """Where blocks stand: the first of `lines` is number `base`, their content begins at `column`.

    On the line `first`, a list item's own, it begins there even if something else stands before.
    `depth` counts the lists around it, the outermost of which stands at column `root`.
    """

    lines: Sequence[str]
    base: int
    column: int = 0
    first: int = 0
    depth: int = 0
    root: int = 0

    def line(self, number: int, more: int = 0) -> str:
        """One line from the content's column, or `more` columns further in."""
        line = self.lines[number - self.base]
        if number == self.first:
            return line[self.column :]
        return dedented(line, self.column + more)

    def span(self, start: int, end: int, more: int = 0) -> list[str]:
        return [self.line(n, more) for n in range(start, end)]

    def detabbed(self, block: Block, further_in: int = 0) -> list[str] | None:
        """The lines as Python-Markdown has them: without four columns for each list around.

        None where the first does not stand at least that far in, and `further_in`.
        """
        blanks = " " * (self.root + 4 * self.depth)
        lines = [self.lines[n - self.base] for n in range(block.line, block.end)]
        if block.line == self.first or not lines[0].startswith(blanks + " " * further_in):
            return None
        return [line.removeprefix(blanks) for line in lines]

    def is_blank(self, number: int) -> bool:
        return not self.lines[number - self.base].strip()

    def indent(self, number: int) -> int:
        line = self.line(number)
        return len(line) - len(line.lstrip(" "))


def quote_spot(quote: Quote, spot: Spot) -> Spot:
    """Where what is in the quotation stands."""
    return Spot(quoted(spot.span(quote.line, quote.end), 0), quote.line)


def item_spot(item: Item, spot: Spot) -> Spot:
    return replace(spot, column=item.column, first=item.line, depth=spot.depth + 1)
