"""Tells the pages of a preview which code cell the run of their notebook is at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

from _beside import Beside
from studylog.pages import render_running

#: Below the address that the preview is mounted at.
_ADDRESS = "_studylog/runs.json"


def follow_runs(server: LiveReloadServer, runs: Beside) -> None:
    """A run that is in makes the preview build again, as a saved file does."""

    def rebuild() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    runs.follow(rebuild)


def answer_runs(
    server: LiveReloadServer,
    runs: Beside,
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes] | None:
    """The state of all runs, if that is asked for; it never waits for a build."""
    if environ.get("PATH_INFO") != server.mount_path + _ADDRESS:
        return None
    content = json.dumps(runs.progress()).encode()
    start_response(
        "200 OK",
        [("Content-Type", "application/json"), ("Content-Length", str(len(content)))],
    )
    return [content]


def running_script(server: LiveReloadServer, page: bytes) -> bytes:
    """The script of a page that shows a run; of others nothing."""
    if b" data-run=" not in page:
        return b""
    return render_running(server.mount_path + _ADDRESS).encode()
