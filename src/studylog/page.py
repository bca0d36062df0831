"""A Markdown file of docs/ or notebooks/ becomes a `Page`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studylog import front_matter
from studylog.dialect import read_document, title_of
from studylog.dialect.comments import without_comments
from studylog.lines import read_heading
from studylog.problem import Problem, not_utf8
from studylog.sources import decode
from studylog.titles import heading_text


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is from the log's root, `uri` the same without a leading docs/; `title` is None if
    only a name is left; `meta_lines` are those of the keys of `meta`."""

    path: str
    uri: str
    title: str | None = None
    body: str = ""
    line: int = 1
    meta: Mapping[str, Any] = field(default_factory=dict)
    meta_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def draft(self) -> bool:
        """Whether it stays off the site, as a post with the same words in its head does."""
        return front_matter.is_draft(self.meta)


def read_page(path: str, content: bytes) -> tuple[Page, tuple[Problem, ...]]:
    """The page and what is wrong with it."""
    text, bad_byte = decode(content)
    head = front_matter.split(text, path)
    problems = head.problems
    if bad_byte is not None:
        problems = (*problems, not_utf8(path, bad_byte))
    page = Page(
        path=path,
        uri=path.removeprefix("docs/"),
        title=front_matter.text_of(head.meta.get("title")) or _first_heading(head.body),
        body=head.body,
        line=head.body_line,
        meta=head.meta,
        meta_lines=head.lines,
    )
    return page, problems


def _first_heading(body: str) -> str | None:
    """The text of a `#` heading that opens the page."""
    if body.lstrip().startswith("<!--"):
        title = title_of(read_document(body))
        return heading_text(title.text) if title else None
    heading = read_heading(next((line for line in body.split("\n") if line.strip()), ""))
    if heading is None or heading.level != 1:
        return None
    return heading_text(without_comments(heading.text))
