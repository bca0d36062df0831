"""The lists of the author's own page of topics become the tree with what the log holds on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studylog.dialect import Block, Document, Heading, Holder, List, Paragraph, read_document
from studylog.pages.topic_things import Notes
from studylog.pages.topics import render_list, render_others, render_sum, render_tree_head
from studylog.topics import Coverage, Topic, read_topics, sums

#: A mark in the Markdown, alone on its line; in an admonition it becomes a paragraph.
_MARK = '<div data-topics="{}"></div>'
_MARKED = re.compile(
    r'<h[1-6][^>]*\sid="(?P<id>[^"]+)"'
    r'|(?P<p><p>)?<div data-topics="(?P<what>\w+)-(?P<at>\d+)-(?P<end>\d+)"></div>(?(p)</p>)'
)


def mark_tree(markdown: str, topics: Sequence[Topic]) -> str | None:
    """The page with a mark in the place of each list of topics and below each heading over some;
    everything else stays. None if its lists are not those topics."""
    document = read_document(markdown)
    own = read_topics(document)
    if not own or [t.name for t in own] != [t.name for t in topics]:
        return None
    lines = markdown.split("\n")
    by_line = {topic.line: topic for topic in own}
    made: list[str] = []
    done = 0
    for block, around in _outer(document):
        mark = _mark_of(block, own, by_line)
        if mark is None:
            continue
        kind, at, end = mark
        start = block.line - 1
        if not made:
            made += [*lines[: around.line - 1], "", _MARK.format("head-0-0"), ""]
            done = around.line - 1
        indent = "" if block is around else _indent(lines[start])
        made += lines[done : start if kind == "list" else block.end - 1]
        made += ["", indent + _MARK.format(f"{kind}-{at}-{end}"), ""]
        done = block.end - 1
    return "\n".join([*made, *lines[done:]])


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _outer(document: Document) -> Iterator[tuple[Block, Block]]:
    """The blocks that stand in no list and no quotation, each with the outermost around it, which
    may be itself."""
    waiting = [(block, block) for block in reversed(document.blocks)]
    while waiting:
        block, around = waiting.pop()
        yield block, around
        if isinstance(block, Holder):
            waiting += ((inner, around) for inner in reversed(block.blocks))


def _mark_of(
    block: Block, topics: Sequence[Topic], by_line: dict[int, Topic]
) -> tuple[str, int, int] | None:
    """What stands for the block: of a list its topics, of a heading or label their sum."""
    if isinstance(block, List):
        inside = [by_line[n] for n in range(block.line, block.end) if n in by_line]
        return ("list", inside[0].number, inside[-1].number + 1) if inside else None
    topic = by_line.get(block.line) if isinstance(block, (Heading, Paragraph)) else None
    return ("sum", topic.number, topic.until) if topic else None


def fill_tree(html: str, coverage: Coverage, page: str, notes: Notes) -> str:
    """The rendered page with the tree in the places of the marks, and behind it the tags that are
    not in the tree."""
    below = sums(coverage)
    anchors: dict[int, str] = {}
    parts: list[str] = []
    head, last, done = 0, "", 0
    for found in _MARKED.finditer(html):
        if found["id"]:
            last = found["id"]
            continue
        parts.append(html[done : found.start()])
        done = found.end()
        at, end = int(found["at"]), int(found["end"])
        if found["what"] == "head":
            head = len(parts)
        elif found["what"] == "list":
            parts.append(render_list(coverage, coverage.topics[at:end], page))
        else:
            topic = coverage.topics[at]
            if topic.kind == "heading":
                anchors[at] = last
            parts.append(render_sum(coverage, topic, below[at], page))
    parts.insert(head, render_tree_head(coverage, page, anchors))
    return "".join([*parts, html[done:], render_others(coverage, page, notes)])
