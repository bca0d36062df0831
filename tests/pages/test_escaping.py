"""Hostile texts in every source are text on every page."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from studylog.pages import (
    Citing,
    Site,
    describe,
    entry_url,
    render_entry,
    render_experiments,
    render_feed,
    render_home,
    render_panel,
    render_papers_json,
    render_reading_list,
    render_unreadable,
)
from studylog.problem import Problem
from tests.extension.converter import convert
from tests.pages.logs import EVIL, hostile_log, unsafe

LOG = hostile_log()
ENTRIES = LOG.bibliography.entries
ADDRESSES = {e.slug: entry_url(e) for e in ENTRIES}
FRAGMENTS = {
    "home": lambda: render_home(LOG, {}, ADDRESSES, {}),
    "reading list": lambda: render_reading_list(ENTRIES, "papers/", ADDRESSES),
    "reading list without pages": lambda: render_reading_list(ENTRIES, "papers/", {}),
    "entry": lambda: render_entry(ENTRIES[0], [Citing("x/", EVIL)], "papers/x/"),
    "entry with maths": lambda: render_entry(ENTRIES[1], [], "papers/x/"),
    "experiments": lambda: render_experiments(LOG.notebooks, {}, "notebooks/"),
    "panel": lambda: render_panel([EVIL], failed=True),
    "unreadable": lambda: convert(
        render_unreadable(f"notebooks/{EVIL}.ipynb", Problem(EVIL, 1, EVIL))
    ),
}


def test_the_log_is_as_hostile_as_it_should_be() -> None:
    assert len(ENTRIES) == 2 and len(LOG.posts) == len(LOG.notebooks) == len(LOG.tasks) == 1
    assert EVIL in (str(ENTRIES[0].title), LOG.posts[0].title)


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_holds_nothing_that_runs(name: str) -> None:
    html = FRAGMENTS[name]()
    assert html
    assert unsafe(html) == []


def test_json_holds_the_texts_to_the_letter() -> None:
    rows = json.loads(render_papers_json(ENTRIES, {"plain": [Citing("x/", EVIL)]}, ADDRESSES))
    assert rows[0]["title"] == EVIL
    assert rows[1]["cited_in"] == [{"url": "x/", "title": EVIL}]


def test_the_feed_is_xml() -> None:
    path = LOG.posts[0].path
    text = render_feed(LOG.posts, {path: f"<p>{EVIL}</p>\x00\x0b"}, Site(EVIL, "https://e.org/"))
    assert ElementTree.fromstring(text)[0].text == EVIL


def test_the_description_is_plain_text() -> None:
    assert EVIL in describe(ENTRIES[0])
