"""A value of a notebook's metadata becomes one of the type that its key has, or a hint."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from studylog.front_matter import text_of
from studylog.words import without_controls

_LONGEST = 80


def to_flag(value: Any) -> tuple[bool | None, str]:
    """True or false, also where they stand in quotes."""
    said = text_of(value).lower()
    return (said == "true", "") if said in ("true", "false") else (None, "write true or false")


def to_names(value: Any) -> tuple[tuple[str, ...], str]:
    """The texts of a list; of one text, what stands between its commas."""
    hint = "write a list of texts"
    if isinstance(value, str):
        return tuple(filter(None, map(_name, value.split(",")))), ""
    if not isinstance(value, list):
        return (), hint
    names = tuple(dict.fromkeys(name for item in value if (name := _name(item))))
    return names, "" if all(map(_name, value)) else hint


def _name(value: Any) -> str:
    return "" if isinstance(value, bool) else without_controls(text_of(value))


def to_seconds(value: Any) -> tuple[float | None, str]:
    fits = _is_number(value) and 0.1 <= value <= 10**7
    return (float(value), "") if fits else (None, "write a number of seconds from 0.1 to 10000000")


def to_resources(value: Any) -> tuple[Mapping[str, float], str]:
    """Numbers by their names, such as `{"GPU": 1}`."""
    given = value if isinstance(value, Mapping) else {}
    fits = {str(name): float(n) for name, n in given.items() if _is_number(n) and 0 < n <= 10**15}
    whole = isinstance(value, Mapping) and len(fits) == len(given)
    return fits, "" if whole else "write numbers by name, such as {GPU: 1}"


def to_data(notebook: str, value: Any) -> tuple[tuple[str, ...], list[str]]:
    """The paths from the log's root, and what is wrong with those that lead out of it."""
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else None
    if given is None:
        return (), [f"data is {shown(value)}"]
    paths, faults = [], []
    for item in given:
        path = _below_root(notebook, item) if isinstance(item, str) else None
        if path is None:
            faults.append(f"the data file {shown(item)} is none of the log")
        else:
            paths.append(path)
    return tuple(dict.fromkeys(paths)), faults


def _below_root(notebook: str, written: str) -> str | None:
    plain = written.strip().replace("\\", "/")
    if not plain or plain.startswith(("/", "~")) or plain[1:2] == ":" or "\0" in plain:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(notebook), plain))
    return None if path == "." or path.startswith("..") else path


def shown(value: Any) -> str:
    """The value in a message; a list or an object may be as deep and as long as it likes."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = text_of(value) if not isinstance(value, bool) else str(value).lower()
    return f"'{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}'"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
