"""A notebook's first cell becomes what it says of the notebook, and the prose it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studylog import front_matter
from studylog.notebooks.cells import cells_of, kind_of, source_of
from studylog.problem import Problem

_ITEM = re.compile(r"[ \t]{0,3}[-*][ \t]+(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?P<value>(?:[ \t].*)?)")
# https://github.com/fastai/fastpages/blob/master/_notebooks/README.md
_FASTPAGES = {
    "toc", "badges", "comments", "categories", "author", "image", "branch", "hide", "permalink",
    "search_exclude", "sticky_rank", "description", "use_math", "layout", "keywords",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FirstCell:
    """`meta` is what cell `number`, counted from 0, says of the notebook; `body` is what stays of
    its source. `problems` are those of the YAML."""

    number: int = 0
    meta: Mapping[str, Any] = field(default_factory=dict)
    body: str | None = None
    problems: tuple[Problem, ...] = ()


def read_first_cell(path: str, node: Mapping[str, Any]) -> FirstCell:
    """What the first cell with text says: YAML between `---`, or the list of fastpages."""
    cells = ((n, kind_of(c), source_of(c)) for n, c in enumerate(cells_of(node)))
    number, kind, source = next((c for c in cells if c[2].strip()), (0, "", ""))
    text = source.lstrip("\n ")
    if kind in ("raw", "markdown") and text.startswith("---"):
        return _front_matter(path, number, kind, text)
    if kind == "markdown" and text.startswith("# "):
        return _fastpages(path, number, text.split("\n"))
    return FirstCell()


def _front_matter(path: str, number: int, kind: str, text: str) -> FirstCell:
    head = front_matter.split(text, path)
    if head.body == text and kind == "raw":  # without the second rule it is still no prose
        head = front_matter.split(f"{text}\n---\n", path)
    if not head.meta and not head.problems:
        return FirstCell()
    return FirstCell(number, head.meta, head.body, tuple(_placed(head.problems)))


def _fastpages(path: str, number: int, lines: Sequence[str]) -> FirstCell:
    """`# Title`, `> Summary` and a list of `- key: value`; all three stand before other text."""
    at = _after_blank(lines, 1)
    quoted = at
    while at < len(lines) and lines[at].startswith(">"):
        at += 1
    summary = " ".join(line.lstrip("> \t").rstrip() for line in lines[quoted:at])
    start = at = _after_blank(lines, at)
    items = []
    while at < len(lines) and (item := _ITEM.fullmatch(lines[at].rstrip())):
        items.append((item["key"], item["value"].strip()))
        at += 1
    if at == start or not {key for key, _ in items} & _FASTPAGES:
        return FirstCell()
    title, said = _unquoted(lines[0][2:].strip()), _unquoted(summary)
    yaml = "\n".join(f"{key}: {value}" for key, value in items)
    head = front_matter.split(f"---\n{yaml}\n---\n", path)
    meta = {**({"summary": said} if said else {}), **_translated(head.meta)}
    rest = "\n".join(lines[at:]).strip("\n")
    body = "\n\n".join(part for part in (f"# {title}", said, rest) if part)
    return FirstCell(number, meta, body, tuple(_placed(head.problems)))


def _translated(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The same without `hide`, which in fastpages keeps a post off the front page."""
    return {key: value for key, value in meta.items() if key != "hide"}


def _after_blank(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _unquoted(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1].strip() if quoted else text


def _placed(problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems with the first cell for their place: its lines are no lines of the file."""
    for p in problems:
        yield Problem(p.path, None, f"the first cell: {p.message}", p.hint, p.level)
