"""The files of a log become the paths of the pages whose dates have no year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studylog.phases.read import lacks_year
from studylog.sources import MARKDOWN, Sources, decode

_HEADING = re.compile(r"[ \t>*+-]{0,20}#{1,6}[ \t]+(.*)")
_SETEXT = re.compile(r"[ \t>*+-]{0,20}(?:={2,}|-{2,})[ \t]*")


def pages_without_year(sources: Sources) -> tuple[str, ...]:
    """The pages of docs/ and notebooks/ in which some heading has dates without a year.

    Only the lines are looked at, so a heading in code may be taken for one: git is then asked for
    nothing.
    """
    found = []
    for folder in ("docs", "notebooks"):
        for path, content in sources.under(folder, *MARKDOWN):
            text, _ = decode(content)
            if any(map(lacks_year, _headings(text))):
                found.append(path)
    return tuple(found)


def _headings(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for n, line in enumerate(lines):
        if "#" in line and (found := _HEADING.match(line)):
            yield found[1]
        elif line[-1:] in "=- " and n and _SETEXT.fullmatch(line):
            yield lines[n - 1]
