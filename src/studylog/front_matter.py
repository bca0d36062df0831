"""The YAML at the head of a page becomes a mapping; a line YAML refuses costs nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from studylog.problem import Problem
from studylog.settings import yaml_problem

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)\s*:\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`meta` with dates as they were written, the text below it, and the line that begins on."""

    meta: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()


def split(text: str, path: str) -> FrontMatter:
    """Front matter and body of a page, post or note; without front matter all is body."""
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter(body=text)
    body, body_line = text[found.end() :], text.count("\n", 0, found.end()) + 1
    try:
        meta = yaml.load(found["yaml"], Loader=_Written)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        problem = _problem(path, error)
        return FrontMatter(_line_by_line(found["yaml"]), body, body_line, (problem,))
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        fault = Problem(path, 2, "the front matter holds no settings", "write key: value")
        return FrontMatter({}, body, body_line, (fault,))
    return FrontMatter({str(k): v for k, v in meta.items()}, body, body_line)


def _problem(path: str, error: Exception) -> Problem:
    if not isinstance(error, yaml.YAMLError):
        return Problem(path, 2, f"the front matter can't be read: {error}", "correct the value")
    found = yaml_problem(path, error, first_line=2)
    return Problem(path, found.line, f"the front matter: {found.message}", found.hint)


def _line_by_line(block: str) -> dict[str, Any]:
    """Each `key: rest of line`, what stands in quotes without them."""
    meta: dict[str, Any] = {}
    for line in block.splitlines():
        if found := _LINE.match(line):
            value = found["value"].strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
            meta[found["key"]] = value[1:-1] if quoted else value
    return meta


class _Written(yaml.SafeLoader):
    """A SafeLoader that leaves dates as text: PyYAML refuses some zones and moves no others."""

    yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
