"""One process makes the reading list of one papers.bib after another, and says what that took.

`python -m bench.one_reading SHELF BIB...` has what the reading of a file kept for the next one, in
memory and at SHELF; `python -m bench.one_reading --others BIB` is bibtexparser on the same file.
It prints JSON: each file's seconds and the page's digest, and MiB before and at the most.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from bibtexparser import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

from studylog.bib import read_bibliography
from studylog.pages import render_reading_list
from studylog.pages.rows import KeptRows
from studylog.shelf import Shelf, from_bytes, to_bytes

_PROGRAM = b"bench"


def main(arguments: list[str]) -> None:
    before = _peak()
    read, files = (_others, arguments[1:]) if arguments[0] == "--others" else (_ours, arguments[1:])
    shelf = Path(arguments[0])
    kept: Shelf | None = None
    steps: list[dict[str, Any]] = []
    for file in files:
        wall, processor = time.perf_counter(), time.process_time()
        page, kept = read(Path(file), shelf, kept)
        seconds = {
            "wall": time.perf_counter() - wall,
            "process": time.process_time() - processor,
        }
        digest = hashlib.blake2b(page.encode(), digest_size=16).hexdigest()
        steps.append(seconds | {"page": digest})
    print(json.dumps({"steps": steps, "before": before, "peak": _peak()}))


def _ours(file: Path, path: Path, kept: Shelf | None) -> tuple[str, Shelf]:
    """What a build does with a papers.bib, from its bytes to the page and to what is kept."""
    if kept is None:
        kept = from_bytes(path.read_bytes(), _PROGRAM) if path.is_file() else Shelf()
    bibliography = read_bibliography(file.read_bytes(), known=kept.known)
    rows = KeptRows(kept.rows)
    page = render_reading_list(bibliography.entries, "papers/", {}, kept=rows)
    now = Shelf(_PROGRAM, bibliography.known, rows.now)
    if now.known.whole != kept.known.whole:
        path.write_bytes(to_bytes(now))
    return page, now


def _others(file: Path, path: Path, kept: Shelf | None) -> tuple[str, None]:
    """bibtexparser's own way to decoded text and split names; it has no page."""
    steps = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()]
    library = parse_string(file.read_text("utf-8"), append_middleware=steps)
    return str(len(library.entries)), None


def _peak() -> float:
    """MiB; `getrusage` counts the process that started this one too, which Linux tells apart."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text("utf-8").partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
