"""A Python file in the percent format becomes a notebook's JSON, without outputs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from studylog import front_matter
from studylog.notebooks.cells import mapping
from studylog.settings import YAML_FAULTS

# https://jupytext.readthedocs.io/en/latest/formats-scripts.html#the-percent-format
_CELL = re.compile(rb"^#[ \t]?%%(?:[ \t\r\n]|\[|\Z)", re.M)
_HEAD = re.compile(r"#[ \t]?---[ \t]*\n(?P<yaml>(?:#[^\n]*\n){0,200}?)#[ \t]?---[ \t]*(?:\n|\Z)")
_JUPYTEXT = re.compile(rb"#[ \t]?---[ \t\r]*\n(?:#[^\n]*\n){1,40}?#[ \t]+jupytext:")
_FORMATS = ("light", "percent", "hydrogen")
#: The time that jupytext takes grows with the square of their number: a second for as many.
_MOST_CELLS = 5000
#: What jupytext and the libraries below it raise for one text or another.
FAULTS = (*YAML_FAULTS, AssertionError, SyntaxError)


def is_percent(content: bytes) -> bool:
    """Whether the file has a cell's mark at the start of a line, or jupytext's own head."""
    return bool(_CELL.search(content.removeprefix(b"\xef\xbb\xbf"))) or is_synced(content)


def is_synced(content: bytes) -> bool:
    """Whether jupytext wrote the file's head, as it does in one of a pair."""
    return bool(_JUPYTEXT.match(content.removeprefix(b"\xef\xbb\xbf")))


def read_percent(text: str) -> dict[str, Any]:
    """The notebook in version 4 of Jupyter's format. Raises one of `FAULTS`.

    The head is read here, since jupytext takes none that lacks a kernel's `display_name`; what it
    says of the notebook stands in a raw first cell, as jupytext has it.
    """
    text = text.replace("\r\n", "\n")
    marks = len(_CELL.findall(text.encode("utf-8", "replace")))
    if marks > _MOST_CELLS:
        raise ValueError(f"it has more than {_MOST_CELLS} cells")
    head = _HEAD.match(text)
    yaml = re.sub(r"^#[ \t]?", "", head["yaml"], flags=re.M) if head else ""
    front = f"---\n{yaml}---\n"
    said = mapping(front_matter.split(front, "").meta.get("jupyter")) if head else {}
    form = _format_of(said) or ("percent" if marks else "light")
    cells = _cells(text[head.end() :] if head else text, form)
    if head:
        cells = [{"cell_type": "raw", "source": front, "metadata": {}}, *cells]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": dict(said), "cells": cells}


def _format_of(said: Mapping[str, Any]) -> str:
    """The format that the head names, if it is one for Python."""
    represented = mapping(mapping(said.get("jupytext")).get("text_representation"))
    name = represented.get("format_name")
    return name if isinstance(name, str) and name in _FORMATS else ""


def _cells(text: str, form: str) -> list[dict[str, Any]]:
    """The cells without their ids, which are drawn anew at each reading."""
    # Both take 0.3 s, which logs without such a file need not wait for.
    import jupytext  # type: ignore[import-untyped]  # noqa: PLC0415 - see above
    import nbformat  # noqa: PLC0415 - see above

    try:
        given = jupytext.reads(text, fmt={"extension": ".py", "format_name": form})
    except nbformat.ValidationError as error:
        raise ValueError(str(error)) from error
    return [{k: v for k, v in cell.items() if k != "id"} for cell in given.get("cells", [])]
