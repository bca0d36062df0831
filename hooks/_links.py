"""Finds the target of a link as it lies on disk, as well as where MkDocs puts it."""

from __future__ import annotations

from pathlib import PurePath

from mkdocs.structure.files import File, Files


class LogFiles(Files):
    """To MkDocs, posts/ and notebooks/ lie inside docs/; on disk they lie beside it.

    So `../posts/a.md` from docs/index.md and `../docs/b.md` from posts/a.md lead there too. An
    index.md may be a README.md, and the other way round.
    """

    def get_file_from_path(self, path: str) -> File | None:
        posix = PurePath(path).as_posix()
        names = [posix, *(posix.removeprefix(b) for b in ("../", "docs/") if posix.startswith(b))]
        for name in names:
            folder, slash, last = name.rpartition("/")
            index = {"index.md": "README.md", "README.md": "index.md"}.get(last)
            for uri in (name, f"{folder}{slash}{index}" if index else name):
                if found := super().get_file_from_path(uri):
                    return found
        return None
