"""What an author says of a notebook becomes its `Metadata`, with a problem for each doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple, cast

from studylog.dates import no_such_day, read_day
from studylog.front_matter import text_of
from studylog.notebooks.cells import mapping
from studylog.notebooks.values import shown, to_data, to_flag, to_names, to_resources, to_seconds
from studylog.problem import Problem, did_you_mean
from studylog.runs import Execute
from studylog.words import without_controls, words_of

_DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-(?P<slug>.+)")
_EXECUTE = ("auto", "always", "never")
#: Our own keys, for the nearest of them to be named.
KEYS = (
    "title", "summary", "date", "tags", "draft", "hide", "execute", "timeout_s", "data",
    "resources", "trust", "post", "launch",
)  # fmt: skip
#: Keys that other programs read, and those that say the same in other words.
_OTHERS = {
    "author", "authors", "badges", "bibliography", "branch", "categories", "category", "comments",
    "description", "format", "image", "jupyter", "jupytext", "kernel", "kernelspec", "keywords",
    "lang", "language", "layout", "license", "permalink", "published", "run", "search",
    "search_exclude", "slug", "sticky_rank", "subtitle", "tag", "toc", "use_math",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """The keys of a notebook; `data` are paths from the log's root, globs among them.

    `date` is that of the file's name where no other is given; `launch` is None where the notebook
    leaves it to the log's settings.
    """

    title: str = ""
    summary: str = ""
    date: str | None = None
    tags: tuple[str, ...] = ()
    draft: bool = False
    hide: tuple[str, ...] = ()
    execute: Execute | None = None
    timeout_s: float | None = None
    data: tuple[str, ...] = ()
    resources: Mapping[str, float] = field(default_factory=dict)
    trust: bool = False
    post: bool = False
    launch: tuple[str, ...] | None = None


class _Fault(NamedTuple):
    """What is wrong with the value of `key`, or, where that is empty, with the file's name."""

    key: str
    said: str
    hint: str


def read_metadata(
    path: str, node: Mapping[str, Any], first: Mapping[str, Any]
) -> tuple[Metadata, tuple[Problem, ...]]:
    """The metadata of the first cell and of `metadata.studylog`, which wins."""
    given = mapping(node.get("metadata")).get("studylog")
    own = mapping(given)
    problems = []
    if given is not None and not isinstance(given, Mapping):
        hint = 'write {"date": "YYYY-MM-DD", "tags": []}'
        problems.append(Problem(path, None, "metadata.studylog is no object", hint))
    ours = _in_our_words(own)
    said = {**_in_our_words(first), **ours}
    kept, faults = _values(path, said)
    faults += [*_unknown(first), *_unknown(own)]
    for fault in faults:
        place = "metadata.studylog: " if fault.key in {**own, **ours} else "the first cell: "
        said_there = f"{place if fault.key else ''}{fault.said}"
        problems.append(Problem(path, None, said_there, fault.hint))
    return Metadata(**kept), tuple(problems)


def title_of_name(path: str) -> str:
    """A title from the file's name, without the date it begins with."""
    stem = PurePosixPath(path).stem
    dated = _DATED.fullmatch(stem)
    return words_of(dated["slug"] if dated else stem) or "Untitled"


def _in_our_words(given: Mapping[str, Any]) -> dict[str, Any]:
    """Values that are there, under our own keys: the tags of posts have other names, too."""
    said = {k: v for k, v in given.items() if v is not None}
    for ours, theirs in (
        ("summary", ("description",)),
        ("tags", ("tag", "categories", "category")),
    ):
        other = next((said[k] for k in theirs if k in said), None)
        if other is not None:
            said.setdefault(ours, other)
    if text_of(said.get("published")).lower() == "false":
        said["draft"] = True
    return said


def _values(path: str, said: Mapping[str, Any]) -> tuple[dict[str, Any], list[_Fault]]:
    """What can be read of the values, and what can't."""
    kept: dict[str, Any] = {}
    faults = []
    for key, read in _READERS.items():
        if key in said:
            value, hint = read(said[key])
            if hint:
                faults.append(_Fault(key, f"{key} is {shown(said[key])}", hint))
            if value is not None:
                kept[key] = value
    if "data" in said:
        kept["data"], outside = to_data(path, said["data"])
        faults += [_Fault("data", said, _IN_LOG) for said in outside]
    kept["date"], wrong = _date(path, said.get("date"))
    return kept, [*faults, *wrong]


def _date(path: str, given: Any) -> tuple[str | None, list[_Fault]]:
    """The day that is given, else that of the file's name."""
    dated = _DATED.fullmatch(PurePosixPath(path).stem)
    from_name = read_day(dated["date"]) if dated else None
    if isinstance(given, Mapping):  # as Material's blog has it
        given = given.get("created")
    if given is None or given == "":
        if dated and not from_name:
            why = no_such_day(dated["date"])
            said = f"the date in the file's name can't be read, since {why}"
            return None, [_Fault("", said, "correct the name")]
        return from_name, []
    if day := read_day(text_of(given)[:80]):
        return day, []
    why = no_such_day(text_of(given)[:80])
    said = f"date is {shown(given)}" + (f", and {why}" if why else "")
    return from_name, [_Fault("date", said, "write it as YYYY-MM-DD")]


def _unknown(given: Mapping[str, Any]) -> Iterator[_Fault]:
    for key in given:
        if key not in KEYS and key not in _OTHERS:
            hint = did_you_mean(key, KEYS) or "known are " + ", ".join(KEYS)
            yield _Fault(key, f"there is no key '{key[:80]}'", hint)


def _text(value: Any) -> tuple[str | None, str]:
    text = without_controls(text_of(value))
    return text, "" if text else "write a text"


def _execute(value: Any) -> tuple[Execute | None, str]:
    if isinstance(value, Mapping):  # Quarto's switches have the same name
        return None, ""
    if isinstance(value, str) and value in _EXECUTE:
        return cast(Execute, value), ""
    return None, did_you_mean(text_of(value), _EXECUTE) or "write auto, always or never"


def _launch(value: Any) -> tuple[tuple[str, ...] | None, str]:
    if value is False:
        return (), ""
    names, hint = to_names(value)
    other = next((n for n in names if n not in ("colab", "binder")), None)
    known = tuple(n for n in names if n in ("colab", "binder"))
    return known, hint or ("" if other is None else "known are colab, binder")


_IN_LOG = "write the path from the notebook's folder to a file of the log"
_READERS: Mapping[str, Callable[[Any], tuple[Any, str]]] = {
    "title": _text,
    "summary": _text,
    "tags": to_names,
    "draft": to_flag,
    "hide": to_names,
    "execute": _execute,
    "timeout_s": to_seconds,
    "resources": to_resources,
    "trust": to_flag,
    "post": to_flag,
    "launch": _launch,
}
