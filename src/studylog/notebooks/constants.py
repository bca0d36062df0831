"""An expression in Python becomes the plain value it writes out, without being run."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Scalar = bool | int | float | str
#: What `ast.parse` and a walk through a tree raise for one text or another.
FAULTS = (ValueError, SyntaxError, TypeError, MemoryError, RecursionError, ArithmeticError)
#: Longer texts are no value that a table shows, and parsing them takes long.
LONGEST = 100_000
_NAMES = {"nan": "nan", "inf": "inf", "True_": True, "False_": False}
_WRAPPER = re.compile(r"(?:b?float|u?int)(?:_|\d+)|longdouble|(?:bool|str)_?|tensor|array|float")
_DEEPEST = 5


class NotPlain(ValueError):
    """The expression is no plain value."""


def value_of(node: ast.expr) -> Any:
    """Numbers, texts, truth values, lists and dicts of them. Raises `NotPlain`.

    Of NumPy's `np.float64(0.5)` and PyTorch's `tensor(0.5)` it is the number, of those that are no
    number, such as `nan`, the word.
    """
    match node:
        case ast.Constant(value=bool() | int() | float() | str() | None as value):
            return _finite(value)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _NAMES:
            return _NAMES[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            return _signed(sign, value_of(operand))
        case ast.Dict(keys=keys, values=values):
            return dict(_plain_pairs(zip(keys, values, strict=True)))
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [value_of(part) for part in parts]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[only]):
            return _called(name, value_of(only))
    raise NotPlain


def _plain_pairs(pairs: Iterable[tuple[ast.expr | None, ast.expr]]) -> Iterator[tuple[str, Any]]:
    """Those of a dict's pairs that are plain: an array among numbers doesn't hide them."""
    for key, value in pairs:
        try:
            pair = str(value_of(key)) if key else "", value_of(value)
        except NotPlain:
            continue
        if key:
            yield pair


def _called(name: str, value: Any) -> Any:
    """The number in `np.float64(0.5)` or `tensor(0.5)`; any other call is to be run first."""
    if name in ("int", "float") and isinstance(value, (int, float)):
        return int(value) if name == "int" else float(value)
    if not _WRAPPER.fullmatch(name) or not is_scalar(value):
        raise NotPlain
    return value


def is_scalar(value: Any) -> bool:
    """Whether a table can show it; integers of hundreds of digits it can't."""
    if isinstance(value, int) and not isinstance(value, bool):
        return -(10**30) < value < 10**30
    return isinstance(value, (bool, float, str))


def flat(value: Mapping[str, Any], before: str = "") -> dict[str, Scalar]:
    """The scalars with names such as `test.loss` for those in dicts of their own; no others."""
    found: dict[str, Scalar] = {}
    for name, part in value.items():
        if isinstance(part, Mapping) and before.count(".") < _DEEPEST:
            found |= flat(part, f"{before}{name}.")
        elif is_scalar(part):
            found[f"{before}{name}"] = _finite(part)
    return found


def _signed(sign: ast.unaryop, value: Any) -> Any:
    if isinstance(value, str) and value in _NAMES.values():
        return f"-{value}" if isinstance(sign, ast.USub) and value == "inf" else value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NotPlain
    return -value if isinstance(sign, ast.USub) else value


def _finite(value: Any) -> Any:
    """The word for a number that JSON has no sign for."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
