"""The source of a code cell becomes its syntax tree, whatever IPython adds to Python."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from studylog.runs.program import SKIPPED, Program

#: Cell magics whose body runs as Python in the kernel; that of all others is another language.
#: https://ipython.readthedocs.io/en/stable/interactive/magics.html#cell-magics
_PYTHON = frozenset(
    ("capture", "debug", "memit", "prun", "pyinstrument", "scalene", "snakeviz", "time", "timeit")
)
_CELL_MAGIC = re.compile(r"%%(\w*)")
#: `%time f()` is Python behind a word; other lines that only IPython knows are no Python at all.
_TIMED = re.compile(r"([ \t]*)%time[ \t]+(?=\w)")
_MAGIC = re.compile(
    r"[ \t]*(?:[!?]|%{1,2}[A-Za-z_])"  # %matplotlib inline, !ls, ?sum
    r"|[\w., \t]+=[ \t]*(?:!|%[A-Za-z_])"  # files = !ls
    r"|[ \t]*[\w.*%]+\?{1,2}[ \t]*\Z"  # sum?
)


def read_cells(program: Program) -> Iterator[ast.Module]:
    """The tree of each cell that is Python, runs and can be read, in order."""
    if program.language.strip().casefold() not in ("python", "python3", "ipython"):
        return
    for cell, flags in program.flagged:
        tree = None if SKIPPED in flags else _read(_body(cell))
        if tree is not None:
            yield tree


def _body(cell: str) -> str:
    """What runs as Python: the cell without its cell magics; empty for another language."""
    lines = _flush_left(cell.replace("\r\n", "\n").split("\n"))
    for number, line in enumerate(lines):
        found = _CELL_MAGIC.match(line)
        if not found:
            return "\n".join(lines[number:])
        if found[1] not in _PYTHON:
            return ""
    return ""


def _flush_left(lines: list[str]) -> list[str]:
    """The lines from the first that is not blank, without the indent that it begins with."""
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    indent = _indent_of(lines[first]) if first < len(lines) else ""
    return [line.removeprefix(indent) for line in lines[first:]]


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _read(source: str) -> ast.Module | None:
    """As it stands first, since a line of Python, too, may begin with `%`."""
    tree = _parse(source)
    return tree if tree is not None else _parse("\n".join(_without_magics(source)))


def _without_magics(source: str) -> Iterator[str]:
    """The lines, with `pass` for those of IPython, that the block they stand in remains one."""
    goes_on = False
    for line in source.split("\n"):
        timed = _TIMED.match(line)
        is_magic = goes_on or (not timed and _MAGIC.match(line) is not None)
        if is_magic:
            yield "" if goes_on else _indent_of(line) + "pass"
        else:
            yield timed[1] + line[timed.end() :] if timed else line
        goes_on = is_magic and line.endswith("\\")


def _parse(source: str) -> ast.Module | None:
    with warnings.catch_warnings():  # of "\d" and the like, which are not ours to show
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last: nested too deep
            return None
