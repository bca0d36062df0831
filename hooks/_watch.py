"""Makes the preview follow every source of the log, also those that are made or replaced later."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from studylog.sources import BIB, FOLDERS

_CODE = ("hooks", "src")


def watch_log(server: LiveReloadServer, root: Path, config: MkDocsConfig) -> Callable[[], None]:
    """Watches the log; the function it gives is to be called after each build.

    Files at the root are watched through their folder: the watch of a single file ends for good
    when an editor replaces it (https://github.com/mkdocs/mkdocs/issues/3972). So does that of a
    folder that is replaced, as by `git checkout`: it is begun anew.
    """
    config_name = Path(config.config_file_path).name
    server.unwatch(config.config_file_path)
    handler = _AtRoot(server, {config_name, BIB}, set(FOLDERS))
    server.observer.schedule(handler, str(root), recursive=False)
    seen: dict[str, int] = {}

    def follow() -> None:
        for folder in (*FOLDERS, *_CODE):
            path = os.path.abspath(root / folder)  # noqa: PTH100 - as the server spells it
            there = Path(path).stat().st_ino if Path(path).is_dir() else 0
            if path in server._watched_paths and seen.get(path, there) != there:
                server._watched_paths[path] = 1
                server.unwatch(path)
            if there and path not in server._watched_paths:
                server.watch(path)
            seen[path] = there

    follow()
    return follow


class _AtRoot(FileSystemEventHandler):
    """Asks for a rebuild when a file at the root changes, or a folder comes or goes."""

    def __init__(self, server: LiveReloadServer, files: set[str], folders: set[str]) -> None:
        self.server, self.files, self.folders = server, files, folders

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path or ""))
        names = {Path(path).name for path in paths if path}
        changed = self.files & names
        if event.event_type in ("created", "deleted", "moved"):
            changed |= self.folders & names
        if changed:
            with self.server._rebuild_cond:
                self.server._want_rebuild = True
                self.server._rebuild_cond.notify_all()
