"""A piece of hostile text becomes the work of each reader on it, repeated so many times."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.bib.hostile import HOSTILE

from studylog import read_log
from studylog.bib import read_bibliography
from studylog.bib.fields import read_reading
from studylog.bib.parts import parts
from studylog.bib.status_lines import NOTE_FIELDS
from studylog.bib.topics import TOPIC_FIELDS
from studylog.dates import read_moment
from studylog.dialect import read_document
from studylog.front_matter import split
from studylog.history import Commits, first_years
from studylog.notebooks import read_notebook
from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.markdown import to_markdown
from studylog.notebooks.secrets import find_secrets
from studylog.phases import read_ranges, week_numbers
from studylog.posts.liquid import without_liquid
from studylog.posts.outputs import Here
from studylog.runs import Program, imports_of, seeds_of
from studylog.sources import Sources
from studylog.tasks import rollups_of, states_of
from studylog.titles import heading_text, title_markdown
from studylog.topics import cover, normal, read_topics
from studylog.topics import read_names as read_topic_names

#: What is timed; whatever it needs is made before.
Work = Callable[[], object]


def on(read: Callable[[str], object], *first: str) -> Callable[[str, int], Work]:
    """The function on the repeated piece, behind each of the given beginnings."""

    def work(piece: str, times: int) -> Work:
        texts = [before + piece * times for before in first or ("",)]
        return lambda: [read(text) for text in texts]

    return work


def title(text: str) -> None:
    title_markdown(text)
    heading_text("$x$" + text)


def topic_name(text: str) -> None:
    read_topic_names(text)
    normal(text)


def acronym(bracket: str, times: int) -> Work:
    name = "A" * times + bracket * times
    return lambda: read_topic_names(name)


def heading(text: str) -> None:
    read_ranges(text)
    week_numbers(text)


def scan(name: str, times: int) -> Work:
    content = HOSTILE[name](times)
    return lambda: list(parts(content, {}))


def one_entry(many: str, times: int) -> Work:
    content = f"@misc{{long, {many * times} title={{T}}}}".encode()
    return lambda: read_bibliography(content)


def one_value(part: str, times: int) -> Work:
    run = part * times
    entry = f"@misc{{long, title = {{{run}}}, author = {{{run}}}, url = {{{run}}}}}"
    content = f"{entry}\n@misc{{after, title = {{After}}}}\n".encode()
    return lambda: read_bibliography(content)


def parents(_: str, times: int) -> Work:
    entries = (f"@misc{{k{n}, title={{T}}, crossref={{p{n}}}}}" for n in range(times))
    content = "\n".join(entries).encode()
    return lambda: read_bibliography(content)


def fields(part: str, times: int) -> Work:
    names = ("status", "readstatus", "read", *NOTE_FIELDS, *TOPIC_FIELDS, "added", "rating")
    fields = dict.fromkeys(names, part * times)
    return lambda: read_reading(fields)


def head(part: str, times: int) -> Work:
    text = f"---\n{part * times}\n---\nbody"
    return lambda: split(text, "p.md")


def liquid(part: str, times: int) -> Work:
    here = Here("posts/2020-04-24-x.md", "T", read_moment("2020-04-24 01:03:29 +0200"), "blog/x/")
    text = "{% x %}" + part * times
    return lambda: without_liquid(text, here)


def notebook(part: str, times: int) -> Work:
    run = part * times
    data = {"text/html": run, "text/latex": "$" + run, "text/plain": run}
    outputs = (Output("stream", text=run), Output("display_data", data=data))
    cells = [Cell(0, "code", run, outputs=outputs), Cell(1, "markdown", run)]
    return lambda: to_markdown(cells, "python", "f", "T")


def code(part: str, times: int) -> Work:
    program = Program("n.ipynb", cells=(part * times,))
    return lambda: (imports_of(program), seeds_of(program))


def secrets(part: str, times: int) -> Work:
    cell = Cell(0, "code", "x", ordinal=1, outputs=(Output("stream", text=part * times),))
    return lambda: find_secrets("n.ipynb", [cell])


def cells(source: str, times: int) -> Work:
    cell = {"cell_type": "code", "source": source, "metadata": {"tags": ["metrics"]}}
    node = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell] * times}
    content = json.dumps(node).encode()
    return lambda: read_notebook("n.ipynb", content)


def tasks(piece: str, times: int) -> Work:
    document = read_document("|A|Done|\n|---|---|\n" + piece * times)
    return lambda: rollups_of(document, states_of(document))


def tree(_: str, times: int) -> Work:
    text = "\n".join("  " * min(n, 90) + "- a" for n in range(times))
    return lambda: read_topics(read_document(text))


def tags(_: str, times: int) -> Work:
    names = [f"Topic {n} of kind {n % 37}" for n in range(times)]
    text = "\n".join("  " * (n % 4) + f"- {name}" for n, name in enumerate(names))
    topics = read_topics(read_document(text))
    entries = (f"@misc{{k{n}, keywords={{{name}, own {n}}}}}" for n, name in enumerate(names))
    log = read_log(Sources({"papers.bib": "\n".join(entries).encode()}))
    return lambda: cover(topics, log)


def renamed(_: str, times: int) -> Work:
    """A page that had as many names, in as many commits."""
    steps = (f"\x01201{n % 9}-01-02\0\nR100\0p{n}\0p{n + 1}\0" for n in reversed(range(times)))
    log = "".join(steps) + "\x012009-01-02\0\nA\0p0\0"
    return lambda: first_years(Commits(log=log), [f"p{times}"])
