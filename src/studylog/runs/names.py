"""The nodes of a notebook's code become what its names mean at a place: modules and numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from studylog.runs.flow import Place


@dataclass(frozen=True, slots=True)
class Known:
    """What the names mean at the place that is read: modules, and constants (empty if unknown).

    `bound` has the number of the binding that holds for each seed's name, `loose` are the names
    that functions bind from within.
    """

    modules: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    bound: dict[str, int] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    loose: set[str] = field(default_factory=set)


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The names that an import binds, each with what it stands for."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            yield alias.name.partition(".")[0], alias.name.partition(".")[0]


def names_of_all(tree: ast.Module) -> Iterator[str]:
    """The names that functions bind for all, whenever they are called."""
    yield from (n for node in ast.walk(tree) if isinstance(node, ast.Global) for n in node.names)


def forget(name: str, place: Place, known: Known) -> None:
    """A name that is bound anew is no longer what it was; after `import *` none is."""
    if name == "*":
        known.constants.clear()
        known.bound.clear()
    known.constants[place.named(name)] = ""
    known.bound.pop(place.named(name), None)


def value_of(expression: ast.expr, place: Place, known: Known) -> str:
    """The number as it is written out; empty if it is not known before the code runs."""
    match expression:
        case ast.Name(id=name) if not place.hides(name):
            outside = known.constants.get(name, "")
            return known.constants.get(place.named(name), outside)
        case ast.Attribute(value=ast.Name(id=of), attr=name) if not place.hides(of):
            return known.constants.get(f"{of}.{name}", "")
        case ast.Constant(value=int() as number) if type(number) is int:
            # Python writes none of more than 4,300 digits in decimals.
            return str(number) if number.bit_length() <= 128 else f"{hex(number)[:18]}..."
    return ""
