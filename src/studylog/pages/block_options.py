"""The YAML of a block becomes its options by name, each value as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from studylog.problem import did_you_mean
from studylog.settings import YAML_FAULTS, yaml_problem


class Fault(NamedTuple):
    """What is wrong with a block, and the cure; the caller knows the place."""

    said: str
    hint: str


def read_block(text: str, like: str) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """The options, none where there is a fault; `like` is one such as an author may write."""
    try:
        # Every scalar as it is written: `none`, `no` and `2020` are words here.
        given = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    except YAML_FAULTS as error:
        problem = yaml_problem("", error)
        return {}, (Fault(problem.message, problem.hint),)
    if not given:
        return {}, ()
    if not isinstance(given, Mapping):
        return {}, (Fault("the block holds no options", f"write one such as '{like}'"),)
    return given, ()


def no_option(name: str, names: Iterable[str]) -> Fault:
    """What is said of an option that is none of those of the block."""
    known = tuple(names)
    hint = did_you_mean(name, known) or "known are " + ", ".join(known)
    return Fault(f"there is no option '{name}'", hint)


def words_of(value: object) -> tuple[str, ...] | None:
    """The words of a YAML list, or between the commas of a text; None of anything else."""
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        return None
    words = (" ".join(item.split()) for item in listed)
    return tuple(dict.fromkeys(word for word in words if word))


def no_words(name: str) -> Fault:
    """What is said of an option whose value has no words."""
    return Fault(f"'{name}' is neither a text nor a list of texts", "write one")
