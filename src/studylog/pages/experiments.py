"""The notebooks become their index, and each one's page gets its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from studylog.dates import in_words
from studylog.markdown import Reference
from studylog.notebooks import Notebook
from studylog.pages.experiment_cards import Card, cards
from studylog.pages.experiment_launch import Launch
from studylog.pages.experiment_table import default_columns, render_table
from studylog.pages.experiment_words import Ran, badge_of, changed_since, ran_of
from studylog.pages.render import render
from studylog.runs import Standing

__all__ = ["Card", "cards", "render_experiment_head", "render_experiments"]

#: A wider table is for those who ask for it with a block.
_MOST = 5
_UNKNOWN = {
    "unverified": "The outputs came with the file; nothing tells when, or from which code.",
    "not-run": "Its code has not run yet, so there are no outputs.",
}


def render_experiment_head(
    notebook: Notebook, page: str, download: str = "", launches: Sequence[Launch] = ()
) -> str:
    """What stands below the title of a notebook's page: where it belongs, whether its outputs are
    those of its code, how they came about, and how to have the notebook.

    `download` is the address of the file from the site's root."""
    standing = notebook.standing
    return render(
        "experiment_head.html",
        page,
        notebook=notebook,
        standing=standing,
        record=standing.record if standing else None,
        ran=ran_of(standing),
        badge=badge_of(standing),
        running=standing is not None and standing.running,
        said=_said(standing),
        changed=changed_since(standing) if standing else "",
        download=download,
        launches=launches,
    )


def _said(standing: Standing | None) -> Markup:
    """When the outputs were made, and on what; empty where there is nothing to say."""
    if standing is None:
        return Markup("")
    order = " Its cells were not run from top to bottom." if standing.out_of_order else ""
    ran = ran_of(standing)
    if ran is None:
        return escape(_UNKNOWN.get(standing.state, "") + order)
    was_stopped = standing.record is not None and standing.record.fault is not None
    how = ", stopped after" if was_stopped else " in"
    on = f" on {ran.on}" if ran.on else ""
    seeds = f"; {ran.seeds}" if ran.seeds else ""
    return Markup("Ran{}{} {}{}{}.{}").format(_when(ran), how, ran.took, on, seeds, order)


def _when(ran: Ran) -> Markup:
    if not ran.day:
        return Markup("")
    return Markup(' on <time datetime="{}">{}</time>').format(ran.at, in_words(ran.day))


def render_experiments(
    notebooks: Sequence[Notebook], references: Mapping[str, Reference], page: str
) -> str:
    """A table with a row for each experiment, newest first; a sentence where there is none."""
    made = cards(notebooks, references)
    return render_table(made, default_columns(made, _MOST), page, whole=True)
