"""The attachments of a cell are shown; where one is none, its words stand and a problem says so."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import Notebook, read_notebook
from studylog.problem import Problem
from tests.extension.converter import convert

PATH = "notebooks/a.ipynb"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6B"


def read(source: str, **attachments: dict[str, str]) -> tuple[Notebook, tuple[Problem, ...]]:
    first = {"cell_type": "markdown", "metadata": {}, "source": "# Title"}
    cell: dict[str, Any] = {"cell_type": "markdown", "metadata": {}, "source": source}
    cell["attachments"] = {name.replace("_", "."): data for name, data in attachments.items()}
    node = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [first, cell]}
    notebook, problems = read_notebook(PATH, json.dumps(node).encode())
    assert notebook
    return notebook, problems


@pytest.mark.parametrize(
    "source",
    [
        "One ![words](attachment:none.png) two",
        "One ![words]( <attachment:none.png> ) two",
        "One ![words](attachment:none.png 'a title') two",
        "One ![words\nhere](attachment:none.png) two",
        "One [words](attachment:none.png) two",
        "One <img src='attachment:none.png' alt='words'> two",
        'One <img alt="words"\nwidth=3 src=attachment:none.png> two',
    ],
)
@pytest.mark.parametrize("trust", [False, True])
def test_an_attachment_that_is_not_there_is_its_words_and_a_problem(
    source: str, trust: bool
) -> None:
    notebook, problems = read(f"---\ntrust: {str(trust).lower()}\n---\n" * trust + source)
    page = BeautifulSoup(convert(notebook.markdown), "html.parser")
    assert "words" in page.text and not page.select("img, a[href*=attachment]")
    assert "attachment" not in notebook.markdown and "attachment" not in notebook.summary
    assert [str(p) for p in problems if "attachment" in p.message] == [
        f"{PATH}: cell 2 shows the attachment 'none.png', which the notebook does not hold"
        " (put the image into the cell again)"
    ]


@pytest.mark.parametrize("data", [{}, {"image/png": "no base64"}, {"text/plain": "x"}])
def test_an_attachment_that_is_no_image_is_its_words_and_a_problem(data: dict[str, str]) -> None:
    notebook, problems = read("![words](attachment:a.png) ![x](attachment:a.png)", a_png=data)
    assert "words x" in notebook.markdown and not notebook.figures
    (said,) = (p.message for p in problems)
    assert said == "cell 2 shows the attachment 'a.png', which is no image"


def test_an_attachment_that_is_an_image_is_shown_without_a_problem() -> None:
    notebook, problems = read("![words](attachment:a.png)", a_png={"image/png": PNG})
    assert "![words](a_files/attachment_1_0.png)" in notebook.markdown
    assert len(notebook.figures) == 1 and not problems


@pytest.mark.parametrize(
    "source",
    ["Write `![a](attachment:a.png)`.", "```\n![a](attachment:a.png)\n```", "an attachment: this"],
)
def test_code_and_prose_that_name_an_attachment_stay(source: str) -> None:
    notebook, problems = read(source)
    assert source in notebook.markdown and not problems


def test_a_place_that_leads_to_an_attachment_is_taken_out() -> None:
    notebook, problems = read("![words][a]\n\n[a]: attachment:none.png")
    assert "attachment:" not in notebook.markdown and len(problems) == 1


def test_the_summary_holds_no_attachment_for_other_pages() -> None:
    cell = {"cell_type": "markdown", "source": "# T\n\nA ![b](attachment:a.png) c",
            "attachments": {"a.png": {"image/png": PNG}}}  # fmt: skip
    notebook, problems = read_notebook(PATH, json.dumps({"nbformat": 4, "cells": [cell]}).encode())
    assert notebook and not problems
    assert notebook.summary == "A b c"


@pytest.mark.parametrize(
    "part",
    ["![", "![a](attachment:", "<img ", "<img src=attachment:", "`", "(", "![a](attachment:(",
     "[a]:", "[", "\\", "![a](attachment:x) ", "src=", "<img src" + " " * 50],
)  # fmt: skip
def test_a_long_hostile_text_costs_no_time(part: str) -> None:
    start = time.perf_counter()
    read("attachment: " + part * (200_000 // len(part)))
    assert time.perf_counter() - start < 5


@given(st.lists(st.sampled_from(["![", "]", "(", ")", "attachment:", "a", "`", "<img src=", ">",
                                 "\n", "[a]: ", "```", " ", "'", '"'])).map("".join))  # fmt: skip
def test_no_text_about_attachments_raises(source: str) -> None:
    read(source)
