"""The bytes of an .ipynb become a `Notebook`, or a problem that says why not."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import nbformat

from studylog.dates import read_day
from studylog.lines import read_heading
from studylog.notebooks.cells import Cell, language_of, own_metadata, read_cells
from studylog.notebooks.figures import Figure
from studylog.notebooks.markdown import to_markdown
from studylog.problem import Problem, not_utf8
from studylog.titles import heading_text
from studylog.words import as_markdown, words_of

METRICS_TAG = "metrics"
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
#: What nbformat raises for JSON that is no notebook.
_FAULTS = (
    nbformat.ValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Notebook:
    """`markdown` is the page in the site's dialect; `figures` the images it shows.

    `summary` is the first paragraph's Markdown, `metrics` the dict of the cell tagged `metrics`.
    """

    path: str
    title: str
    summary: str = ""
    date: str | None = None
    tags: tuple[str, ...] = ()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    markdown: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def name(self) -> str:
        """Path below notebooks/ without its ending."""
        return str(PurePosixPath(self.path).with_suffix("")).partition("/")[2]

    @property
    def url(self) -> str:
        return f"notebooks/{quote(self.name)}/"


def read_notebook(path: str, content: bytes) -> tuple[Notebook | None, tuple[Problem, ...]]:
    """The notebook in the current format (versions 1 to 3 are upgraded), or None with a problem."""
    try:
        node = _current(content)
    except UnicodeDecodeError as error:
        return None, (not_utf8(path, error.start, was_read=False),)
    except json.JSONDecodeError as error:
        hint = "restore the file, or open it in Jupyter and save it again"
        said = f"the notebook is no JSON: {error.msg}"
        return None, (Problem(path, error.lineno, said, hint, "error"),)
    except _FAULTS as error:
        cause = (str(error).splitlines() or [type(error).__name__])[0][:120]
        said = f"the notebook can't be read: {cause}"
        return None, (Problem(path, None, said, "open it in Jupyter and save it again", "error"),)
    return _notebook(path, node)


def _current(content: bytes) -> Any:
    """The notebook's JSON in version 4."""
    text = content.decode("utf-8-sig")
    given = json.loads(text)
    if _HALF.search(text):  # an escape may stand for half a character, which no page can hold
        whole = json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")
        given = json.loads(whole)
    if not isinstance(given, dict):
        raise TypeError("it holds no cells")
    if given.get("nbformat") in (1, 2, 3):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            old = nbformat.reader.reads(json.dumps(given))  # type: ignore[no-untyped-call]
            given = nbformat.convert(old, 4)  # type: ignore[no-untyped-call]
    if not isinstance(given.get("cells"), list):
        raise TypeError("it holds no cells")
    return given


def _notebook(path: str, node: Any) -> tuple[Notebook, tuple[Problem, ...]]:
    cells = tuple(read_cells(node))
    prose = next(
        (c.source for c in cells if c.kind == "markdown" and "remove-cell" not in c.tags), ""
    )
    first, _, rest = prose.lstrip().partition("\n")
    heading = read_heading(first)
    stem = PurePosixPath(path).stem
    named = heading_text(heading.text) if heading and heading.level == 1 else ""
    title = named or words_of(stem) or "Untitled"
    own, problems = _own(path, node)
    markdown, figures = to_markdown(cells, language_of(node), f"{stem}_files", title)
    notebook = Notebook(
        path=path,
        title=title,
        summary=_first_paragraph(rest) if named else "",
        date=read_day(str(own.get("date") or "")),
        tags=tuple(t for t in own.get("tags") or () if isinstance(t, str)),
        metrics=_metrics(cells),
        markdown=markdown if named else f"# {as_markdown(title)}\n\n{markdown}",
        figures=figures,
    )
    return notebook, problems


def _own(path: str, node: Any) -> tuple[Mapping[str, Any], tuple[Problem, ...]]:
    """`metadata.studylog` without what can't be read in it, and a problem for that."""
    own, fits = own_metadata(node)
    hint = 'write {"date": "YYYY-MM-DD", "tags": []}'
    faults = [] if fits else ["metadata.studylog is no object"]
    if own.get("date") and not read_day(str(own["date"])):
        faults.append(f"metadata.studylog.date is '{str(own['date'])[:80]}'")
    tags = own.get("tags")
    if tags is not None and not isinstance(tags, list):
        faults.append("metadata.studylog.tags is no list")
        own = {**own, "tags": [tags]}
    return own, tuple(Problem(path, None, said, hint) for said in faults)


def _first_paragraph(markdown: str) -> str:
    paragraph = markdown.strip().split("\n\n", 1)[0].strip()
    return "" if paragraph.startswith(("#", "|", "```", "!!!", "$$")) else paragraph


def _metrics(cells: Sequence[Cell]) -> dict[str, Any]:
    """What the first cell tagged `metrics` shows: a dict's repr, or printed JSON."""
    tagged = (c for c in cells if c.kind == "code" and METRICS_TAG in c.tags)
    for cell in tagged:
        for output in cell.outputs:
            if value := _dict_of(output.text or output.data.get("text/plain", "")):
                return value
    return {}


def _dict_of(text: str) -> dict[str, Any]:
    """The dict that the text stands for, numbers of NumPy as plain ones; else an empty one."""
    plain = re.sub(r"\bnp\.\w+\(([^()]*)\)", r"\1", text)
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(plain)
            json.dumps(value)  # numbers of thousands of digits, bytes and sets are no metrics
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(value, dict):
            return {str(k): v for k, v in value.items()}
    return {}
