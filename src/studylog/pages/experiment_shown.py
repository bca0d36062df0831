"""An output of a notebook, named by its label, becomes a figure on another page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from studylog.markdown.blocks import BlockHtml
from studylog.notebooks import Notebook
from studylog.pages.experiment_words import badge_of
from studylog.pages.list_options import Fault
from studylog.pages.render import macro
from studylog.pages.urls import relative
from studylog.problem import did_you_mean

_CELL = re.compile(r"cell-0*([1-9][0-9]{0,5})", re.A)
_ID = re.compile(r'^(<figure class="cell-figure") id="[^"]*"')


def find_notebook(word: str, notebooks: Sequence[Notebook]) -> Notebook | Fault:
    """The notebook of that name, with or without folder and ending."""
    for notebook in notebooks:
        path = notebook.path
        if word in (notebook.name, path, path.partition("/")[2]):
            return notebook
    found = [n for n in notebooks if word in (_last(n.name), _last(n.path))]
    if len(found) == 1:
        return found[0]
    names = [notebook.name for notebook in notebooks]
    hint = did_you_mean(word, names) or "known are " + ", ".join(names[:8])
    return Fault(f"there is no notebook '{word}'", hint if names else "put it into notebooks/")


def render_shown(wanted: str, notebooks: Sequence[Notebook], page: str) -> BlockHtml:
    """The output that `notebook#label` or `notebook#cell-3` names, for the page at an address: the
    Markdown of that page between the HTML of a frame; a fault where there is none. What a run is
    still to bring is said to come."""
    name, mark, label = wanted.rpartition("#")
    if not (mark and name and label):
        hint = (
            "write notebook and label, such as 'lr-range-test#fig-loss' or 'lr-range-test#cell-3'"
        )
        return BlockHtml("", (Fault(f"'{wanted}' names no output", hint),))
    notebook = find_notebook(name.strip(), notebooks)
    if isinstance(notebook, Fault):
        return BlockHtml("", (notebook,))
    if notebook.draft:
        said = f"{notebook.path} is a draft, which has no page to lead to"
        return BlockHtml("", (Fault(said, "take 'draft: true' out of it"),))
    label = label.strip()
    cell = _CELL.fullmatch(label)
    key = f"cell-{cell[1]}" if cell and label not in notebook.labels else label
    if key not in notebook.labels:
        if notebook.standing and notebook.standing.running:
            told = macro("experiment_macros.html", "awaited")
            return BlockHtml(told(notebook.title, relative(notebook.url, page), label))
        return BlockHtml("", (_no_label(notebook, label),))
    return BlockHtml(_parts(notebook, key, page))


def _no_label(notebook: Notebook, label: str) -> Fault:
    named = [name for name in notebook.labels if not _CELL.fullmatch(name)]
    known = (*named, *notebook.labels)
    hint = did_you_mean(label, known)
    if not hint and known:
        hint = "known are " + ", ".join(dict.fromkeys(known[:8]))
    return Fault(
        f"{notebook.path} has no output '{label}'", hint or "its code cells have no outputs"
    )


def _parts(notebook: Notebook, label: str, page: str) -> tuple[str, ...]:
    """HTML where it is markup; what is not is Markdown."""
    number = _number(notebook, label)
    url = notebook.url + (f"#cell-{number}" if number else "")
    below = macro("experiment_macros.html", "origin")(
        notebook.title, relative(url, page), number, badge_of(notebook.standing)
    )
    return (
        Markup('<figure class="experiment-shown" data-search-exclude>'),
        on_any_page(notebook.labels[label], notebook),
        below + Markup("</figure>"),
    )


def _number(notebook: Notebook, label: str) -> str:
    """The code cell's, which has the output under its number, too; empty where it is not told."""
    output = notebook.labels[label]
    same = (_CELL.fullmatch(name) for name, text in notebook.labels.items() if text == output)
    return next((found[1] for found in (_CELL.fullmatch(label), *same) if found), "")


def on_any_page(markdown: str, notebook: Notebook) -> str:
    """The Markdown of a notebook with its images' addresses from the site's root, and without the
    id of its figure, which a page may show twice."""
    markdown = _ID.sub(r"\1", markdown)
    folder = posixpath.dirname(notebook.path)
    for figure in notebook.figures:
        path = quote(figure.path)
        for before, after in (("](", ")"), ('src="', '"'), ('href="', '"')):
            whole = f"{before}site:{quote(folder)}/{path}{after}"
            markdown = markdown.replace(before + path + after, whole)
    return markdown


def _last(path: str) -> str:
    return path.rpartition("/")[2]
