"""The sources of a log become the files that are notebooks."""

from __future__ import annotations

from collections.abc import Iterator

from studylog.notebooks.percent import is_percent, is_synced
from studylog.sources import NOTEBOOK, Sources


def notebooks_in(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each notebook, by path.

    A Python file is one if it has cells in percent format. Of a pair as jupytext keeps it, with the
    same name, the .ipynb is the notebook.
    """
    for path, content in sources.under("notebooks", *NOTEBOOK):
        if not path.endswith(".py") or (is_percent(content) and not _beside(sources, path)):
            yield path, content


def pairs_in(sources: Sources) -> Iterator[tuple[str, str]]:
    """Each Python file with cells beside an .ipynb of its name, and that; without those that
    jupytext keeps, which hold the same cells."""
    for path, content in sources.under("notebooks", ".py"):
        first = _beside(sources, path)
        if first and is_percent(content) and not is_synced(content):
            yield path, first


def _beside(sources: Sources, path: str) -> str:
    """The .ipynb of the same name, if there is one."""
    name = f"{path.removesuffix('.py')}.ipynb"
    return name if name in sources.files else ""
