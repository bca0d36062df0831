"""The entries that were finished become the items of /papers/feed.xml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studylog.bib import Entry
from studylog.charts.finished import ENDED
from studylog.dates import read_moment
from studylog.pages.atom import Feed, Item, Site, render_atom
from studylog.pages.render import render

_LENGTH = 30


def render_papers_feed(
    entries: Sequence[Entry],
    notes: Mapping[str, str],
    addresses: Mapping[str, str],
    site: Site,
) -> str:
    """What was finished last, newest first. `notes` holds the HTML of notes by the entry's slug.

    An entry has the beginning of the day it was finished on, which the file writes; of a month or
    a year alone, that of its first day.
    """
    done = [e for e in entries if e.status in ENDED and e.finished]
    newest = sorted(done, key=lambda e: (e.finished or "", -e.line), reverse=True)[:_LENGTH]
    items = []
    for entry in newest:
        moment = read_moment(_first_day(entry.finished or ""))
        if moment is not None:
            url = addresses.get(entry.slug, f"papers/#entry-{entry.slug}")
            html = render("feed_entry.html", url, entry=entry) + notes.get(entry.slug, "")
            items.append(Item(_title(entry), url, moment.at, entry.topics, html))
    feed = Feed(site, f"{site.name}: papers", "papers/", "papers/feed.xml")
    return render_atom(items, feed)


def _first_day(written: str) -> str:
    return (written + "-01-01")[:10] if len(written) < 7 else (written + "-01")[:10]


def _title(entry: Entry) -> str:
    return f"{str(entry.status).capitalize()}: {entry.title or entry.key}"
