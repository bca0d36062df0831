"""The YAML of a `timeline` block becomes the page whose phases it shows."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from studylog.page import Page
from studylog.pages.block_options import Fault, read_block
from studylog.problem import did_you_mean

_LIKE = "file: roadmap.md"
_HINT = f"write one such as '{_LIKE}'"


def read_timeline_options(text: str) -> tuple[str, tuple[Fault, ...]]:
    """The `file` that the block names, empty for the page it stands on, and what is wrong."""
    given, found = read_block(text, _LIKE)
    faults = [
        Fault(f"there is no option '{name}'", did_you_mean(str(name), ("file",)) or _HINT)
        for name in given
        if name != "file"
    ]
    file = given.get("file", "")
    if not isinstance(file, str):
        faults.append(Fault("'file' is no text", _HINT))
        file = ""
    return " ".join(file.split()), (*found, *faults)


def find_page(file: str, source: str, pages: Sequence[Page]) -> Page | None:
    """The page that a block on the page at `source` means: a path from there, or from docs/.

    Without a source, as when a log is only checked, any page with the end of that path.
    """
    here = posixpath.join(posixpath.dirname(source), file)
    wanted = [posixpath.normpath(path) for path in (here, file)] if file else [source]
    for path in wanted:
        for page in pages:
            if page.uri in (path, path.removeprefix("docs/")) or page.path == path:
                return page
    ends = f"/{posixpath.basename(file)}"
    return next((p for p in pages if file and not source and f"/{p.uri}".endswith(ends)), None)


def no_page(file: str, pages: Sequence[Page]) -> Fault:
    hint = did_you_mean(file, [page.uri for page in pages])
    return Fault(f"there is no page '{file}'", hint or "write its path from docs/")
