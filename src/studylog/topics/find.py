"""A tag becomes the topics of the tree that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from studylog.topics.aliases import normal
from studylog.topics.tree import Topic

#: What parts the names of a path: `Theory > Transformers`, `theory/transformers`.
_STEP = re.compile(r"[>/]")

Find = Callable[[str], tuple[int, ...]]


def finder(topics: Sequence[Topic]) -> Find:
    """A function that gives the numbers of a tag's topics, in their order.

    A topic is found by its name and its aliases in any spelling; where no topic has the tag as
    such, by its name without brackets. A plain tag stands for every topic of the name, a path for
    those that have its other names above them.
    """
    exact: dict[str, dict[int, None]] = {}
    loose: dict[str, dict[int, None]] = {}
    for topic in topics:
        for name in (topic.name, topic.names.short, *topic.names.aliases):
            exact.setdefault(normal(name), {})[topic.number] = None
        for name in topic.names.loose:
            loose.setdefault(normal(name), {})[topic.number] = None

    def named(name: str) -> tuple[int, ...]:
        same = normal(name)
        return tuple(exact.get(same) or loose.get(same) or ()) if same else ()

    def find(tag: str) -> tuple[int, ...]:
        if (found := named(tag)) or not _STEP.search(tag):
            return found
        *above, last = (normal(step) for step in _STEP.split(tag))
        return tuple(n for n in named(last) if _is_below(topics, n, above))

    return find


def _is_below(topics: Sequence[Topic], number: int, names: Sequence[str]) -> bool:
    """Whether the names are those of topics above, in their order; others may be between them."""
    waiting = list(names)
    up = topics[number].parent
    while waiting and up is not None:
        topic = topics[up]
        if waiting[-1] in map(normal, (topic.name, topic.names.short, *topic.names.aliases)):
            waiting.pop()
        up = topic.parent
    return not waiting
