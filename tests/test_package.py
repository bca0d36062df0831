"""The package as a user installs it: from a wheel, outside the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.logs import REPOSITORY

USE = """
import markdown, studylog, sys
assert studylog.__file__.startswith(sys.argv[1]), studylog.__file__
html = markdown.markdown("[@a] and `[@a]`", extensions=["studylog"],
                         extension_configs={"studylog": {"bib": "papers.bib"}})
print(html)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheel in it, and nothing of the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*pip, *build, str(REPOSITORY)], check=True, timeout=120)
    wheel = next(folder.glob("studylog-*.whl"))
    target = folder / "site"
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
        timeout=120,
    )
    return target


def _run(installed: Path, cwd: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": str(installed), "PATH": ""}, text=True,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_command_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@misc{a, title={A}, status={read}}")
    program = str(installed / "bin" / "studylog")
    result = _run(installed, tmp_path, sys.executable, program, "list", "--root", ".")
    assert (result.returncode, result.stdout) == (0, "Read (1)\n  a  A\n"), result.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    assert _run(installed, empty, sys.executable, program, "check").returncode == 2


def test_the_markdown_extension_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@misc{a, title={A}, author={Doe, J.}, year={2020}}")
    result = _run(installed, tmp_path, sys.executable, "-c", USE, str(installed))
    assert '<a class="citation" data-key="a" href="/papers/a/"' in result.stdout, result.stderr
    assert "<code>[@a]</code>" in result.stdout
