"""The bytes of an .ipynb become a `Notebook`, or a problem that says why not."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import nbformat
from nbformat.validator import normalize

from studylog.dates import read_day
from studylog.notebooks.markdown import Figure, to_markdown
from studylog.problem import Problem

_TITLE = re.compile(r"\A\s*# +(?P<title>.+?) *#* *$\n*", re.M)
METRICS_TAG = "metrics"


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
        return f"notebooks/{self.name}/"


def read_notebook(path: str, content: bytes) -> tuple[Notebook | None, tuple[Problem, ...]]:
    """The notebook in the current format (versions 1 to 3 are upgraded), or None with a problem."""
    try:
        text = content.decode("utf-8-sig")
        with warnings.catch_warnings():  # doubled and missing cell ids are put right in silence
            warnings.simplefilter("ignore")
            node = nbformat.reads(text, as_version=4)
            _, node = normalize(node, relax_add_props=True)
    except UnicodeDecodeError as error:
        said = f"the byte at offset {error.start} is not UTF-8"
        return None, (Problem(path, None, said, "save the notebook as UTF-8", "error"),)
    except json.JSONDecodeError as error:
        return None, (_broken_json(path, error.lineno, error.msg),)
    except nbformat.reader.NotJSONError as error:
        cause = error.__cause__
        if isinstance(cause, json.JSONDecodeError):
            return None, (_broken_json(path, cause.lineno, cause.msg),)
        return None, (_broken_json(path, None, "it is no JSON"),)
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
        said = f"the notebook can't be read: {str(error).splitlines()[0][:120]}"
        return None, (Problem(path, None, said, "open it in Jupyter and save it again", "error"),)
    return _notebook(path, node)


def _broken_json(path: str, line: int | None, said: str) -> Problem:
    hint = "restore the file, or open it in Jupyter and save it again"
    return Problem(path, line, f"the notebook is no JSON: {said}", hint, "error")


def _notebook(path: str, node: Any) -> tuple[Notebook | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    first = next((c for c in node.cells if c.cell_type == "markdown"), None)
    heading = _TITLE.match(first.source) if first else None
    stem = PurePosixPath(path).stem
    title = heading["title"] if heading else stem.replace("-", " ").replace("_", " ").capitalize()
    own = node.metadata.get("studylog") or {}
    if not isinstance(own, Mapping):
        own = {}
        hint = 'write {"date": "YYYY-MM-DD", "tags": []}'
        problems.append(Problem(path, None, "metadata.studylog is no object", hint))
    written = own.get("date")
    date = read_day(str(written)) if written else None
    if written and not date:
        said, hint = f"metadata.studylog.date is '{written}'", "write the date as YYYY-MM-DD"
        problems.append(Problem(path, None, said, hint))
    tags = own.get("tags")
    markdown, figures = to_markdown(node, f"{stem}_files", title)
    notebook = Notebook(
        path=path,
        title=title,
        summary=_first_paragraph(first.source[heading.end() :] if first and heading else ""),
        date=date,
        tags=tuple(str(t) for t in tags) if isinstance(tags, list) else (),
        metrics=_metrics(node),
        markdown=markdown if heading else f"# {title}\n\n{markdown}",
        figures=figures,
    )
    return notebook, tuple(problems)


def _first_paragraph(markdown: str) -> str:
    paragraph = markdown.strip().split("\n\n", 1)[0].strip()
    return "" if paragraph.startswith(("#", "|", "```", "!!!", "$$")) else paragraph


def _metrics(node: Any) -> dict[str, Any]:
    """What the first cell tagged `metrics` shows: a dict's repr, or printed JSON."""
    for cell in node.cells:
        if cell.cell_type != "code" or METRICS_TAG not in cell.metadata.get("tags", ()):
            continue
        for output in cell.outputs:
            text = output.get("text") or output.get("data", {}).get("text/plain") or ""
            for read in (json.loads, ast.literal_eval):
                try:
                    value = read(text)
                except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
                    continue
                if isinstance(value, dict):
                    return {str(k): v for k, v in value.items()}
    return {}
