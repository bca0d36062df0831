"""A topic, with all that the log holds on it, becomes its page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from studylog.pages.list_options import Options
from studylog.pages.reading_list import render_list_block
from studylog.pages.render import render
from studylog.pages.topic_things import Places, links_of
from studylog.pages.topics import TOPICS, anchor_of, say_count, topic_url
from studylog.topics import Coverage, Topic, count, normal, path_of, things_in

#: With more entries in all, those of the topics below are left to the pages of these.
_MOST_ENTRIES = 200
_MOST_BESIDE = 40

#: A topic's name, the address it is linked to, and its counts in words.
_Named = tuple[Topic, str | None, str]


def render_topic(topic: Topic, coverage: Coverage, page: str, places: Places, own: str = "") -> str:
    """The page at the address `page`; `own` is the HTML of what the author wrote on the topic.

    With the things of the topic stand those of the topics below, each once."""
    topics = coverage.topics
    whole, its_own = coverage.whole[topic.number], coverage.own[topic.number]
    counted = count(coverage, whole)
    things = things_in(coverage, whole)
    left = 0
    if counted.entries > _MOST_ENTRIES:
        things = things._replace(entries=things_in(coverage, its_own).entries)
        left = counted.entries - len(things.entries)
    entries = render_list_block(things.entries, Options(), page, places.entries, places.topics)
    return render(
        "topic_page.html",
        page,
        topic=topic,
        path_above=[_named(coverage, above) for above in path_of(topics, topic)[:-1]],
        tree=f"{TOPICS}#{anchor_of(topic)}",
        same=[_path(coverage, t) for t in _same_name(topics, topic)],
        said=say_count(counted),
        aliases=list({normal(alias): alias for alias in reversed(topic.aliases)}.values())[::-1],
        left=left,
        entries=Markup(entries) if things.entries else "",  # noqa: S704 - the templates escape
        links=links_of(things, places.notes),
        below=[_named(coverage, t) for t in _children(topics, topic)],
        beside=_beside(coverage, topic),
        above=topics[topic.parent].name if topic.parent is not None else "",
        own=Markup(own),  # noqa: S704 - rendered from the author's own Markdown
    )


def _named(coverage: Coverage, topic: Topic) -> _Named:
    things = coverage.whole[topic.number]
    said = say_count(count(coverage, things)) if things else ""
    return topic, topic_url(topic) if things else None, said


def _path(coverage: Coverage, topic: Topic) -> list[_Named]:
    return [_named(coverage, t) for t in path_of(coverage.topics, topic)]


def _children(topics: Sequence[Topic], topic: Topic) -> list[Topic]:
    children = []
    at = topic.number + 1
    while at < topic.until:
        children.append(topics[at])
        at = topics[at].until
    return children


def _beside(coverage: Coverage, topic: Topic) -> list[_Named]:
    """The others under the same topic; of very many only those that are touched."""
    topics = coverage.topics
    if topic.parent is None:
        return []
    beside = [t for t in _children(topics, topics[topic.parent]) if t is not topic]
    if len(beside) > _MOST_BESIDE:
        beside = [t for t in beside if coverage.whole[t.number]][:_MOST_BESIDE]
    return [_named(coverage, t) for t in beside]


def _same_name(topics: Sequence[Topic], topic: Topic) -> list[Topic]:
    return [t for t in topics if t is not topic and t.names.same == topic.names.same]
