"""What a page of a notebook needs beside it becomes files with addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

from studylog.notebooks.cells import Cell
from studylog.notebooks.figures import Figure

#: The anchors that code cells have without a label.
_OF_CELLS = re.compile(r"cell-\d+")


class Doubt(NamedTuple):
    """What is wrong with a cell, and the cure."""

    said: str
    hint: str


@dataclass(slots=True)
class Beside:
    """The files of one notebook as they come about, in `folder` beside it.

    `at` is the page's address on the site, `notebooks/name`. `cell` and `number` are the output
    that is shown now. `widgets` are the states of all, `labels` what stands under each label.
    `drawn` counts the images that have words for those who can't see them. `anchors` says which
    cell has which.
    """

    folder: str
    title: str
    at: str = ""
    trust: bool = False
    widgets: Mapping[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    drawn: int = 0
    cell: Cell = field(default_factory=lambda: Cell(0, "code"))
    number: int = 0
    regions: int = 0
    anchors: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Which cell it is, in words."""
        return f"code cell {self.cell.ordinal}" if self.cell.ordinal else f"cell {self.cell.number}"

    @property
    def room(self) -> str:
        """The folder of the notebook on the site."""
        return self.at.rpartition("/")[0]

    def path(self, kind: str) -> str:
        """Where a file of the output may lie; no two outputs share it."""
        return f"{self.folder}/{kind}_{self.cell.number}_{self.number}"

    def keep(self, path: str, content: bytes) -> str:
        """Keeps a file that is no image and gives its address in HTML."""
        if all(f.path != path for f in self.figures):
            self.figures.append(Figure(path, content, ""))
        return self.address(path)

    def address(self, path: str) -> str:
        """The address in HTML of what lies beside the notebook; see `studylog.markdown`."""
        room = f"{self.room}/" if self.room else ""
        return f"site:/{quote(room + path)}"

    def anchor(self) -> str:
        """The id that the cell's label gives to its figure; none that the page has already."""
        label = self.cell.label
        anchor = identifier(label)
        first = self.anchors.setdefault(anchor or label, self.said)
        if not label or (first == self.said and not _OF_CELLS.fullmatch(anchor)):
            return anchor
        said = f"{self.said} has the label of {first}, '{label}'"
        if first == self.said:
            said = f"{self.said} has the label '{label}', which a cell has by its number"
        self.doubts.append(Doubt(said, "give each cell a label of its own"))
        return ""

    def name(self, what: str) -> str:
        """A name that no other region of the page has."""
        self.regions += 1
        return f"{what} {self.regions}, {self.said}"


def identifier(text: str) -> str:
    """What may be an element's id: letters, digits and dashes, a letter first; else nothing."""
    found = re.fullmatch(r"[A-Za-z][\w.:-]{0,99}", text)
    return found[0].replace(".", "-") if found else ""
