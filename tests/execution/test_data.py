"""Of files that hold code, the hash is that of what runs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from studylog.execution import hash_data
from tests.notebooks.notebooks import code, prose, result, saved


def hashed(root: Path, name: str, content: bytes) -> str:
    (root / name).write_bytes(content)
    return hash_data(root, [name])[name]


def test_a_module_is_the_same_with_the_line_ends_of_another_system(tmp_path: Path) -> None:
    ours, theirs = b"x = 1\ny = 2\n", b"x = 1\r\ny = 2\r\n"
    assert hashed(tmp_path, "h.py", theirs) == hashed(tmp_path, "h.py", ours)
    assert hashed(tmp_path, "h.py", ours) == hashlib.sha256(ours).hexdigest()
    assert hashed(tmp_path, "h.py", b"x = 1\ny = 3\n") != hashed(tmp_path, "h.py", ours)
    assert hashed(tmp_path, "h.csv", theirs) != hashed(tmp_path, "h.csv", ours)


def test_a_notebook_that_another_one_runs_is_the_same_after_a_save(tmp_path: Path) -> None:
    first = hashed(tmp_path, "b.ipynb", saved(code("x = 1")))
    after = saved(prose("# Words"), code("x = 1", result("1"), count=3), kernelspec={})
    assert hashed(tmp_path, "b.ipynb", after) == first
    assert hashed(tmp_path, "b.ipynb", saved(code("x = 2"))) != first


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, saved(prose("x"))])
def test_a_notebook_without_code_is_a_file_as_others_are(tmp_path: Path, content: bytes) -> None:
    assert hashed(tmp_path, "b.ipynb", content) == hashlib.sha256(content).hexdigest()
