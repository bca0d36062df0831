"""The bytes of a notebook become its `Source`: Jupyter's JSON in version 4."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studylog.notebooks.cells import cells_of, mapping, text_of
from studylog.notebooks.percent import FAULTS, is_percent, read_percent
from studylog.problem import Problem, not_utf8

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |\|{7} |={7}\r?$)", re.M)
_SAVE = "open it in Jupyter and save it again"
_RESTORE = "restore the file, or open it in Jupyter and save it again"
#: The last minor version of the format: https://nbformat.readthedocs.io/en/latest/changelog.html
_MINOR = 5


@dataclass(frozen=True, slots=True)
class Source:
    """`node` is the whole notebook; `problems` are those of the format, which cost nothing."""

    path: str
    node: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()


def is_notebook(path: str, content: bytes) -> bool:
    """Whether the file is a notebook: each .ipynb, and Python with cells marked in it."""
    name = path.lower()
    return name.endswith(".ipynb") or (name.endswith(".py") and is_percent(content))


def read_source(path: str, content: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """The notebook, or None with the problem that says why; a plain module is None without one."""
    if not is_notebook(path, content):
        return None, ()
    if b"\0" in content[:4]:  # no JSON and no Python has one, but in two or four bytes a letter
        said = "the notebook is UTF-16 or UTF-32, not UTF-8"
        return None, (Problem(path, None, said, "save the file as UTF-8", "error"),)
    try:
        text = content.decode("utf-8-sig")
        node = read_percent(text) if path.lower().endswith(".py") else _current(text)
    except UnicodeDecodeError as error:
        return None, (not_utf8(path, error.start, was_read=False),)
    except json.JSONDecodeError as error:
        return None, (_no_json(path, error),)
    except FAULTS as error:
        cause = (str(error).splitlines() or [type(error).__name__])[0][:120]
        if isinstance(error, RecursionError):
            cause = "it is nested too deeply"
        hint = "correct the file" if path.lower().endswith(".py") else _SAVE
        return None, (Problem(path, None, f"the notebook can't be read: {cause}", hint, "error"),)
    return Source(path, node, (*_of_format(path, node), *_of_ids(path, node))), ()


def _no_json(path: str, error: json.JSONDecodeError) -> Problem:
    if not error.doc.strip():
        return Problem(path, 1, "the notebook is empty", "restore it, or delete it", "error")
    if found := _CONFLICT.search(error.doc):
        line = error.doc.count("\n", 0, found.start()) + 1
        hint = "choose one of the two versions and delete the lines that git put in"
        return Problem(path, line, "the notebook holds a conflict of git", hint, "error")
    return Problem(path, error.lineno, f"the notebook is no JSON: {error.msg}", _RESTORE, "error")


def _current(text: str) -> Mapping[str, Any]:
    """The notebook's JSON in version 4."""
    given: Any = _json(text)
    if _HALF.search(text):  # an escape may stand for half a character, which no page can hold
        whole = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
        given = json.loads(whole)
    if not isinstance(given, dict):
        raise TypeError("it holds no cells")
    version = given.get("nbformat")
    if version in (1, 2, 3) and not isinstance(version, bool):
        given = _upgraded({**given, "nbformat": int(version)})
    if not isinstance(given.get("cells"), list):
        raise TypeError("it holds no cells")
    return mapping(given)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # the one fault of another kind, said as a hint to programmers
        raise ValueError("it holds a number of more digits than any program reads") from error


def _upgraded(given: dict[str, Any]) -> dict[str, Any]:
    import nbformat  # noqa: PLC0415 - takes 0.1 s, and only notebooks from before 2015 need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            old = nbformat.reader.reads(json.dumps(given))  # type: ignore[no-untyped-call]
            return dict(nbformat.convert(old, 4))  # type: ignore[no-untyped-call]
        except (nbformat.ValidationError, *FAULTS, NameError) as error:
            said = f"its cells are not those of its format, nbformat {given['nbformat']}"
            raise ValueError(said) from error


def _of_format(path: str, node: Mapping[str, Any]) -> Iterator[Problem]:
    """What a notebook says of its format that no Jupyter of today does."""
    major, minor = node.get("nbformat"), node.get("nbformat_minor", 0)
    if not _is_number(major) or major != 4:
        shown = f"'{str(major)[:20]}'" if isinstance(major, (str, int, float)) else "not there"
        said = f"the format's version, nbformat, is {shown}; the notebook was read as version 4"
        yield Problem(path, None, said, _SAVE)
    elif not _is_number(minor) or minor > _MINOR:
        shown = str(minor)[:20] if isinstance(minor, (str, int, float)) else "?"
        said = f"the format 4.{shown} is not known; the notebook was read as 4.{_MINOR}"
        yield Problem(path, None, said, _SAVE, "note")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _of_ids(path: str, node: Mapping[str, Any]) -> Iterator[Problem]:
    """The first cell that has the id of another."""
    first: dict[str, int] = {}
    for number, cell in enumerate(cells_of(node), start=1):
        name = text_of(cell.get("id"))
        if name and first.setdefault(name, number) != number:
            said = f"cell {number} has the id of cell {first[name]}, '{name[:40]}'"
            yield Problem(path, None, said, _SAVE, "note")
            return
