"""Makes logs in folders of their own, and runs the commands on them that a user would type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import warm

REPOSITORY = Path(__file__).parent.parent
#: What makes a log of any content a site, and this repository's own content.
MACHINERY = ("mkdocs.yml", "hooks")
OWN = ("docs", "posts", "notebooks", "papers.bib")
SUB_PATH = "/some/repo/"
#: More than a busy machine needs.
PATIENT_S = 300.0


def make_log(root: Path, *own: str, files: dict[str, str | bytes] | None = None) -> Path:
    """A log at `root` with copies of this repository's `own` parts, and further `files`."""
    root.mkdir(parents=True, exist_ok=True)
    for name in (*MACHINERY, *own):
        source, target = REPOSITORY / name, root / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for name, content in (files or {}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def build(root: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` in `root`; what it printed is in `stdout`."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    command = ["-m", "mkdocs", "build", "--strict", *options]
    if warm.can_run(env):
        return warm.run(command, root, env, PATIENT_S, apart=False)
    return run([sys.executable, *command], root, **environment)


def studylog(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, its two outputs apart."""
    program = str(Path(sys.executable).with_name("studylog"))
    return warm.run([program, *arguments], root, os.environ, PATIENT_S, apart=True)


def run(command: list[str], root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENT_S,
        check=False,
    )


def listing(root: Path) -> dict[str, bytes]:
    """Every file below `root` with its bytes."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }
