"""Posts, notes and notebooks become links in the lists of a topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studylog.log import StudyLog
from studylog.pages.titles import page_title
from studylog.pages.urls import entry_url, page_url
from studylog.topics import Things


class Link(NamedTuple):
    """A page of the site with its title, and its day where it has one."""

    title: str
    url: str
    day: str | None = None


#: The link to each page of docs/, by its path in the log.
Notes = Mapping[str, Link]


class Places(NamedTuple):
    """Where things stand on the site: notes, the pages of entries by slug, those of topics by tag
    as it is written."""

    notes: Notes
    entries: Mapping[str, str]
    topics: Mapping[str, str]


def note_links(log: StudyLog) -> dict[str, Link]:
    """The pages by path; the note on an entry stands on the entry's page, under its title."""
    links = {page.path: Link(page_title(page), page_url(page)) for page in log.pages}
    for key, page in log.notes.items():
        entry = log.bibliography.by_key[key]
        links[page.path] = Link(str(entry.title) or key, entry_url(entry))
    return links


def links_of(things: Things, notes: Notes) -> list[tuple[str, list[Link]]]:
    """The posts, notes and notebooks under a heading for each kind that there is."""
    kinds = {
        "Posts": [Link(p.title, p.url, p.moment.day) for p in things.posts],
        "Notes": [notes[page.path] for page in things.notes],
        "Notebooks": [Link(n.title, n.url, n.date) for n in things.notebooks],
    }
    return [(title, links) for title, links in kinds.items() if links]
