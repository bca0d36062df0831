"""Notebooks that change the log while a build runs them, and files whose names are no text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.logs import build, make_log, studylog


def test_a_build_shows_the_log_as_its_notebooks_leave_it(tmp_path: Path) -> None:
    cell = "# %% [markdown]\n# [made](made.txt)\n\n# %%\n"
    files: dict[str, str | bytes] = {
        "notebooks/a.py": f"{cell}import os\nos.rename('data.csv', 'made.txt')\n",
        "notebooks/data.csv": "1\n",
        "notebooks/b.py": "# %%\nimport os\nos.unlink('b.py')\n",
        "notebooks/deep/c.py": "# %%\nimport shutil, os\nshutil.rmtree(os.getcwd())\n",
        "posts/2026-01-01-x.md": "Text.\n",
    }
    root = make_log(tmp_path, files=files)
    result = build(root)
    assert result.returncode == 0, result.stdout
    site = root / "site"
    assert (site / "notebooks/a/index.html").is_file() and (site / "notebooks/made.txt").is_file()
    gone = ("notebooks/data.csv", "notebooks/b/index.html", "notebooks/deep/c/index.html")
    assert [path for path in gone if (site / path).exists()] == []
    assert (site / "blog/2026/01/01/x/index.html").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no such name can be made")
def test_a_file_whose_name_is_no_text_is_said_and_all_else_is_built(tmp_path: Path) -> None:
    root = make_log(tmp_path, files={"docs/a.md": "# A\n", "notebooks/n.py": "# %%\n1\n"})
    named = ("notebooks/lat\udce9in.ipynb", "notebooks/byt\udcff.bin", "docs/lat\udce9in.txt",
             "docs/lat\udce9in.md", "posts/2026-01-01-\udce9.md")  # fmt: skip
    for name in named:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("{}")
    result = build(root, "--no-strict")
    assert result.returncode == 0, result.stdout
    for name in named:
        shown = name.encode("utf-8", "replace").decode()
        assert f"{shown}: the file's name is not UTF-8 and has no address" in result.stdout
    assert (root / "site/a/index.html").is_file() and (
        root / "site/notebooks/n/index.html"
    ).is_file()
    checked = studylog(root, "check")
    assert checked.returncode == 1
    assert checked.stdout.count("the file's name is not UTF-8") == len(named)
