"""The notebooks become the index of experiments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from studylog.markdown import Reference
from studylog.notebooks import Notebook
from studylog.pages.inline import inline_html, inliner
from studylog.pages.render import render


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says of one notebook; `figure` is the address of its first image."""

    notebook: Notebook
    summary: Markup
    figure: str | None
    metrics: tuple[tuple[str, Any], ...]


def cards(notebooks: Sequence[Notebook], references: Mapping[str, Reference]) -> tuple[Card, ...]:
    """A card for each notebook, newest first; those without a date last, by title."""
    converter = inliner(references)
    by_title = sorted(notebooks, key=lambda n: n.title)
    newest = sorted(by_title, key=lambda n: n.date or "", reverse=True)
    return tuple(
        Card(n, inline_html(n.summary, converter), _figure(n), tuple(_shown(n.metrics)))
        for n in newest
    )


def _figure(notebook: Notebook) -> str | None:
    folder = notebook.url.rstrip("/").rpartition("/")[0]
    return f"{folder}/{quote(notebook.figures[0].path)}" if notebook.figures else None


def _shown(metrics: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for name, value in metrics.items():
        if isinstance(value, (str, int, float)):
            yield name.replace("_", " "), f"{value:.4g}" if isinstance(value, float) else value


def render_experiment_head(notebook: Notebook, page: str) -> str:
    """The line below the title of a notebook's page: where it belongs and its date."""
    return render("experiment_head.html", page, notebook=notebook)


def render_experiments(
    notebooks: Sequence[Notebook], references: Mapping[str, Reference], page: str
) -> str:
    """A list of cards; a sentence where there is no notebook."""
    return render("experiments.html", page, cards=cards(notebooks, references))
