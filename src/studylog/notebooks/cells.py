"""A notebook's JSON becomes its `Cell`s, whatever the types of its fields turn out to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studylog.notebooks.options import read_options, split_options, tags_of, words
from studylog.runs import CellRun
from studylog.runs.matching import match_cells


@dataclass(frozen=True, slots=True)
class Output:
    """`kind` is stream, error, display_data or execute_result; `name` that of a stream.

    `text` is what a stream or an error says. The other forms stand under their media types: `data`
    holds the texts, `objects` what is JSON. `metadata` is the output's own, such as an image's size
    under its media type.
    """

    kind: str
    name: str = ""
    text: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """`number` counts all cells from 0, `ordinal` from 1 the code cells that hold code.

    `source` is without the option lines at its top, `attachments` holds data by media type under
    each name, `count` is Jupyter's number of the cell's last run, `format` a raw cell's media type.
    """

    number: int
    kind: str
    source: str = ""
    tags: frozenset[str] = frozenset()
    alt: str = ""
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    ordinal: int | None = None
    label: str = ""
    caption: str = ""
    count: int | None = None
    format: str = ""


def read_cells(node: Any, runs: Sequence[CellRun] | None = None) -> Iterator[Cell]:
    """The cells in their order; what is no cell, output or text is passed over.

    Where `runs` is given, the code cells that hold code have the outputs of those of them that are
    theirs.
    """
    given_runs = None if runs is None else match_cells(_codes(node), runs)
    ordinal = 0
    for number, given in enumerate(cells_of(node)):
        if kind_of(given) != "code":
            yield _cell(number, given)
            continue
        source = source_of(given)
        ordinal += bool(source.strip())
        counted = ordinal if source.strip() else None
        run = None if given_runs is None else _run_of(counted, given_runs)
        yield _code_cell(number, given, source, counted, run)


def cells_of(node: Any) -> list[Mapping[str, Any]]:
    """The cells' own objects; an empty one stands for what is none."""
    return [mapping(cell) for cell in listed(mapping(node).get("cells"))]


def kind_of(cell: Mapping[str, Any]) -> str:
    return text_of(cell.get("cell_type"))


def source_of(cell: Mapping[str, Any]) -> str:
    """The cell's whole source with the line ends of Unix."""
    return text_of(cell.get("source")).replace("\r\n", "\n").replace("\r", "\n")


def _codes(node: Any) -> list[str]:
    """What runs of each code cell that holds code: options at its top are none."""
    sources = (source_of(cell) for cell in cells_of(node) if kind_of(cell) == "code")
    return [split_options(source)[1] for source in sources if source.strip()]


def _run_of(ordinal: int | None, runs: Sequence[CellRun]) -> CellRun:
    return runs[ordinal - 1] if ordinal is not None else CellRun()


def _cell(number: int, given: Mapping[str, Any]) -> Cell:
    metadata = mapping(given.get("metadata"))
    attachments = mapping(given.get("attachments"))
    return Cell(
        number=number,
        kind=kind_of(given),
        source=source_of(given),
        tags=frozenset(words(metadata.get("tags"))),
        attachments={name: _texts(data) for name, data in attachments.items()},
        label=text_of(metadata.get("label")),
        format=text_of(metadata.get("raw_mimetype")) or text_of(metadata.get("format")),
    )


def _code_cell(
    number: int, given: Mapping[str, Any], source: str, ordinal: int | None, run: CellRun | None
) -> Cell:
    metadata = mapping(given.get("metadata"))
    written, code = split_options(source)
    options = read_options(written)
    count = given.get("execution_count") if run is None else run.count
    outputs = listed(given.get("outputs")) if run is None else list(run.outputs)
    return Cell(
        number=number,
        kind="code",
        source=code,
        tags=frozenset(words(metadata.get("tags"))) | tags_of(options),
        alt=_first_text(metadata.get("alt"), options.get("fig-alt")),
        outputs=tuple(read_output(mapping(o)) for o in outputs),
        ordinal=ordinal,
        label=_first_text(metadata.get("label"), options.get("label")),
        caption=_first_text(
            metadata.get("caption"), options.get("fig-cap"), options.get("tbl-cap")
        ),
        count=count if isinstance(count, int) and not isinstance(count, bool) else None,
    )


def _first_text(*values: Any) -> str:
    return next((text for value in values if (text := text_of(value).strip())), "")


def language_of(node: Any) -> str:
    """What the code is written in, as a word that may stand behind a fence."""
    metadata = mapping(mapping(node).get("metadata"))
    for name, key in (("kernelspec", "language"), ("language_info", "name")):
        word = text_of(mapping(metadata.get(name)).get(key)).lower()
        if word.isascii() and word.replace("-", "").replace("+", "").replace("#", "").isalnum():
            return word
    return "python"


def text_of(value: Any) -> str:
    """The text; of a list of lines, as Jupyter saves it, the lines joined."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def read_output(given: Mapping[str, Any]) -> Output:
    """One of nbformat's output objects as it is, whatever it holds."""
    traceback = (line for line in listed(given.get("traceback")) if isinstance(line, str))
    said = ": ".join(t for t in (text_of(given.get("ename")), text_of(given.get("evalue"))) if t)
    kind = text_of(given.get("output_type"))
    data = mapping(given.get("data"))
    return Output(
        kind=kind,
        name="stderr" if given.get("name") == "stderr" else "stdout",
        text="\n".join(traceback) or said if kind == "error" else text_of(given.get("text")),
        data={"text/plain": said} if kind == "error" and said else _texts(data),
        objects={name: value for name, value in data.items() if _is_object(name, value)},
        metadata=mapping(given.get("metadata")),
    )


def _texts(given: Any) -> dict[str, str]:
    texts = {
        kind: text_of(value)
        for kind, value in mapping(given).items()
        if not _is_object(kind, value)
    }
    return {kind: text for kind, text in texts.items() if text}


def _is_object(kind: str, value: Any) -> bool:
    """Whether the value is JSON: only there is a list no text in lines."""
    return isinstance(value, Mapping) or (isinstance(value, list) and kind.endswith("json"))
