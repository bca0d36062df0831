"""Writes what machines read of the tasks: /progress.json."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from _build import current
from studylog.pages import render_progress_json

_NAME = "progress.json"


@event_priority(48)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """An author's own file stays."""
    if files.get_file_from_path(_NAME) is None:
        content = render_progress_json(current().log)
        files.append(File.generated(config, _NAME, content=content))
    return files
