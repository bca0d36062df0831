"""mkdocs.yml becomes `Settings`: our own under `extra.studylog`, and what pages need too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import yaml

from studylog.dates import is_zone
from studylog.problem import Problem, did_you_mean
from studylog.sources import CONFIG

#: What PyYAML raises for some text or other; a tag with a value that it does not fit is a KeyError,
#: an IndexError, or an AttributeError: https://github.com/yaml/pyyaml/issues/482
YAML_FAULTS = (
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What an author can set under `extra.studylog`; every field has a default."""

    topics: str = field(default="", metadata={"help": "page of the topic tree, below docs/"})
    timezone: str = field(default="UTC", metadata={"help": "of dates written without one"})
    permalink: str = field(default="", metadata={"help": "the old blog's URL pattern"})
    publish: tuple[str, ...] = field(
        default=(), metadata={"help": "further BibTeX fields to publish"}
    )
    execute: str = field(default="auto", metadata={"of": ("auto", "always", "never")})
    timeout_s: float = field(
        default=600.0,
        metadata={"help": "seconds one cell may take", "unit": "seconds", "from": 0.1, "to": 10**7},
    )
    memory_mb: float = field(
        default=0.0,
        metadata={"help": "a run may hold; 0: most of the machine's", "unit": "MB", "to": 10**8},
    )
    output_mb: float = field(
        default=20.0, metadata={"help": "a run may put out", "unit": "MB", "from": 0.01, "to": 1000}
    )
    processes: float = field(
        default=100.0,
        metadata={"help": "a run may have at a time", "unit": "processes", "from": 3, "to": 10**5},
    )
    launch: tuple[str, ...] = field(
        default=(),
        metadata={"help": "where readers can open a notebook", "each": ("colab", "binder")},
    )
    entry_pages: bool = field(default=True, metadata={"help": "a page for each entry"})
    citations: str = field(default="author-year", metadata={"of": ("author-year", "number")})


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The parts of mkdocs.yml that the library uses.

    `markdown` maps each Markdown extension to its options, in order.
    """

    settings: Settings = Settings()
    markdown: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_settings(given: Any) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from the value of `extra.studylog`; what is not understood keeps its default."""
    if given is None:
        return Settings(), ()
    if not isinstance(given, Mapping):
        fault = f"extra.studylog is '{given}'"
        return Settings(), (Problem(CONFIG, None, fault, "write one setting per line below it"),)
    known = {f.name: f for f in fields(Settings)}
    kept: dict[str, Any] = {}
    problems = []
    for name, value in given.items():
        if name not in known:
            hint = did_you_mean(str(name), known) or "known are " + ", ".join(known)
            problems.append(Problem(CONFIG, None, f"extra.studylog has no setting '{name}'", hint))
            continue
        if value is None:  # a name with nothing behind it
            continue
        read, hint = _value(known[name].default, known[name].metadata, value)
        if name == "timezone" and not hint and not is_zone(read):
            hint = "write a name of the IANA database, such as Europe/Vienna"
        if hint:
            fault = f"extra.studylog.{name} is '{value}'"
            problems.append(Problem(CONFIG, None, fault, hint))
        else:
            kept[name] = read
    return Settings(**kept), tuple(problems)


def _value(default: Any, kind: Mapping[str, Any], value: Any) -> tuple[Any, str]:
    """The value in the type of its default, and a hint where it does not fit."""
    if isinstance(default, bool):
        return value, "" if isinstance(value, bool) else "write true or false"
    if isinstance(default, float):
        return _number(value, kind)
    if isinstance(default, tuple):
        return _names(value, kind.get("each", ()))
    of = kind.get("of", ())
    if of and value not in of:
        return value, _known(value, of)
    return value, "" if isinstance(value, str) else "write a text, in quotes"


def _names(value: Any, of: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    listed = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    if not all(isinstance(name, str) for name in listed):
        return (), "write names"
    other = next((name for name in listed if of and name not in of), None)
    return listed, "" if other is None else _known(other, of)


def _known(value: Any, of: tuple[str, ...]) -> str:
    return did_you_mean(str(value), of) or "known are " + ", ".join(of)


def _number(value: Any, kind: Mapping[str, Any]) -> tuple[float, str]:
    least, most = kind.get("from", 0), kind["to"]
    fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    if fits and least <= value <= most:
        return float(value), ""
    return 0.0, f"write a number of {kind['unit']} from {least} to {most}"


def read_config(text: str) -> tuple[SiteConfig, tuple[Problem, ...]]:
    """What mkdocs.yml says; tags of other programs (`!ENV`, `!!python/name`) are passed over."""
    try:
        given = yaml.load(text, Loader=_Lenient)  # noqa: S506 - a SafeLoader with more tolerance
    except YAML_FAULTS as error:
        return SiteConfig(), (yaml_problem(CONFIG, error),)
    if not isinstance(given, Mapping):
        return SiteConfig(), (
            Problem(CONFIG, 1, "the file holds no settings", "begin with site_name: ...", "error"),
        )
    extra = given.get("extra")
    settings, problems = read_settings(
        extra.get("studylog") if isinstance(extra, Mapping) else None
    )
    config = SiteConfig(
        settings=settings,
        markdown=_extensions(given.get("markdown_extensions")),
    )
    return config, problems


def _extensions(given: Any) -> dict[str, Mapping[str, Any]]:
    """MkDocs takes a list of names and one-key mappings, or one mapping."""
    pairs: dict[str, Mapping[str, Any]] = {}
    items = [given] if isinstance(given, Mapping) else given if isinstance(given, list) else []
    for item in items:
        named = item.items() if isinstance(item, Mapping) else [(item, None)]
        for name, options in named:
            plain = options if isinstance(options, Mapping) else {}
            pairs[str(name)] = {k: v for k, v in plain.items() if v is not _OTHERS}
    return pairs


def yaml_problem(path: str, error: Exception, first_line: int = 1) -> Problem:
    """The fault that YAML found, at its line; `first_line` is where the YAML begins in the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or _unplaced(error)
    line = mark.line + first_line if mark else None
    hint = "put the value in quotes if it holds a colon, and indent with blanks"
    return Problem(path, line, f"the YAML can't be read: {said}", hint, "error")


def _unplaced(error: Exception) -> str:
    """What is wrong, of a fault that PyYAML gives no words or place for."""
    if isinstance(error, yaml.reader.ReaderError):
        return f"it holds the character {error.character:#06x}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "a value does not fit its tag" if not isinstance(error, ValueError) else str(error)


_OTHERS = object()


class _Lenient(yaml.SafeLoader):
    """Gives `_OTHERS` for tags that only another program can read."""


def _other(loader: yaml.Loader, suffix: str, node: yaml.Node) -> object:
    if suffix == "ENV" and isinstance(node, yaml.SequenceNode) and node.value:
        return loader.construct_object(node.value[-1])
    return _OTHERS


_Lenient.add_multi_constructor("!", _other)
_Lenient.add_multi_constructor("tag:yaml.org,2002:python/", _other)
