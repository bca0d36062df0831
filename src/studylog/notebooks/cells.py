"""A notebook's JSON becomes its `Cell`s, whatever the types of its fields turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """`kind` is stream, error, display_data or execute_result; `name` that of a stream.

    `text` is what a stream or an error says, `data` the other forms by their media types.
    """

    kind: str
    name: str = ""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` counts from 0, `attachments` holds data by media type under each name."""

    number: int
    kind: str
    source: str = ""
    tags: frozenset[str] = frozenset()
    alt: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()


def read_cells(node: Any) -> Iterator[Cell]:
    """The cells in their order; what is no cell, output or text is passed over."""
    for number, cell in enumerate(_list(_mapping(node).get("cells"))):
        given = _mapping(cell)
        metadata = _mapping(given.get("metadata"))
        attachments = _mapping(given.get("attachments"))
        yield Cell(
            number=number,
            kind=text_of(given.get("cell_type")),
            source=text_of(given.get("source")),
            tags=frozenset(t for t in _list(metadata.get("tags")) if isinstance(t, str)),
            alt=text_of(metadata.get("alt")),
            attachments={name: _data(data) for name, data in attachments.items()},
            outputs=tuple(_output(_mapping(o)) for o in _list(given.get("outputs"))),
        )


def language_of(node: Any) -> str:
    """What the code is written in, as a word that may stand behind a fence."""
    metadata = _mapping(_mapping(node).get("metadata"))
    for name, key in (("kernelspec", "language"), ("language_info", "name")):
        word = text_of(_mapping(metadata.get(name)).get(key)).lower()
        if word.isascii() and word.replace("-", "").replace("+", "").replace("#", "").isalnum():
            return word
    return "python"


def own_metadata(node: Any) -> tuple[Mapping[str, Any], bool]:
    """What stands in `metadata.studylog`, and whether it is an object or absent."""
    given = _mapping(_mapping(node).get("metadata")).get("studylog")
    return _mapping(given), given is None or isinstance(given, Mapping)


def text_of(value: Any) -> str:
    """The text; of a list of lines, as Jupyter saves it, the lines joined."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def _output(given: Mapping[str, Any]) -> Output:
    traceback = (line for line in _list(given.get("traceback")) if isinstance(line, str))
    said = ": ".join(t for t in (text_of(given.get("ename")), text_of(given.get("evalue"))) if t)
    kind = text_of(given.get("output_type"))
    return Output(
        kind=kind,
        name="stderr" if given.get("name") == "stderr" else "stdout",
        text="\n".join(traceback) or said if kind == "error" else text_of(given.get("text")),
        data=_data(given.get("data")),
    )


def _data(given: Any) -> dict[str, str]:
    read = {kind: text_of(value) for kind, value in _mapping(given).items()}
    return {kind: value for kind, value in read.items() if value}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
