"""The YAML of an `experiments` block becomes `Options`: which notebooks, in what order and form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from studylog.pages.list_options import Fault
from studylog.problem import did_you_mean
from studylog.settings import YAML_FAULTS, yaml_problem

_NAMES = ("show", "tag", "names", "sort", "columns", "limit")


@dataclass(frozen=True, slots=True)
class Options:
    """What a block asks for; an empty value leaves that to the table.

    `sort` is a column, with `-` before it for the greatest first. `show` is `notebook#label`: the
    block is then that output and no table.
    """

    show: str = ""
    tag: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    limit: int | None = None


def read_experiment_options(text: str) -> tuple[Options, tuple[Fault, ...]]:
    """The options of the block's text; what is not understood is a fault, and the rest counts.

    Which notebooks, labels and columns there are is not known here."""
    try:
        # Every scalar as it is written: `none`, `no` and `2020` are words here.
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    except YAML_FAULTS as error:
        problem = yaml_problem("", error)
        return Options(), (Fault(problem.message, problem.hint),)
    if not given:
        return Options(), ()
    if not isinstance(given, Mapping):
        return Options(), (Fault("the block holds no options", "write one such as 'limit: 5'"),)
    faults = [_unknown(name) for name in given if name not in _NAMES]
    limit, found = _limit(given.get("limit", ""))
    lines = {name: _line(name, given.get(name, ""), faults) for name in ("show", "sort")}
    lists = {name: _list(name, given.get(name, ""), faults) for name in ("tag", "names", "columns")}
    return (
        Options(
            lines["show"], lists["tag"], lists["names"], lines["sort"], lists["columns"], limit
        ),
        (*faults, *found),
    )


def _unknown(name: object) -> Fault:
    hint = did_you_mean(str(name), _NAMES) or "known are " + ", ".join(_NAMES)
    return Fault(f"there is no option '{name}'", hint)


def _line(name: str, value: object, faults: list[Fault]) -> str:
    """One text, which may hold commas, as the names of metrics do."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return " ".join(value[0].split())
    faults.append(Fault(f"'{name}' is no text", "write one in a line"))
    return ""


def _list(name: str, value: object, faults: list[Fault]) -> tuple[str, ...]:
    """The texts of a YAML list, or between the commas of one text."""
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        faults.append(Fault(f"'{name}' is neither a text nor a list of texts", "write one"))
        return ()
    words = (" ".join(item.split()) for item in listed)
    return tuple(dict.fromkeys(word for word in words if word))


def _limit(value: object) -> tuple[int | None, tuple[Fault, ...]]:
    if value == "":
        return None, ()
    if isinstance(value, str) and re.fullmatch(r"0*[1-9][0-9]{0,5}", value.strip()):
        return int(value), ()
    shown = value if isinstance(value, str) else "a list"
    return None, (Fault(f"'limit' is '{shown}'", "write a number from 1"),)
