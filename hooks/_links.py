"""Finds the target of a link as it lies on disk, as well as where MkDocs puts it."""

from __future__ import annotations

from pathlib import PurePath

from mkdocs.structure.files import File, Files


class LogFiles(Files):
    """To MkDocs, posts/ and notebooks/ lie inside docs/; on disk they lie beside it.

    So `../posts/a.md` from docs/index.md and `../docs/b.md` from posts/a.md lead there too.
    """

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None:
            posix = PurePath(path).as_posix()
            for beside in ("../", "docs/"):
                if posix.startswith(beside):
                    return super().get_file_from_path(posix.removeprefix(beside))
        return found
