"""Makes the preview follow every source of the log, also those that are made or replaced later."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from studylog.sources import BIB, CONFIG, FOLDERS

_CODE = ("hooks", "src")


def watch_log(server: LiveReloadServer, root: Path, config: MkDocsConfig) -> Callable[[], None]:
    """Watches the log; the function it gives is to be called after each build.

    Files at the root are watched through their folder: the watch of a single file ends for good
    when an editor replaces it (https://github.com/mkdocs/mkdocs/issues/3972).
    """
    if config.config_file_path:
        server.unwatch(config.config_file_path)
    server.observer.schedule(_AtRoot(server), str(root), recursive=False)

    def follow() -> None:
        for folder in (*FOLDERS, *_CODE):
            path = os.path.abspath(root / folder)  # noqa: PTH100 - as the server spells it
            watched = path in server._watched_paths
            if Path(path).is_dir() and not watched:
                server.watch(path)
            elif watched and not Path(path).is_dir():
                server.unwatch(path)

    follow()
    return follow


class _AtRoot(FileSystemEventHandler):
    """Asks for a rebuild when a file at the root changes, or a folder comes or goes."""

    def __init__(self, server: LiveReloadServer) -> None:
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path or ""))
        names = {Path(path).name for path in paths if path}
        changed = {CONFIG, BIB} & names
        if event.event_type in ("created", "deleted", "moved"):
            changed |= set(FOLDERS) & names
        if changed:
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()
