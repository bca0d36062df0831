"""A Markdown file of docs/ becomes a `Page`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from studylog import front_matter
from studylog.posts.excerpt import outside_fences
from studylog.problem import Problem
from studylog.sources import decode

_HEADING = re.compile(r"^# +(?P<title>.+?)(?: +#+)? *$")


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is from the log's root, `uri` from docs/; `title` is None where only a name is left."""

    path: str
    uri: str
    title: str | None = None
    body: str = ""
    line: int = 1
    meta: Mapping[str, Any] = field(default_factory=dict)


def read_page(path: str, content: bytes) -> tuple[Page, tuple[Problem, ...]]:
    """The page and what is wrong with it."""
    text, bad_byte = decode(content)
    head = front_matter.split(text, path)
    problems = head.problems
    if bad_byte is not None:
        said = f"the byte at offset {bad_byte} is not UTF-8; the file was read as Latin-1"
        problems = (*problems, Problem(path, None, said, "save the file as UTF-8"))
    title = head.meta.get("title")
    page = Page(
        path=path,
        uri=PurePosixPath(path).relative_to("docs").as_posix(),
        title=str(title) if title is not None else _first_heading(head.body),
        body=head.body,
        line=head.body_line,
        meta=head.meta,
    )
    return page, problems


def _first_heading(body: str) -> str | None:
    """The text of a `#` heading that opens the page."""
    for _, line in outside_fences(body.splitlines()):
        if line.strip():
            found = _HEADING.match(line)
            return found["title"] if found else None
    return None
