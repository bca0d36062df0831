"""The YAML at the head of a page becomes a mapping; a line YAML refuses costs only itself."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from studylog.problem import Problem
from studylog.settings import YAML_FAULTS, yaml_problem
from studylog.words import without_controls

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>(?:.*?\n)??)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LINE = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_TOP = re.compile(r"(?P<quote>[\"']?)(?P<key>[^\W\d_][\w-]*)(?P=quote)[ \t]*:(?:[ \t]|$)")
_KEY = re.compile(r"^[\"'?]?[^\W\d_][^:\n]*[\"']?[ \t]*:(?:[ \t]|$)|^\{", re.M)
#: PyYAML reads some 100 kB a second.
_LONGEST = 50_000
_MOST_MENDED = 10


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`meta` with dates as they were written, the text below it, and the line that begins on;
    `lines` are those of the keys of `meta` that begin one."""

    meta: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """The line of a key; the first one where it begins none."""
        return self.lines.get(key, 1)


def split(text: str, path: str) -> FrontMatter:
    """Front matter and body of a page, post or note; without front matter all is body."""
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter(body=text)
    if found["yaml"].strip() and not _KEY.search(found["yaml"]):  # text between two rules
        return FrontMatter(body=text)
    if len(found["yaml"]) > _LONGEST:
        said = f"what looks like front matter has more than {_LONGEST} characters"
        return FrontMatter(body=text, problems=(Problem(path, 1, said, "shorten it"),))
    meta, problems = _read(found["yaml"], path)
    if meta is not None and not isinstance(meta, dict):
        fault = Problem(path, 2, "the front matter holds no settings", "write key: value")
        return FrontMatter(body=text, problems=(*problems, fault))
    named = {str(k): v for k, v in (meta or {}).items()}
    body_line = text.count("\n", 0, found.end()) + 1
    return FrontMatter(named, text[found.end() :], body_line, problems, _lines(found["yaml"]))


def text_of(value: object) -> str:
    """A single value as text in one line; nothing, a list or a mapping is no text."""
    if value is None or isinstance(value, (list, dict, set, tuple)):
        return ""
    return " ".join(str(value).split())


def is_draft(meta: Mapping[str, Any]) -> bool:
    """Whether a page or post says `draft: true` or `published: false`, in quotes or not."""
    said = {name: text_of(meta.get(name)).lower() for name in ("draft", "published")}
    return said["draft"] == "true" or said["published"] == "false"


def escaped_description(meta: Mapping[str, Any]) -> dict[str, Any]:
    """The same with `description`, if it is a text, as themes print it: raw, in an attribute.

    https://github.com/squidfunk/mkdocs-material/blob/9.6.0/src/templates/base.html
    """
    text = html.escape(text_of(meta.get("description")))
    others = {name: value for name, value in meta.items() if name != "description"}
    return {**others, "description": text} if text else others


def _read(block: str, path: str) -> tuple[Any, tuple[Problem, ...]]:
    """The value of the block, read again with each line that YAML refuses in quotes."""
    lines = block.split("\n")
    problems: list[Problem] = []
    for _ in range(_MOST_MENDED):
        try:
            return yaml.load("\n".join(lines), Loader=_Written), tuple(problems)  # noqa: S506 - safe
        except YAML_FAULTS as error:
            problems.append(_problem(path, error))
            line = problems[-1].line
        if line is None or not _mend(lines, line - 2):
            break
    return _line_by_line(block), tuple(problems)


def _problem(path: str, error: Exception) -> Problem:
    found = yaml_problem(path, error, first_line=2)
    return Problem(path, found.line, f"the front matter: {found.message}", found.hint)


def _lines(block: str) -> dict[str, int]:
    """The line of each key; of one that stands twice YAML takes the last."""
    named = ((n, _TOP.match(line)) for n, line in enumerate(block.split("\n"), start=2))
    return {found["key"]: n for n, found in named if found}


def _mend(lines: list[str], number: int) -> bool:
    """Puts the value in the line in quotes; False if it is no `key: value` or was mended before."""
    found = _LINE.fullmatch(lines[number]) if 0 <= number < len(lines) else None
    if not found or not found["value"]:
        return False
    mended = f"{found['key']}: '{_unquoted(found['value']).replace(chr(39), chr(39) * 2)}'"
    changed = mended != lines[number]
    lines[number] = mended
    return changed


def _line_by_line(block: str) -> dict[str, Any]:
    """Each `key: rest of line`, what stands in quotes without them."""
    found = (_LINE.fullmatch(line) for line in block.split("\n"))
    return {line["key"]: _unquoted(line["value"]) for line in found if line}


def _unquoted(value: str) -> str:
    value = without_controls(value).strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


class _Written(yaml.SafeLoader):
    """A SafeLoader that leaves dates as text, and numbers that are not written as Python does.

    PyYAML refuses some zones and moves dates to others, and reads `12:30`, `007` and `1.10` as
    750, 7 and 1.1.
    """

    aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Few aliases, since lists of lists of them are as large as they like when written out."""
        if self.check_event(yaml.events.AliasEvent):
            self.aliases += 1
            if self.aliases > _MOST_ALIASES:
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "too many aliases", mark)
        return super().compose_node(parent, index)

    def fetch_flow_collection_start(self, token: Any) -> None:
        """Few brackets in one another, since PyYAML looks at all that are open for each token."""
        if self.flow_level >= _DEEPEST:
            mark = self.get_mark()
            raise yaml.scanner.ScannerError(None, None, "too many brackets in one another", mark)
        super().fetch_flow_collection_start(token)

    def construct_scalar(self, node: Any) -> Any:
        """Escapes such as `\\ud83d` may give halves of characters, which no file can hold."""
        value = super().construct_scalar(node)
        whole = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return without_controls(whole)

    def construct_yaml_int(self, node: Any) -> Any:
        """Python refuses to write out integers of thousands of digits."""
        value = super().construct_yaml_int(node)
        return value if abs(value) < 10**15 else node.value

    def construct_yaml_float(self, node: Any) -> Any:
        value = super().construct_yaml_float(node)
        return value if str(value) == node.value else node.value


_MOST_ALIASES = 20
_DEEPEST = 20
_AS_TEXT = ("timestamp", "int")
_Written.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag.rpartition(":")[2] not in _AS_TEXT]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Written.add_constructor("tag:yaml.org,2002:int", _Written.construct_yaml_int)
_Written.add_constructor("tag:yaml.org,2002:float", _Written.construct_yaml_float)
_Written.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z"), list("-0123456789")
)
