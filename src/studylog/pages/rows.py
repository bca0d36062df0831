"""An entry becomes a row of the reading list, rendered once however often the list is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote

from markupsafe import Markup

from studylog.bib import Entry
from studylog.pages.render import macro
from studylog.pages.urls import relative

#: The address of the page that holds the whole list.
LIST = "papers/"
#: Where topics have no pages.
NO_PAGES: Mapping[str, str] = MappingProxyType({})


@dataclass
class KeptRows:
    """Rows by what they were made from: those rendered before, and those of the list as it is."""

    before: Mapping[bytes, str] = field(default_factory=dict)
    now: dict[bytes, str] = field(default_factory=dict)

    def row(
        self,
        entry: Entry,
        columns: Sequence[str],
        dated: str | None,
        address: str | None,
        page: str,
    ) -> str:
        """`render_row` of the same, from what is kept where there is such a row."""
        if not entry.digest:
            return render_row(entry, columns, dated, address, page)
        seed = f"{address or '#' + entry.slug} {dated} {page} {' '.join(columns)}"
        key = entry.digest + seed.encode()
        row = self.before.get(key)
        if row is None:
            row = render_row(entry, columns, dated, address, page)
        self.now[key] = row
        return row


def render_row(  # noqa: PLR0913 - all that a row is made from
    entry: Entry,
    columns: Sequence[str],
    dated: str | None,
    address: str | None,
    page: str,
    *,
    topics: Mapping[str, str] = NO_PAGES,
) -> str:
    """One `<tr>`, the same for the same arguments; `topics` are the addresses of topics' pages.

    `dated` names the date that stands below the title. An entry without an `address` is not
    linked; links lead to its row instead.
    """
    at = "" if page == LIST else relative(LIST, page)
    pages = {topic: relative(topics[topic], page) for topic in entry.topics if topic in topics}
    return str(
        macro("row.html", "row")(
            entry,
            columns,
            dated if dated not in columns else None,
            relative(address, page) if address else None,
            _topics(entry.topics, at, pages),
            [(relative(b.url, page) if b.on_site else b.url, b.label) for b in entry.links],
        )
    )


def _topics(topics: Sequence[str], at: str, pages: Mapping[str, str]) -> Sequence[str]:
    """Links to the topics' pages, or to the list filtered; but plain text in the list itself:
    there a link to the list filtered is the script's to make, which is to tell the topics apart
    by their commas."""
    if at or any("," in topic for topic in topics):
        return [_topic_link(topic, at, pages.get(topic)) for topic in topics]
    return topics


@lru_cache(maxsize=4096)
def _topic_link(topic: str, at: str, page: str | None) -> Markup:
    """The topic as a link to its page, else to the list filtered by it; the same few stand in
    thousands of rows."""
    url = page or f"{at}?topic={quote(topic, safe='')}"
    return Markup('<a href="{}">{}</a>').format(url, topic)
