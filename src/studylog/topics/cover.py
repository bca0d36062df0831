"""A tree of topics and a log become what of the log is on each topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from studylog.bib import Entry
from studylog.log import StudyLog
from studylog.notebooks import Notebook
from studylog.page import Page
from studylog.posts import Post
from studylog.posts.post import word_list
from studylog.topics.find import finder
from studylog.topics.tree import Topic
from studylog.words import folded, without_controls

T = TypeVar("T")


class Count(NamedTuple):
    """How many things of each kind."""

    entries: int = 0
    posts: int = 0
    notes: int = 0
    notebooks: int = 0

    @property
    def total(self) -> int:
        return sum(self)


class Things(NamedTuple):
    """The things themselves, in the order of the log."""

    entries: tuple[Entry, ...] = ()
    posts: tuple[Post, ...] = ()
    notes: tuple[Page, ...] = ()
    notebooks: tuple[Notebook, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """A tag that is no topic of the tree, as it is first spelled, and the set of its things."""

    name: str
    things: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`own` and `whole` hold a set for each topic: the things that carry it, and those with the
    things of the topics below. A set is a number, with a bit for each thing of the `log`, which
    are numbered in the order of `Things`; so a thing that a branch holds twice counts once.

    `found` gives the numbers of the topics that a tag, as it is written, stands for.
    """

    topics: tuple[Topic, ...] = ()
    log: Things = field(default_factory=Things)
    own: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()
    others: tuple[Other, ...] = ()
    found: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


#: What a log without a tree and without things is covered with.
NOTHING = Coverage()


def cover(topics: Sequence[Topic], log: StudyLog, tree: str = "") -> Coverage:
    """What of the log is on each topic; `tree` is the path of the page that holds the topics.

    Drafts are left out. Tags of no topic are kept, those with most things first.
    """
    things = Things(
        log.bibliography.entries,
        tuple(post for post in log.posts if not post.draft),
        tuple(page for page in log.pages if not page.draft and page.path != tree),
        log.notebooks,
    )
    find = finder(topics)
    found: dict[str, tuple[int, ...]] = {}
    own = [0] * len(topics)
    spelt: dict[str, str] = {}
    others: dict[str, int] = {}
    for number, tags in enumerate(_tags(things)):
        for tag in tags:
            if tag not in found:
                found[tag] = find(tag)
            for topic in found[tag]:
                own[topic] |= 1 << number
            if not found[tag]:
                same = " ".join(folded(tag).split())
                spelt.setdefault(same, without_controls(tag))
                others[same] = others.get(same, 0) | 1 << number
    return Coverage(
        topics=tuple(topics),
        log=things,
        own=tuple(own),
        whole=_with_below(own, topics),
        others=_ranked(Other(spelt[same], set_) for same, set_ in others.items()),
        found=found,
    )


def _tags(things: Things) -> Iterator[tuple[str, ...]]:
    """The tags and keywords of each thing."""
    for entry in things.entries:
        yield entry.topics
    for post in things.posts:
        yield (*post.tags, *post.categories)
    for page in things.notes:
        yield word_list(page.meta, "tags", "tag")
    for notebook in things.notebooks:
        yield notebook.tags


def _with_below(own: Sequence[int], topics: Sequence[Topic]) -> tuple[int, ...]:
    whole = list(own)
    for topic in reversed(topics):
        if topic.parent is not None:
            whole[topic.parent] |= whole[topic.number]
    return tuple(whole)


def _ranked(others: Iterable[Other]) -> tuple[Other, ...]:
    return tuple(sorted(others, key=lambda o: (-o.things.bit_count(), folded(o.name), o.name)))


def count(coverage: Coverage, things: int) -> Count:
    """How many things of each kind are in the set."""
    counts = []
    for kind in coverage.log:
        counts.append((things & ((1 << len(kind)) - 1)).bit_count())
        things >>= len(kind)
    return Count(*counts)


def things_in(coverage: Coverage, things: int) -> Things:
    """The things of the set."""
    entries, posts, notes, notebooks = coverage.log
    numbers = list(_bits(things))
    starts = (0, len(entries), len(entries) + len(posts), len(entries) + len(posts) + len(notes))
    return Things(
        _picked(entries, numbers, starts[0]),
        _picked(posts, numbers, starts[1]),
        _picked(notes, numbers, starts[2]),
        _picked(notebooks, numbers, starts[3]),
    )


def _picked(kind: tuple[T, ...], numbers: Iterable[int], start: int) -> tuple[T, ...]:
    return tuple(kind[n - start] for n in numbers if start <= n < start + len(kind))


def _bits(set_: int) -> Iterator[int]:
    """The numbers in the set, the least first."""
    written = bin(set_)[:1:-1]
    at = written.find("1")
    while at >= 0:
        yield at
        at = written.find("1", at + 1)


def same_topics(coverage: Coverage, names: Iterable[str]) -> tuple[str, ...]:
    """The names, and every tag of the log that stands for a topic that one of them stands for."""
    given = tuple(names)
    if not given or not coverage.topics:
        return given
    find = finder(coverage.topics)
    meant = {number for name in given for number in find(name)}
    tags = (tag for tag, numbers in coverage.found.items() if not meant.isdisjoint(numbers))
    return tuple(dict.fromkeys((*given, *tags)))


class Sum(NamedTuple):
    """Of `total` topics below one, so many are `touched`."""

    touched: int
    total: int


def sums(coverage: Coverage) -> list[Sum]:
    """For each topic those below it, and last those of the whole tree.

    Touched is a topic with a thing of its own or below it."""
    touched, total = [0], [0]
    for topic in coverage.topics:
        total.append(total[-1] + topic.counts)
        touched.append(touched[-1] + (topic.counts and bool(coverage.whole[topic.number])))
    spans = [(topic.number + 1, topic.until) for topic in coverage.topics]
    spans.append((0, len(coverage.topics)))
    return [Sum(touched[end] - touched[at], total[end] - total[at]) for at, end in spans]
