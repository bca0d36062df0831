"""The outputs of code cells become a digest, by which a record knows those it was written with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

#: What of an output is shown; counts and metadata are no part of what the code said.
_SHOWN = ("output_type", "name", "text", "ename", "evalue", "traceback", "data")


def outputs_digest(cells: Iterable[Iterable[Any]]) -> str:
    """The SHA-256, in hex, of nbformat's output objects by cell; the same however an editor cut
    their texts into lines or ordered their keys. Cells at the end that said nothing count nothing,
    as a run has none for those it did not reach."""
    digest = sha256()
    every = [[_shown(o) for o in outputs if isinstance(o, Mapping)] for outputs in cells]
    while every and not every[-1]:
        every.pop()
    for shown in every:
        content = json.dumps(shown, sort_keys=True, separators=(",", ":")).encode()
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _shown(output: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: _joined(output[name]) for name in _SHOWN if name in output}
    if isinstance(data := kept.get("data"), Mapping):
        kept["data"] = {kind: _joined(value) for kind, value in data.items()}
    return kept


def _joined(value: Any) -> Any:
    """The text of a list of lines; the numbers of JSON as any editor writes them."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    if isinstance(value, (list, Mapping)):  # by way of the text, which may be nested at any depth
        return json.loads(json.dumps(value), parse_float=_number, parse_int=_number)
    return value


def _number(written: str) -> int | float:
    """JavaScript knows one kind of number: it writes 1.0 as 1, and rounds what has many digits."""
    number = float(written)
    return int(number) if number.is_integer() else number
