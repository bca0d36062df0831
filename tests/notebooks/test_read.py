"""Whatever lies in an .ipynb gives a notebook or a problem; pages of notebooks are golden files."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import Notebook, read_notebook
from studylog.notebooks.metadata import KEYS
from studylog.runs import CellRun, Record, Run, Shown, Standing
from studylog.runs.key import source_key

PATH = "notebooks/folder/a name.ipynb"


def read(value: Any) -> Notebook:
    notebook, _ = read_notebook(PATH, json.dumps(value).encode())
    assert notebook
    return notebook


def code(source: str = "x", *outputs: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": list(outputs)}


def of(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}


def shown(text: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "notebooks/folder/a name.ipynb:1: the notebook is empty"),
        (b" \n", "notebooks/folder/a name.ipynb:1: the notebook is empty"),
        (
            b'{"cells": [\n3,\n]}',
            "notebooks/folder/a name.ipynb:3: the notebook is no JSON: Expecting value",
        ),
        (
            b'{"cells": [\r\n<<<<<<< HEAD\r\n1\r\n=======\r\n2\r\n>>>>>>> other\r\n]}',
            "notebooks/folder/a name.ipynb:2: the notebook holds a conflict of git",
        ),
        (b"\xff\xfe{}", "notebooks/folder/a name.ipynb: the byte at offset 0 is not UTF-8"),
        (b"[]", "notebooks/folder/a name.ipynb: the notebook can't be read: it holds no cells"),
        (b"3", "notebooks/folder/a name.ipynb: the notebook can't be read"),
        (b'{"nbformat": 4}', "notebooks/folder/a name.ipynb: the notebook can't be read"),
        (
            b'{"nbformat": 3, "worksheets": 3}',
            "notebooks/folder/a name.ipynb: the notebook can't be read",
        ),
        (
            b'{"nbformat": 1, "cells": [{"cell_type": "markdown"}]}',
            "notebooks/folder/a name.ipynb: the notebook can't be read",
        ),
        (
            b"[" * 100_000,
            "notebooks/folder/a name.ipynb: the notebook can't be read: it is nested too deeply",
        ),
        (b'{"nbformat": 2}', "notebooks/folder/a name.ipynb: the notebook can't be read"),
        (
            b'{"cells": [], "n": ' + b"9" * 9000 + b"}",
            "notebooks/folder/a name.ipynb: the notebook can't be read",
        ),
    ],
)
def test_what_is_no_notebook_is_said(content: bytes, said: str) -> None:
    notebook, problems = read_notebook(PATH, content)
    assert notebook is None
    assert [(str(p).startswith(said), p.level) for p in problems] == [(True, "error")]


@pytest.mark.parametrize(
    ("name", "content", "said", "hint"),
    [
        (
            "a.ipynb",
            b'{"nbformat": 1, "cells": [{"cell_type": "markdown"}]}',
            "its cells are not those of its format, nbformat 1",
            "open it in Jupyter and save it again",
        ),
        (
            "a.ipynb",
            b'{"cells": [], "n": ' + b"9" * 10_000 + b"}",
            "it holds a number of more digits than any program reads",
            "open it in Jupyter and save it again",
        ),
        (
            "a.ipynb",
            '{"cells": []}'.encode("utf-16-le"),
            "is UTF-16 or UTF-32, not UTF-8",
            "save the file as UTF-8",
        ),
        (
            "a.py",
            b"# -*- coding: cp1252 -*-\n# %%\nx = 1\n",
            "Encodings other than utf-8 are not supported",
            "correct the file",
        ),
    ],
)
def test_why_a_notebook_is_not_read_is_said_of_the_file(
    name: str, content: bytes, said: str, hint: str
) -> None:
    notebook, problems = read_notebook(f"notebooks/{name}", content)
    assert notebook is None
    assert [(p.message.endswith(said), p.hint) for p in problems] == [(True, hint)]


def test_old_formats_are_upgraded() -> None:
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": "old"},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {"cell_type": "heading", "level": 1, "source": ["Old"], "metadata": {}},
                    {
                        "cell_type": "code",
                        "language": "python",
                        "input": ["x = 1"],
                        "metadata": {},
                        "collapsed": False,
                        "prompt_number": 1,
                        "outputs": [
                            {"output_type": "stream", "stream": "stdout", "text": ["out\n"]}
                        ],
                    },
                ],
            }
        ],
    }
    notebook = read(old)
    assert notebook.title == "Old"
    assert "x = 1" in notebook.markdown and "<pre>out</pre>" in notebook.markdown


def test_the_format_of_2011_is_upgraded() -> None:
    old = {
        "nbformat": 2,
        "metadata": {"name": "old"},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "markdown", "source": "# Older"},
                    {"cell_type": "code", "language": "python", "input": "y = 2", "outputs": []},
                ]
            }
        ],
    }
    notebook = read(old)
    assert notebook.title == "Older" and "y = 2" in notebook.markdown


@pytest.mark.parametrize(
    ("version", "said", "level"),
    [
        ({"nbformat": 5}, "the format's version, nbformat, is '5'", "warning"),
        ({"nbformat": 4.99}, "the format's version, nbformat, is '4.99'", "warning"),
        ({"nbformat": "4"}, "the format's version, nbformat, is '4'", "warning"),
        ({"nbformat": {}}, "the format's version, nbformat, is not there", "warning"),
        ({"nbformat": True}, "the format's version, nbformat, is 'True'", "warning"),
        ({}, "the format's version, nbformat, is not there", "warning"),
        (
            {"nbformat": 4, "nbformat_minor": 99},
            "the format 4.99 is not known; the notebook was read as 4.5",
            "note",
        ),
        ({"nbformat": 4, "nbformat_minor": []}, "the format 4.? is not known", "note"),
    ],
)
def test_a_format_that_is_not_known_is_read_and_said(
    version: dict[str, Any], said: str, level: str
) -> None:
    given = {"metadata": {}, "cells": [code("x = 1")], **version}
    notebook, problems = read_notebook(PATH, json.dumps(given).encode())
    assert notebook and "x = 1" in notebook.markdown
    assert [(p.message.startswith(said), p.level) for p in problems] == [(True, level)]


def test_two_cells_of_one_id_are_both_shown_and_said() -> None:
    given = of({**code("x"), "id": "same"}, {**code("y"), "id": "same"})
    notebook, problems = read_notebook(PATH, json.dumps(given).encode())
    assert notebook and "x" in notebook.markdown and "y" in notebook.markdown
    assert [p.message for p in problems] == ["cell 2 has the id of cell 1, 'same'"]


def test_the_line_ends_of_windows_are_those_of_unix() -> None:
    content = json.dumps(of(code("a = 1\r\nb = 2\rc"))).replace(", ", ",\r\n").encode()
    notebook, _ = read_notebook(PATH, content)
    assert notebook and "a = 1\nb = 2\nc\n" in notebook.markdown


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", "9" * 4000, "[" * 400 + "]" * 400])
def test_a_strange_value_costs_nothing_but_itself(value: str) -> None:
    for place in ("date", "timeout_s", "tags", "title", "draft", "resources", "data", "run", "x"):
        content = (
            f'{{"nbformat": 4, "metadata": {{"studylog": {{"{place}": {value}}}}}, "cells": []}}'
        )
        notebook, problems = read_notebook(PATH, content.encode())
        assert notebook and len(notebook.title) <= 5000
        assert all(len(str(p)) < 400 for p in problems)


def test_a_notebook_of_ten_thousand_cells_is_read_to_its_end() -> None:
    cells = [code(f"#| label: fig-{n}\nx = {n}", shown("1")) for n in range(10_000)]
    notebook = read(of(*cells))
    assert "x = 9999" in notebook.markdown
    assert "fig-9999" in notebook.labels


def run_of(*outputs: tuple[dict[str, Any], ...], widgets: dict[str, Any] | None = None) -> Shown:
    record = Record("k", "c", "2026-11-21T18:02:11Z", 1.5)
    cells = tuple(CellRun(given, count) for count, given in enumerate(outputs, start=1))
    return Shown(Standing("current", record), Run(record, cells, widgets or {}))


def test_a_run_takes_the_place_of_the_stored_outputs() -> None:
    given = of(
        {"cell_type": "code", "source": " \n", "outputs": [shown("of an empty cell")]},
        code("a", shown("stored a")),
        {"cell_type": "markdown", "source": "prose"},
        code("b", shown("stored b")),
        code("c", shown("stored c")),
    )
    runs = run_of((shown("ran a"),), (shown("ran b"),))
    notebook, _ = read_notebook(PATH, json.dumps(given).encode(), runs)
    assert notebook and notebook.standing is runs.standing
    assert "ran a" in notebook.markdown and "ran b" in notebook.markdown
    assert "stored" not in notebook.markdown and "empty cell" not in notebook.markdown


def test_a_cell_written_above_those_that_ran_takes_no_outputs_of_theirs() -> None:
    runs = run_of((shown("ran a"),), (shown("ran b"),))
    assert runs.run
    cells = zip(runs.run.cells, ("a", "b"), strict=True)
    known = tuple(replace(cell, source=source_key(code)) for cell, code in cells)
    given = of(code("new"), code("#| label: x\na"), code("b"))
    told = replace(runs, run=replace(runs.run, cells=known))
    notebook, _ = read_notebook(PATH, json.dumps(given).encode(), told)
    assert notebook
    new, a, b = (notebook.markdown.index(said) for said in ("new", "ran a", "ran b"))
    assert new < notebook.markdown.index("\na\n") < a < notebook.markdown.index("\nb\n") < b


def test_without_a_run_the_stored_outputs_are_shown() -> None:
    content = json.dumps(of(code("a", shown("stored")))).encode()
    notebook, _ = read_notebook(PATH, content, Shown(Standing("unverified")))
    assert notebook and "stored" in notebook.markdown
    assert notebook.standing == Standing("unverified")


def test_metrics_are_those_of_the_run() -> None:
    content = json.dumps(of(code("m", shown("{'loss': 1}"), tags=["metrics"]))).encode()
    notebook, _ = read_notebook(PATH, content, run_of((shown("{'loss': 2}"),)))
    assert notebook and notebook.metrics == {"loss": 2}


def test_secrets_in_stored_outputs_are_said_when_a_run_is_shown() -> None:
    content = json.dumps(of(code("m", shown("ghp_" + "aB3" * 12)))).encode()
    _, problems = read_notebook(PATH, content, run_of((shown("2"),)))
    assert [p.level for p in problems] == ["error"]


def test_without_a_heading_the_file_name_is_the_title() -> None:
    notebook = read(of(code()))
    assert (notebook.title, notebook.name, notebook.url) == (
        "A name", "folder/a name", "notebooks/folder/a%20name/",
    )  # fmt: skip
    assert notebook.markdown.startswith("# A name\n\n```")


def test_a_byte_order_mark_is_passed_over() -> None:
    notebook, _ = read_notebook(PATH, json.dumps(of(code())).encode("utf-8-sig"))
    assert notebook


def test_half_a_character_does_not_reach_the_page() -> None:
    content = json.dumps(of(code("'\ud83d'"), code("'\U0001f600'"))).encode()
    notebook, _ = read_notebook(PATH, content)
    assert notebook
    assert "'?'" in notebook.markdown and "\U0001f600" in notebook.markdown
    notebook.markdown.encode()


def test_pasted_pictures_of_one_name_stay_two() -> None:
    png = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6B"
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "![](attachment:image.png)",
         "attachments": {"image.png": {"image/png": png + tail}}}
        for tail in ("AAAA", "BBBB")
    ]  # fmt: skip
    notebook = read(of(*cells))
    assert (
        len({f.path for f in notebook.figures}) == len({f.content for f in notebook.figures}) == 2
    )


def test_the_same_bytes_give_the_same_notebook() -> None:
    content = json.dumps(of(code("x", shown("y")))).encode()
    assert read_notebook(PATH, content) == read_notebook(PATH, content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
TEXTS = (
    st.sampled_from(
        [
            "",
            "x",
            "# T",
            "# 'T'\n> S\n\n- toc: true\n- date: 3",
            "---\ntitle: [x\ndate: 2024\n---\n",
            "#| label: a\nx",
            "http://a:bcde@f /home/g",
            "```",
            "<!--",
            "<b>",
            "$x$",
            "iVBORw0KGgo=",
            "!",
            "\x1b[31m",
            "\r",
            ["a", 3],
        ]
    )
    | JSON
)
DATA = (
    st.dictionaries(
        st.sampled_from(
            ["text/plain", "text/html", "text/latex", "image/png", "image/svg+xml", "image/jpeg"]
        ),
        TEXTS,
    )
    | JSON
)
OUTPUTS = (
    st.fixed_dictionaries(
        {},
        optional={
            "output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"])
            | JSON,
            "text": TEXTS,
            "name": TEXTS,
            "traceback": JSON,
            "ename": JSON,
            "data": DATA,
            "metadata": st.fixed_dictionaries({}, optional={"filenames": JSON, "filename": TEXTS})
            | JSON,
        },
    )
    | JSON
)
CELLS = (
    st.fixed_dictionaries(
        {},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
            "source": TEXTS,
            "metadata": st.fixed_dictionaries(
                {}, optional={"tags": st.just(["metrics"]) | JSON, "alt": TEXTS}
            )
            | JSON,
            "outputs": st.lists(OUTPUTS, max_size=3) | JSON,
            "attachments": st.dictionaries(
                TEXTS.filter(lambda t: isinstance(t, str)), DATA, max_size=2
            )
            | JSON,
        },
    )
    | JSON
)
NOTEBOOKS = st.fixed_dictionaries(
    {"cells": st.lists(CELLS, max_size=3) | JSON},
    optional={
        "nbformat": st.sampled_from([1, 2, 3, 4, 5]) | JSON,
        "worksheets": JSON,
        "nbformat_minor": JSON,
        "metadata": st.dictionaries(
            st.sampled_from(["kernelspec", "studylog", "language_info", "widgets"]),
            st.dictionaries(st.sampled_from(["name", "language", "run", *KEYS]), JSON) | JSON,
        )
        | JSON,
    },
)


@given(JSON | NOTEBOOKS)
def test_no_json_raises_and_every_page_can_be_saved(value: Any) -> None:
    notebook, problems = read_notebook(PATH, json.dumps(value).encode())
    assert notebook or problems
    if notebook:
        notebook.markdown.encode()
        json.dumps([notebook.title, notebook.summary, notebook.tags, notebook.metrics]).encode()
        assert all(
            f.path.startswith("a name_files/") and ".." not in f.path for f in notebook.figures
        )


@given(st.binary())
def test_no_bytes_raise(content: bytes) -> None:
    read_notebook(PATH, content)
