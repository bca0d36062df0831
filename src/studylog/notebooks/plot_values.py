"""The arrays in the JSON of a Plotly figure become finite numbers and words."""

from __future__ import annotations

import base64
import binascii
import math
import re
from array import array
from collections.abc import Mapping
from typing import Any

from studylog.notebooks.cells import listed, text_of

Value = float | str | None
#: Codes of Plotly's typed arrays for those of Python's arrays.
_CODES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}
_MOST_VALUES = 200_000
#: What can be multiplied on the way to a place without leaving what a number can hold.
_GREATEST = 1e150


def values_of(given: Any) -> tuple[Value, ...]:
    """The values of a list, or of an array in base64: finite numbers, words, or None."""
    if isinstance(given, Mapping):
        return _typed(text_of(given.get("dtype")), text_of(given.get("bdata")))
    return tuple(_value(v) for v in listed(given)[:_MOST_VALUES])


def rows_of(given: Any) -> list[tuple[Value, ...]]:
    """The rows of a list of lists, or of an array in base64 with its shape."""
    if not isinstance(given, Mapping):
        return [values_of(row) for row in listed(given)]
    flat = values_of(given)
    shape = [int(n) for n in re.findall(r"\d{1,6}", text_of(given.get("shape")))]
    if len(shape) != 2 or shape[0] * shape[1] != len(flat):
        return []
    return [flat[at : at + shape[1]] for at in range(0, len(flat), shape[1] or 1)]


def _value(given: Any) -> Value:
    if isinstance(given, str):
        return given[:200]
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return None
    try:
        number = float(given)
    except OverflowError:
        return None
    if not math.isfinite(number) or abs(number) > _GREATEST:
        return None
    return number if abs(number) > 1 / _GREATEST else 0.0


def _typed(dtype: str, written: str) -> tuple[Value, ...]:
    code = _CODES.get(dtype)
    if code is None:
        return ()
    try:
        content = base64.b64decode(written)
    except (binascii.Error, ValueError):
        return ()
    whole = len(content) - len(content) % int(dtype[1])
    numbers = array(code, content[:whole])  # of the machine's byte order, as Plotly's are
    return tuple(_value(n) for n in numbers[:_MOST_VALUES])
