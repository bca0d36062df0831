"""A log becomes the fenced blocks that its pages can hold."""

from __future__ import annotations

from collections.abc import Mapping

from studylog.charts import read_chart_options
from studylog.log import StudyLog
from studylog.markdown.blocks import Block, BlockHtml, Place
from studylog.pages.charts import render_chart
from studylog.pages.list_options import read_list_options
from studylog.pages.reading_list import render_list_block, render_reading_list
from studylog.pages.rows import LIST


def blocks_of(log: StudyLog, addresses: Mapping[str, str]) -> dict[str, Block]:
    """The blocks by name; `addresses` are those of the entries' pages by slug, and may be filled
    later, before the first page is rendered."""
    entries = log.bibliography.entries

    def reading_list(text: str, place: Place) -> BlockHtml:
        options, faults = read_list_options(text)
        whole = place.page == LIST and not (options.status or options.topic or options.limit)
        if whole:  # on its own page, such a block is the list
            html = render_reading_list(entries, LIST, addresses, options=options)
        else:
            html = render_list_block(entries, options, place.page, addresses)
        return BlockHtml(html, faults)

    def chart(text: str, place: Place) -> BlockHtml:
        options, faults = read_chart_options(text)
        html = render_chart(options, entries, log.posts, log.notebooks, place.name)
        return BlockHtml(html, faults)

    return {"reading-list": reading_list, "chart": chart}
