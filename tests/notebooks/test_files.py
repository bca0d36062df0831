"""Of a Python file and an .ipynb of one name the .ipynb is the notebook."""

from __future__ import annotations

import pytest

from studylog import read_log
from studylog.sources import Sources
from tests.notebooks.notebooks import code, saved

PAIRED = b"# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n# %%\nx = 1\n"


def said_of(python: bytes) -> list[str]:
    files = {"notebooks/same.ipynb": saved(code()), "notebooks/same.py": python}
    log = read_log(Sources(files))
    assert [n.path for n in log.notebooks] == ["notebooks/same.ipynb"]
    return [str(p) for p in log.problems if p.path.endswith(".py")]


def test_a_python_notebook_beside_another_of_its_name_is_said() -> None:
    assert said_of(b"# %%\nx = 1\n") == [
        "notebooks/same.py: the file has the address of notebooks/same.ipynb and is not published"
        " (rename one of the two)"
    ]


@pytest.mark.parametrize("python", [b"x = 1\n", b"", PAIRED])
def test_a_module_and_the_half_of_a_pair_need_no_problem(python: bytes) -> None:
    assert said_of(python) == []
