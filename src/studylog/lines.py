"""A page's Markdown becomes its lines outside code, and a line the heading it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Behind three backticks no other may stand, or they are a code span:
# https://spec.commonmark.org/0.31.2/#fenced-code-blocks
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}(?=[^`]*$)|~{3,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading written with `level` hashes; `text` is its Markdown."""

    level: int
    text: str


def outside_fences(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Number, from 0, and text of each line that is not in a fence."""
    fence = ""
    for number, line in enumerate(lines):
        after = _open_after(line, fence)
        if not fence and not after:
            yield number, line
        fence = after


def line_of(pattern: str, source: str) -> int | None:
    """The first line with the pattern outside code, else the first at all; counted from 1."""
    lines = source.split("\n")
    outside = ((n, re.sub(r"`+[^`]*`+", "", line)) for n, line in outside_fences(lines))
    for number, line in (*outside, *enumerate(lines)):
        if re.search(pattern, line):
            return number + 1
    return None


def open_fence(lines: Iterable[str]) -> str:
    """The fence that is never closed, or an empty string."""
    fence = ""
    for line in lines:
        fence = _open_after(line, fence)
    return fence


def _open_after(line: str, fence: str) -> str:
    """The fence that is open after the line, if `fence` was before it."""
    if fence:
        return "" if _closes(line, fence) else fence
    found = _FENCE.match(line)
    return found["fence"] if found else ""


def _closes(line: str, fence: str) -> bool:
    written = line.strip()
    return written.startswith(fence) and not written.strip(fence[0])


def read_heading(line: str) -> Heading | None:
    """The heading of a `#` line, without the hashes that may close it."""
    written = line.strip()
    level = len(written) - len(written.lstrip("#"))
    indented = len(line) - len(line.lstrip()) > 3
    if not 1 <= level <= 6 or indented or written[level : level + 1] not in (" ", "\t", ""):
        return None
    text = written[level:].strip()
    unclosed = text.rstrip("#")
    if unclosed != text and unclosed[-1:] in (" ", "\t", ""):
        text = unclosed.rstrip()
    return Heading(level, text) if text else None
