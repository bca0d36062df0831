"""The sources of a log become the files that are notebooks."""

from __future__ import annotations

from collections.abc import Iterator

from studylog.notebooks.percent import is_percent
from studylog.sources import NOTEBOOK, Sources


def notebooks_in(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each notebook, by path.

    A Python file is one if it has cells in percent format. Of a pair as jupytext keeps it, with the
    same name, the .ipynb is the notebook.
    """
    for path, content in sources.under("notebooks", *NOTEBOOK):
        if path.endswith(".py"):
            paired = f"{path.removesuffix('.py')}.ipynb" in sources.files
            if paired or not is_percent(content):
                continue
        yield path, content
