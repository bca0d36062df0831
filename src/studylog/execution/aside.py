"""Content becomes a file in one step, in a folder that is none of git's."""

from __future__ import annotations

import itertools
import os
from contextlib import suppress
from pathlib import Path

_count = itertools.count()


def make_folder(folder: Path, top: Path | None = None) -> None:
    """Makes the folder if need be, and what lies in it, or in `top` above it, none of git's."""
    folder.mkdir(parents=True, exist_ok=True)
    # Made or left alone: whatever stands in its place, such as a pipe, is not opened.
    with suppress(OSError), ((top or folder) / ".gitignore").open("x", encoding="utf-8") as file:
        file.write("*\n")


def put_file(path: Path, content: bytes) -> None:
    """Writes the file aside and renames it: whoever reads it meanwhile has the old one or the new
    one, and nothing is left of one that could not be written, for which there is an OSError."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.{next(_count)}.tmp")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
