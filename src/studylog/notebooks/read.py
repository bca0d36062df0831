"""The bytes of a notebook become a `Notebook`, or a problem that says why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from studylog.lines import read_heading
from studylog.notebooks.attachments import without_attachments
from studylog.notebooks.beside import Doubt
from studylog.notebooks.cells import Cell, language_of, mapping, read_cells
from studylog.notebooks.figures import Figure
from studylog.notebooks.first_cell import FirstCell, read_first_cell
from studylog.notebooks.markdown import to_markdown
from studylog.notebooks.metadata import Metadata, read_metadata, title_of_name
from studylog.notebooks.metrics import metrics_of, params_of, without_metrics
from studylog.notebooks.secrets import find_secrets
from studylog.notebooks.source import Source, read_source
from studylog.notebooks.untrusted import defused
from studylog.problem import Problem
from studylog.runs import Execute, Run, Shown, Standing
from studylog.titles import heading_text, title_markdown
from studylog.words import without_controls

#: What a paragraph begins with that is none: other blocks, HTML, a badge.
_NO_PROSE = ("#", "|", "```", "~~~", "!!!", "$$", "<!--", "<table", "<div", "<img", "![", "[![")


@dataclass(frozen=True, slots=True)
class Notebook:
    """`markdown` is the page in the site's dialect; `figures` the images it shows, `labels` what
    stands under each label.

    `summary` is Markdown: the author's, or the first paragraph. `metrics` and `params` are what the
    cells tagged `metrics` and `parameters` hold. `post` says that it stands among the posts, too,
    `launch` where readers can open it, None where the log's settings say so. `standing` is how
    the outputs on the page came about, where that is known.
    """

    path: str
    title: str
    summary: str = ""
    date: str | None = None
    tags: tuple[str, ...] = ()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    markdown: str = ""
    figures: tuple[Figure, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False
    hide: tuple[str, ...] = ()
    post: bool = False
    trust: bool = False
    launch: tuple[str, ...] | None = None
    execute: Execute | None = None
    language: str = "python"
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """Path below notebooks/ without its ending."""
        return str(PurePosixPath(self.path).with_suffix("")).partition("/")[2]

    @property
    def url(self) -> str:
        return f"notebooks/{quote(self.name)}/"

    @property
    def uri(self) -> str:
        """Where it stands among the site's sources: a Python file as the Markdown of its page."""
        return self.path if self.path.endswith(".ipynb") else f"notebooks/{self.name}.md"


def read_notebook(
    path: str, content: bytes, shown: Shown | None = None
) -> tuple[Notebook | None, tuple[Problem, ...]]:
    """The notebook in the current format (versions 1 to 3 are upgraded), or None with a problem.

    The outputs of `shown.run` take the place of those that are stored. A Python file without
    cells is None without a problem.
    """
    source, problems = read_source(path, content)
    return notebook_of(source, shown) if source else (None, problems)


def notebook_of(source: Source, shown: Shown | None = None) -> tuple[Notebook, tuple[Problem, ...]]:
    """The notebook, and what its author should know of it."""
    path, node = source.path, source.node
    first = read_first_cell(path, node)
    said, doubts = read_metadata(path, node, first.meta)
    run = shown.run if shown else None
    stored = tuple(read_cells(node))
    cells = tuple(read_cells(node, run.cells)) if run else stored
    secrets = find_secrets(path, (*stored, *cells) if run else stored)
    notebook, wrong = _notebook(source, _with_first(cells, first), said, run)
    notebook = replace(notebook, standing=shown.standing if shown else None)
    return notebook, (
        *source.problems,
        *first.problems,
        *doubts,
        *(Problem(path, None, doubt.said, doubt.hint) for doubt in wrong),
        *without_metrics(path, cells),
        *secrets,
    )


def _with_first(cells: Sequence[Cell], first: FirstCell) -> tuple[Cell, ...]:
    """The cells without what the first one says of the notebook."""
    if first.body is None:
        return tuple(cells)
    kept = replace(cells[first.number], source=first.body)
    return (*cells[: first.number], kept, *cells[first.number + 1 :])


def _notebook(
    source: Source, cells: Sequence[Cell], said: Metadata, run: Run | None
) -> tuple[Notebook, tuple[Doubt, ...]]:
    node, stem = source.node, PurePosixPath(source.path).stem
    title, summary, is_headed = _title(source.path, cells, said)
    language = language_of(node)
    widgets = run.widgets if run else mapping(mapping(node.get("metadata")).get("widgets"))
    at = str(PurePosixPath(source.path).with_suffix(""))
    made = to_markdown(
        cells, language, f"{stem}_files", title, trust=said.trust, widgets=widgets, at=at
    )
    notebook = Notebook(
        path=source.path,
        title=title,
        summary=defused(
            without_attachments(summary)
        ),  # which other pages show, too: no page but its own trusts it
        date=said.date,
        tags=said.tags,
        metrics=metrics_of(cells),
        params=params_of(cells, language),
        markdown=made.markdown if is_headed else f"# {title_markdown(title)}\n\n{made.markdown}",
        figures=made.figures,
        labels=made.labels,
        draft=said.draft,
        hide=said.hide,
        post=said.post,
        trust=said.trust,
        launch=said.launch,
        execute=said.execute,
        language=language,
    )
    return notebook, made.doubts


def _title(path: str, cells: Sequence[Cell], said: Metadata) -> tuple[str, str, bool]:
    """Title and summary, and whether the first prose begins with that title as its heading."""
    prose = next((c.source for c in cells if _is_shown_prose(c)), "")
    heading, rest = _heading(prose.lstrip())
    headed = heading_text(heading)
    title = said.title or headed or title_of_name(path)
    is_headed = bool(headed) and title in (headed, heading)
    paragraph = _first_paragraph(rest if is_headed else prose) if is_headed or said.title else ""
    return title, said.summary or paragraph, is_headed


def _is_shown_prose(cell: Cell) -> bool:
    removed = any(tag.replace("_", "-") == "remove-cell" for tag in cell.tags)
    return cell.kind == "markdown" and bool(cell.source.strip()) and not removed


def _heading(prose: str) -> tuple[str, str]:
    """The Markdown of the first line if it is a heading of the first level, and what follows."""
    first, _, rest = without_controls(prose).partition("\n")
    underline, _, below = rest.partition("\n")
    if first.strip() and underline.strip() and not underline.rstrip().strip("="):
        return first.strip(), below
    heading = read_heading(first)
    return (heading.text, rest) if heading and heading.level == 1 else ("", rest)


def _first_paragraph(markdown: str) -> str:
    paragraph = markdown.strip().split("\n\n", 1)[0].strip()
    return "" if paragraph.startswith(_NO_PROSE) else paragraph
