"""The code of a notebook becomes the modules that it imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from studylog.runs.cells import read_cells
from studylog.runs.program import Program
from studylog.runs.seeds import seeds_of

__all__ = ["imports_of", "seeds_of"]


def imports_of(program: Program) -> tuple[str, ...]:
    """The top-level modules that the cells import, sorted, without Python's standard library.

    The author's own modules beside the notebook are among them.
    """
    found = {m for tree in read_cells(program) for m in _imported(tree)}
    return tuple(sorted(found - sys.stdlib_module_names - {"", "__main__"}))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]
