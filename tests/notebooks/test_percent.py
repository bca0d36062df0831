"""A Python file with cells marked in it is a notebook like any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import is_notebook, read_notebook, read_program, read_stored
from studylog.notebooks.percent import is_percent
from studylog.runs.choose import Stored

PATH = "notebooks/2024-05-06-a run.py"
SCRIPT = b"""# ---
# title: Of a script
# tags: [a]
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     name: torch
#     language: python
# ---

# %% [markdown]
# Some *prose* with $x$.

# %% tags=["parameters"]
lr = 0.1

# %%
#| label: fig-loss
# %matplotlib inline
print(lr)

# %%

# %% a title of the cell
\"\"\"
# %% in a text
\"\"\"
"""


def test_prose_code_and_head_are_read() -> None:
    notebook, problems = read_notebook(PATH, SCRIPT)
    assert notebook and problems == ()
    assert (notebook.title, notebook.tags, notebook.date) == ("Of a script", ("a",), "2024-05-06")
    assert notebook.params == {"lr": 0.1}
    assert notebook.name == "2024-05-06-a run"
    assert notebook.markdown.startswith("# Of a script\n\nSome *prose* with $x$.\n")
    assert "jupytext" not in notebook.markdown


def test_its_program_is_its_code() -> None:
    program = read_program(PATH, SCRIPT)
    assert program and program.kernel == "torch"
    assert program.cells[:2] == ("lr = 0.1", "%matplotlib inline\nprint(lr)")
    assert program.cells[2] == '"""\n# %% in a text\n"""'


def test_nothing_is_stored_in_it() -> None:
    assert read_stored(PATH, SCRIPT) == Stored()


def test_reading_it_twice_gives_the_same() -> None:
    assert read_notebook(PATH, SCRIPT) == read_notebook(PATH, SCRIPT)


@pytest.mark.parametrize(
    "content",
    [
        b"# %%\nx = 1",
        b"import x\r\n\r\n# %%\r\nx = 1\r\n",
        b"\xef\xbb\xbf#%% a title\nx = 1\n",
        b"# %% [markdown]\n# text",
        b"# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n"
        b"#       format_name: light\n# ---\n\nx = 1\n",
    ],
)
def test_a_file_with_cells_is_a_notebook(content: bytes) -> None:
    assert is_notebook("notebooks/a.py", content)
    notebook, problems = read_notebook("notebooks/a.py", content)
    assert notebook and problems == ()
    assert "x = 1" in notebook.markdown or "text" in notebook.markdown


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"import numpy\n",
        b"x = 1  # %% no\n",
        b"    # %%\n",
        b"# %%time\n",
        b"# 3 %%\n",
        b"\xff",
    ],
)
def test_a_plain_module_is_no_notebook_and_no_problem(content: bytes) -> None:
    assert not is_percent(content)
    assert read_notebook("notebooks/helpers.py", content) == (None, ())
    assert read_program("notebooks/helpers.py", content) is None


def test_what_is_no_text_is_said() -> None:
    notebook, problems = read_notebook("notebooks/a.py", b"# %%\n'\xff'")
    assert notebook is None and "is not UTF-8" in problems[0].message


def test_a_head_without_more_than_a_kernel_is_enough() -> None:
    head = b"# ---\r\n# jupyter:\r\n#   kernelspec:\r\n#     name: torch\r\n# ---\r\n# %%\r\nx\r\n"
    program = read_program("notebooks/a.py", head)
    assert program and (program.kernel, program.cells) == ("torch", ("x",))


def test_a_cell_whose_tags_are_none_is_said() -> None:
    notebook, problems = read_notebook("notebooks/a.py", b"# %% tags=3\nx\n")
    assert notebook is None or notebook.markdown.count("x")
    assert all(p.level == "error" for p in problems)


def test_more_cells_than_can_be_read_in_time_are_said() -> None:
    notebook, problems = read_notebook("notebooks/a.py", b"# %%\n" * 6000)
    assert notebook is None and problems[0].level == "error"
    assert problems[0].message == "the notebook can't be read: it has more than 5000 cells"


LINES = st.lists(
    st.sampled_from(
        ["# %%", "# %% [markdown]", '# %% tags=["metrics"]', "# %% {", "# ---", "# jupyter:",
         "#   jupytext:", "#     format_name: x", "# title: a: b", "x = 1", '"""', "'", "#", "",
         "# %matplotlib", "# text", "%%time", "\t", "# !x", "é\x00", "# + [markdown]", "# -",
         "#   kernelspec: 3", "# %% [raw]", "# <codecell>", "\\", "(", "#     extension: .R"]
    )
)  # fmt: skip


@given(LINES)
def test_no_python_file_raises(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    notebook, problems = read_notebook("notebooks/a.py", content)
    assert is_percent(content) == bool(notebook or problems)
    read_program("notebooks/a.py", content)
