"""The YAML of an `experiments` block becomes a table of notebooks, or one output of a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studylog.log import StudyLog
from studylog.markdown import Reference
from studylog.markdown.blocks import BlockHtml, Place
from studylog.notebooks import Notebook
from studylog.pages.experiment_cards import cards
from studylog.pages.experiment_options import Options, read_experiment_options
from studylog.pages.experiment_shown import find_notebook, render_shown
from studylog.pages.experiment_table import (
    default_columns,
    find_columns,
    in_order,
    render_table,
)
from studylog.pages.list_options import Fault
from studylog.words import folded

#: A block stands in a text, which is narrower than the index.
_MOST = 3


def render_experiment_block(
    log: StudyLog, references: Mapping[str, Reference], text: str, place: Place
) -> BlockHtml:
    """The block as it stands at that place, and what of it was not understood."""
    options, faults = read_experiment_options(text)
    if options.show:
        shown = render_shown(options.show, (*log.notebooks, *log.drafts), place.page)
        return shown._replace(faults=(*faults, *shown.faults))
    chosen, unknown = _chosen(log.notebooks, options)
    every = cards(chosen, references)
    ordered, unsorted = in_order(every, options.sort)
    listed = ordered[: options.limit]
    asked, missing = find_columns(every, options.columns)
    keys = asked or default_columns(listed, _MOST)
    sort = "" if unsorted else options.sort
    html = render_table(listed, keys, place.page, sort=sort)
    return BlockHtml(html, (*faults, *unknown, *unsorted, *missing))


def _chosen(
    notebooks: Sequence[Notebook], options: Options
) -> tuple[list[Notebook], tuple[Fault, ...]]:
    """The notebooks that the options name, and a fault for each name that is none's."""
    found = [find_notebook(name, notebooks) for name in options.names]
    named = [notebook.path for notebook in found if not isinstance(notebook, Fault)]
    tags = {folded(tag) for tag in options.tag}
    chosen = [
        notebook
        for notebook in notebooks
        if (not options.names or notebook.path in named)
        and (not tags or tags & {folded(tag) for tag in notebook.tags})
    ]
    return chosen, tuple(fault for fault in found if isinstance(fault, Fault))
