"""What a notebook's outputs depend on becomes the keys that its runs are kept under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from posixpath import dirname

from studylog.runs.program import Program

#: Another tag whenever the same notebook is to be run anew; runs kept before fit none then.
_TAG = "studylog run 1"


def code_key(program: Program) -> str:
    """The SHA-256, in hex, of the kernel's name and the code cells in their order.

    Line ends count as `\\n`. Cells without code, and blanks and line ends behind the last character
    of a cell, which editors add and take away, count nothing: the last can only be seen in a file
    that `%%writefile` writes. Where a cell may fail or is not to run, the flags of each count, too.
    """
    counted = [(_settled(cell), flags) for cell, flags in program.flagged if cell.strip()]
    if any(flags for _, flags in counted):
        parts = (part for cell, flags in counted for part in (cell, ",".join(sorted(flags))))
        return _digest((_TAG, "code with flags", program.kernel, *parts))
    return _digest((_TAG, "code", program.kernel, *(cell for cell, _ in counted)))


def source_key(source: str) -> str:
    """The SHA-256, in hex, of one code cell, as `code_key` takes it."""
    text = source.replace("\r\n", "\n").replace("\r", "\n").rstrip(" \t\f\n")
    return _digest((_TAG, "cell", text))


def run_key(program: Program, data: Mapping[str, str]) -> str:
    """The SHA-256, in hex, of what `code_key` takes and of `data`, which maps the paths of the
    declared files that are there to their SHA-256, and of the notebook's folder, from which
    its code reads whatever is not declared. Prose, outputs, ids and packages are not in it."""
    files = (part for item in sorted(data.items()) for part in item)
    return _digest((_TAG, "run", dirname(program.path), code_key(program), *files))


def _settled(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").rstrip(" \t\f\n")


def _digest(parts: Iterable[str]) -> str:
    """Each part stands behind its length: no two sequences of parts are the same bytes."""
    digest = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()
