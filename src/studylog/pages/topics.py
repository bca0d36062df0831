"""What a log holds on its topics becomes the fragments of /topics/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from studylog.pages.render import render
from studylog.pages.topic_things import Notes, links_of
from studylog.topics import Count, Coverage, Sum, Things, Topic, count, sums, things_in

#: The address of the tree.
TOPICS = "topics/"
#: A longer tree is folded below its first level; without that it is a hundred screens on a phone.
_MOST_UNFOLDED = 150
#: Deeper lists are shown at this depth: https://html.spec.whatwg.org/#nesting-limits is 512.
_DEEPEST = 12
_KINDS = ("entry", "entries"), ("post", "posts"), ("note", "notes"), ("notebook", "notebooks")


def topic_url(topic: Topic) -> str:
    return f"{TOPICS}{quote(topic.slug)}/"


def anchor_of(topic: Topic) -> str:
    """A colon is in no anchor of a heading, so none of them is the same."""
    return f"topic:{topic.slug}"


def topic_pages(coverage: Coverage) -> dict[str, str]:
    """The address of the topic's page for each tag, as it is written, that has one.

    Of several topics with the tag as their name, the first.
    """
    return {
        tag: topic_url(coverage.topics[numbers[0]])
        for tag, numbers in coverage.found.items()
        if numbers
    }


def say_count(counted: Count) -> str:
    """`3 entries, 1 post`; empty where there is nothing."""
    said = zip(counted, _KINDS, strict=True)
    return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in said if n)


@dataclass(frozen=True, slots=True)
class Row:
    """A topic in a list. `closes` branches end before it; `url` is that of its page, if it has
    one; `said` are its counts in words, `size` those of a branch's topics."""

    topic: Topic
    anchor: str
    closes: int
    url: str | None
    said: str
    size: str
    is_branch: bool


class Part(NamedTuple):
    """A heading or label over lists, with `level` as that of its `<h2>`, and what is below it.

    The topics before the first heading have a part without a `topic`.
    """

    topic: Topic | None
    level: int
    anchor: str
    url: str | None
    said: str
    sum: Sum
    rows: Sequence[Row]


def rows_of(coverage: Coverage, topics: Sequence[Topic], below: Sequence[Sum]) -> list[Row]:
    """The rows of topics that lie behind each other in the tree; `below` are its `sums`."""
    rows: list[Row] = []
    open_: list[int] = []
    end = topics[-1].number + 1 if topics else 0
    for topic in topics:
        closes = 0
        while open_ and open_[-1] <= topic.number:
            open_.pop()
            closes += 1
        is_branch = topic.is_branch and topic.until <= end and len(open_) < _DEEPEST
        if is_branch:
            open_.append(topic.until)
        rows.append(_row(coverage, topic, closes, is_branch, below[topic.number]))
    return rows


def _row(coverage: Coverage, topic: Topic, closes: int, is_branch: bool, below: Sum) -> Row:
    things = coverage.whole[topic.number]
    return Row(
        topic=topic,
        anchor=anchor_of(topic),
        closes=closes,
        url=topic_url(topic) if things else None,
        said=say_count(count(coverage, things)) if things else "",
        size=f"{below.total:,} topic{'' if below.total == 1 else 's'}" if is_branch else "",
        is_branch=is_branch,
    )


def parts_of(coverage: Coverage) -> list[Part]:
    """The tree as parts, one for each heading and label outside the lists."""
    below = sums(coverage)
    groups: list[tuple[Topic | None, list[Topic]]] = []
    for topic in coverage.topics:
        if _heads(coverage.topics, topic):
            groups.append((topic, []))
        else:
            if not groups:
                groups.append((None, []))
            groups[-1][1].append(topic)
    parts = []
    for head, listed in groups:
        rows = rows_of(coverage, listed, below)
        if head is None:
            parts.append(Part(None, 2, "", None, "", below[-1], rows))
        else:
            row = _row(coverage, head, 0, False, below[head.number])
            level = min(2 + head.depth, 6)
            parts.append(Part(head, level, row.anchor, row.url, row.said, below[head.number], rows))
    return parts


def _heads(topics: Sequence[Topic], topic: Topic) -> bool:
    """Whether it is a heading or label that stands in no list."""
    if topic.kind != "label":
        return topic.kind == "heading"
    return topic.parent is None or _heads(topics, topics[topic.parent])


def render_tree(
    coverage: Coverage, page: str, notes: Notes, source: tuple[str, str] | None = None
) -> str:
    """The whole tree as it stands at the address `page`, and the tags that are not in it.

    `source` is the title and the address of the page that it was read from, if that is another."""
    others = render_others(coverage, page, notes)
    if not coverage.topics:
        return others
    head = render_tree_head(coverage, page, {}, source)
    parts = parts_of(coverage)
    return (
        head + render("topic_parts.html", page, parts=parts, unfolded=_unfolded(coverage)) + others
    )


def render_tree_head(
    coverage: Coverage,
    page: str,
    anchors: Mapping[int, str],
    source: tuple[str, str] | None = None,
) -> str:
    """How much of the tree is touched, and a map of its main branches.

    `anchors` are those of headings that the page has of its own, by the topic's number."""
    below = sums(coverage)
    main = [t for t in coverage.topics if t.depth == 0 and t.is_branch and t.kind != "item"]
    return render(
        "topic_head.html",
        page,
        sum=below[-1],
        map=[(t, anchors.get(t.number) or anchor_of(t), below[t.number]) for t in main],
        source=source,
        folded=not _unfolded(coverage),
    )


def render_sum(coverage: Coverage, topic: Topic, below: Sum, page: str) -> str:
    """`12 of 51 topics touched`, below the author's own heading or label for the topic, or what is
    on it; it leads to the topic's page, and has the topic's anchor."""
    things = coverage.whole[topic.number]
    return render(
        "topic_sum.html",
        page,
        sum=below,
        said=say_count(count(coverage, things)),
        anchor=anchor_of(topic),
        url=topic_url(topic) if things else None,
        name=topic.name,
    )


def render_list(coverage: Coverage, topics: Sequence[Topic], page: str) -> str:
    """A list of the tree that stands on the author's own page."""
    rows = rows_of(coverage, topics, sums(coverage))
    return render("topic_list.html", page, rows=rows, unfolded=_unfolded(coverage))


def _unfolded(coverage: Coverage) -> bool:
    return len(coverage.topics) <= _MOST_UNFOLDED


def render_others(coverage: Coverage, page: str, notes: Notes) -> str:
    """The tags and keywords that are no topic, each with its things; without a tree, all."""
    others = []
    for other in coverage.others:
        counted = count(coverage, other.things)
        things = things_in(coverage, other.things) if counted.total > counted.entries else Things()
        links = [link for _, links in links_of(things, notes) for link in links]
        said = say_count(counted), say_count(Count(counted.entries))
        others.append((other.name, *said, links))
    return render("topic_others.html", page, others=others, tree=bool(coverage.topics))
