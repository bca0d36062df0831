"""Starts the preview again when its own code was changed: MkDocs loads a hook once per process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

import studylog
from _build import end
from _runs import end_beside

_LOG = get_plugin_logger("studylog")
#: A build that is ended has gone within that time, in seconds.
_END_S = 20.0
_Stamp = dict[Path, tuple[int, int]]


def stamp(root: Path) -> _Stamp:
    """Time and size of every file of code that a build runs and a log's author may change."""
    folders = [root / "hooks", Path(studylog.__file__).parent]
    found = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def _fault(root: Path) -> str:
    """What a build by the code as it is now dies of; empty if it lives.

    The first build of a preview is not guarded, so the new code must have shown that it can.
    """
    with TemporaryDirectory(prefix="studylog-") as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        code, told = _try(command, root)
    if code == 0:
        return ""
    said = told.strip().rpartition("\n")[2]
    places = re.findall(r'File "(?:[^"]*/)?([^"/]+)", line (\d+)', told)
    return ": ".join([*(f"{name}:{line}" for name, line in places[-1:]), said])


def _try(command: list[str], root: Path) -> tuple[int, str]:
    """The exit code, and what was said; where this program is ended, that one cleans up, too."""
    with subprocess.Popen(  # noqa: S603 - this program again
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as tried:
        try:
            _, told = tried.communicate()
        except KeyboardInterrupt:
            tried.terminate()
            with suppress(subprocess.TimeoutExpired):
                tried.communicate(timeout=_END_S)
            raise
    return tried.returncode, told


def restart_if_changed(before: _Stamp, root: Path, server: LiveReloadServer) -> None:
    """Does not return if the code changed and can be read; a fault in it is said."""
    now = stamp(root)
    if now == before:
        return
    if fault := _fault(root):
        _LOG.error(f"the changed code does not build the site, and the old runs on: {fault}")
        return
    _LOG.info("The code changed: starting the preview again")
    end_beside()
    server.shutdown()
    shutil.rmtree(server.root, ignore_errors=True)  # the new program makes its own
    end()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this program again
