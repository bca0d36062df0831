"""A log becomes the fenced blocks that its pages can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from studylog.charts import read_chart_options
from studylog.log import StudyLog
from studylog.markdown import Reference, references_of
from studylog.markdown.blocks import Block, BlockHtml, Place
from studylog.pages.charts import render_chart
from studylog.pages.experiment_block import render_experiment_block
from studylog.pages.list_options import read_list_options
from studylog.pages.progress_block import render_progress_block
from studylog.pages.reading_list import render_list_block, render_reading_list
from studylog.pages.rows import LIST
from studylog.pages.timeline import render_timeline_block
from studylog.pages.timeline_options import read_timeline_options
from studylog.pages.topics import topic_pages
from studylog.topics import NOTHING, Coverage, same_topics


def blocks_of(
    log: StudyLog, addresses: Mapping[str, str], coverage: Coverage = NOTHING
) -> dict[str, Block]:
    """The blocks by name; `addresses` are those of the entries' pages by slug, and may be filled
    later, before the first page is rendered. A topic of the tree goes by all its names."""
    entries = log.bibliography.entries
    topics = topic_pages(coverage)

    def reading_list(text: str, place: Place) -> BlockHtml:
        options, faults = read_list_options(text)
        options = replace(options, topic=same_topics(coverage, options.topic))
        whole = place.page == LIST and not (options.status or options.topic or options.limit)
        if whole:  # on its own page, such a block is the list
            html = render_reading_list(entries, LIST, addresses, options=options)
        else:
            html = render_list_block(entries, options, place.page, addresses, topics)
        return BlockHtml(html, faults)

    def chart(text: str, place: Place) -> BlockHtml:
        options, faults = read_chart_options(text)
        html = render_chart(options, entries, log.posts, log.notebooks, place.name)
        return BlockHtml(html, faults)

    def timeline(text: str, place: Place) -> BlockHtml:
        file, faults = read_timeline_options(text)
        html, wrong = render_timeline_block(log, file, place.page, place.source)
        return BlockHtml(html, (*faults, *wrong))

    def progress(text: str, place: Place) -> BlockHtml:
        return BlockHtml(*render_progress_block(log, text, place))

    @cache
    def references() -> Mapping[str, Reference]:
        return references_of(log.bibliography, "/papers/{slug}/")

    def experiments(text: str, place: Place) -> BlockHtml:
        return render_experiment_block(log, references(), text, place)

    return {
        "reading-list": reading_list,
        "progress": progress,
        "chart": chart,
        "timeline": timeline,
        "experiments": experiments,
    }
