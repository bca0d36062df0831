"""Pages of cells that hold outputs, as the site makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup

from studylog.notebooks.cells import Cell, read_cells
from studylog.notebooks.markdown import Rendered, to_markdown
from tests.extension.converter import convert

END = Cell(99, "markdown", "The **end**.")


def code(*outputs: Mapping[str, Any], source: str = "x", **metadata: Any) -> dict[str, Any]:
    """A code cell of an .ipynb."""
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": list(outputs)}


def display(data: Mapping[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def stream(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def made_of(*cells: Mapping[str, Any], **options: Any) -> Rendered:
    """What becomes of cells as they stand in an .ipynb, with a paragraph behind them."""
    read = read_cells(json.loads(json.dumps({"cells": cells})))
    return to_markdown([*read, END], "python", "f_files", "Title", at="notebooks/f", **options)


def page_of(*cells: Mapping[str, Any], **options: Any) -> BeautifulSoup:
    """The page, of which the paragraph at its end is whole."""
    page = BeautifulSoup(convert(made_of(*cells, **options).markdown), "html.parser")
    assert page.find_all("p")[-1].decode_contents() == "The <strong>end</strong>."
    return page
