"""Whatever lies in an .ipynb gives a notebook or a problem; pages of notebooks are golden files."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import Notebook, read_notebook

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
        (b"", "notebooks/folder/a name.ipynb:1: the notebook is no JSON: Expecting value"),
        (
            b'{"cells": [\n<<<<<<< HEAD\n',
            "notebooks/folder/a name.ipynb:2: the notebook is no JSON: Expecting value",
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
        (b"[" * 100_000, "notebooks/folder/a name.ipynb: the notebook can't be read"),
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


def test_without_a_heading_the_file_name_is_the_title() -> None:
    notebook = read(of(code()))
    assert (notebook.title, notebook.name, notebook.url) == (
        "A name", "folder/a name", "notebooks/folder/a%20name/",
    )  # fmt: skip
    assert notebook.markdown.startswith("# A name\n\n```python\n")


def test_a_byte_order_mark_is_passed_over() -> None:
    notebook, _ = read_notebook(PATH, json.dumps(of(code())).encode("utf-8-sig"))
    assert notebook


def test_half_a_character_does_not_reach_the_page() -> None:
    content = json.dumps(of(code("'\ud83d'"), code("'\U0001f600'"))).encode()
    notebook, _ = read_notebook(PATH, content)
    assert notebook
    assert "'?'" in notebook.markdown and "\U0001f600" in notebook.markdown
    notebook.markdown.encode()


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("{'loss': 0.5, 'epochs': 3}", {"loss": 0.5, "epochs": 3}),
        ('{"loss": 0.5, "best": true}', {"loss": 0.5, "best": True}),
        ("{'loss': np.float64(0.5), 'n': np.int64(3)}", {"loss": 0.5, "n": 3}),
        ("{1: 2}", {"1": 2}),
        ("{'n': 0x" + "f" * 5000 + "}", {}),
        ("{'n': " + "9" * 5000 + "}", {}),
        ("{'b': b'x'}", {}),
        ("[" * 5000, {}),
        ("-" * 5000 + "1", {}),
        ("__import__('os').system('true')", {}),
        ("[1]", {}),
        ("", {}),
    ],
)
def test_metrics_are_the_dict_that_the_tagged_cell_shows(
    text: str, metrics: dict[str, Any]
) -> None:
    assert (
        read(
            of(code("m", shown("{'not': 'these'}")), code("m", shown(text), tags=["metrics"]))
        ).metrics
        == metrics
    )


def test_metrics_may_be_printed() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": ["{'loss':", " 1}\n"]}
    assert read(of(code("m", printed, tags=["metrics"]))).metrics == {"loss": 1}


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
            st.sampled_from(["kernelspec", "studylog", "language_info"]), JSON
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
