"""A notebook's `Source` becomes its `Program`: what of it runs, and as its author wishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studylog.notebooks.cells import cells_of, kind_of, language_of, mapping, source_of, text_of
from studylog.notebooks.first_cell import read_first_cell
from studylog.notebooks.metadata import read_metadata
from studylog.notebooks.options import read_options, split_options, tags_of, words
from studylog.notebooks.source import Source, read_source
from studylog.runs import Program
from studylog.runs.program import EXPECTED, SKIPPED


def read_program(path: str, content: bytes) -> Program | None:
    """The program of the notebook; None where the bytes are none."""
    source, _ = read_source(path, content)
    return program_of(source) if source else None


def program_of(source: Source) -> Program:
    """Kernel and code cells; option lines at their top are no code, so that a caption runs none."""
    first = read_first_cell(source.path, source.node)
    said, _ = read_metadata(source.path, source.node, first.meta)
    language = language_of(source.node)
    cells = code_cells_of(source.node)
    flags = tuple(flags_of(cell) for cell in cells)
    return Program(
        path=source.path,
        kernel=_kernel_of(source.node, language),
        language=language,
        cells=tuple(split_options(source_of(cell))[1] for cell in cells),
        data=said.data,
        execute=said.execute,
        timeout_s=said.timeout_s,
        resources=said.resources,
        flags=flags if any(flags) else (),
    )


def code_cells_of(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The code cells that hold code, in their order: the first of them is code cell 1."""
    return [c for c in cells_of(node) if kind_of(c) == "code" and source_of(c).strip()]


def flags_of(cell: Mapping[str, Any]) -> frozenset[str]:
    """The tags of a code cell that a run heeds, from its metadata or its option lines."""
    own = words(mapping(cell.get("metadata")).get("tags"))
    switched = tags_of(read_options(split_options(source_of(cell))[0]))
    return (switched | own) & {EXPECTED, SKIPPED}


def _kernel_of(node: Mapping[str, Any], language: str) -> str:
    """The kernel's name; where none is named, Jupyter's for Python, or that of the language."""
    spec = mapping(mapping(node.get("metadata")).get("kernelspec"))
    return text_of(spec.get("name")) or ("python3" if language == "python" else language)
