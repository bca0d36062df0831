"""Starts the preview again when its own code was changed: MkDocs loads a hook once per process."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

import studylog
from _build import end

_LOG = get_plugin_logger("studylog")
_Stamp = dict[Path, tuple[int, int]]


def stamp(root: Path) -> _Stamp:
    """Time and size of every file of code that a build runs and a log's author may change."""
    folders = [root / "hooks", Path(studylog.__file__).parent]
    found = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


def restart_if_changed(before: _Stamp, root: Path, server: LiveReloadServer) -> None:
    """Does not return if the code changed and can be read; a fault in it is said."""
    now = stamp(root)
    if now == before:
        return
    before_or_now = [path for path in now if now[path] != before.get(path)]
    for path in before_or_now:
        try:
            compile(path.read_bytes(), str(path), "exec")
        except SyntaxError as error:
            _LOG.error(f"{path.name}:{error.lineno}: {error.msg}; the old code runs on")
            return
    _LOG.info("The code changed: starting the preview again")
    server.shutdown()
    shutil.rmtree(server.root, ignore_errors=True)  # the new program makes its own
    end()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this program again
