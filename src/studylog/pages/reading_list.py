"""The entries become the reading list: a section per status, a row per entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from studylog.bib import STATUSES, Entry
from studylog.collector import without_collector
from studylog.pages.list_options import Options
from studylog.pages.list_order import in_order
from studylog.pages.render import render
from studylog.pages.rows import LIST, NO_PAGES, KeptRows, render_row
from studylog.slugs import unique_slugs
from studylog.words import folded

#: From so many entries on, a browser lays out only the rows that are in view.
_MANY = 300
_GROUP = 25
DEFAULT_COLUMNS = ("title", "authors", "year", "venue", "topics", "links")


@dataclass(frozen=True, slots=True)
class Section:
    """One status: the words of its heading, its anchor, and its entries in order."""

    status: str
    title: str
    anchor: str
    entries: tuple[Entry, ...]


def sections(entries: Sequence[Entry]) -> tuple[Section, ...]:
    """The five statuses in their order, then unknown values by name, then entries without one."""
    by_status: dict[str, list[Entry]] = {status: [] for status in STATUSES}
    for entry in entries:
        by_status.setdefault(entry.status or "", []).append(entry)
    unknown = sorted(s for s in by_status if s and s not in STATUSES)
    named = [(s, STATUSES[s], s) for s in STATUSES]
    named += [(s, s, f"status-{at}") for s, at in zip(unknown, unique_slugs(unknown), strict=True)]
    if "" in by_status:
        named.append(("", "No status", "no-status"))
    return tuple(Section(s, title, at, _ordered(s, by_status[s])) for s, title, at in named)


def _ordered(status: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Reading by start, to-read by priority and then day added, others by finish, newest first;
    entries without that day follow by year, then in the order of the file."""
    by_line = sorted(entries, key=lambda e: e.line)
    by_year = sorted(by_line, key=lambda e: e.year or "", reverse=True)
    dated = _date_of(status)
    newest = sorted(by_year, key=lambda e: getattr(e, dated) or "", reverse=True)
    return tuple(sorted(newest, key=lambda e: e.priority or 9) if status == "to-read" else newest)


def _date_of(status: str | None) -> str:
    """The date that says most of an entry with that status."""
    return {"reading": "started", "to-read": "added"}.get(status or "", "finished")


def render_reading_list(
    entries: Sequence[Entry],
    page: str,
    addresses: Mapping[str, str],
    *,
    options: Options = Options(),
    kept: KeptRows | None = None,
) -> str:
    """The list as it stands at the address `page`, in the order and columns of the options.

    `addresses` are those of the entries' pages by slug; the title of an entry without one is no
    link. Rows that `kept` holds are not rendered again.
    """
    with without_collector():
        return _whole_list(entries, page, addresses, options, kept or KeptRows())


def _whole_list(
    entries: Sequence[Entry],
    page: str,
    addresses: Mapping[str, str],
    options: Options,
    kept: KeptRows,
) -> str:
    columns = options.columns or DEFAULT_COLUMNS
    listed = []
    for section in sections(entries):
        dated = _date_of(section.status)
        ordered = in_order(section.entries, options.sort)
        rows = [kept.row(e, columns, dated, addresses.get(e.slug), page) for e in ordered]
        listed.append((section, _groups(rows)))
    return render(
        "reading_list.html",
        page,
        sections=listed,
        total=len(entries),
        columns=columns,
        topics=_topic_counts(entries),
        years=sorted(Counter(e.year for e in entries if e.year).items(), reverse=True),
        searched=not addresses,
        long=len(entries) > _MANY,
    )


def render_list_block(
    entries: Sequence[Entry],
    options: Options,
    page: str,
    addresses: Mapping[str, str],
    topics: Mapping[str, str] = NO_PAGES,
) -> str:
    """One table of the entries that the options name, for a page at the address `page`.

    An entry without a page of its own is linked to its row in the whole list; `topics` are the
    addresses of topics' pages by keyword.
    """
    chosen = in_order(_chosen(entries, options), options.sort)[: options.limit]
    columns = options.columns or _columns_for(chosen)
    rows = []
    for entry in chosen:
        dated = None if options.columns else _date_of(entry.status)
        address = addresses.get(entry.slug) or f"{LIST}#entry-{quote(entry.slug)}"
        rows.append(render_row(entry, columns, dated, address, page, topics=topics))
    return render(
        "list_block.html", page, groups=_groups(rows), columns=columns, long=len(rows) > _MANY
    )


def _groups(rows: Sequence[str]) -> list[tuple[int, Markup]]:
    """How many rows each group has, and the rows; a browser lays it out when it comes into view."""
    groups = (rows[at : at + _GROUP] for at in range(0, len(rows), _GROUP))
    return [(len(group), Markup("\n".join(group))) for group in groups]  # noqa: S704 - the templates escape


def _chosen(entries: Sequence[Entry], options: Options) -> list[Entry]:
    """The entries that the options name, in the order of the whole list."""
    topics = {folded(topic) for topic in options.topic}
    return [
        entry
        for section in sections(entries)
        if not options.status or section.status in options.status
        for entry in section.entries
        if not topics or topics & {folded(topic) for topic in entry.topics}
    ]


def _columns_for(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The usual columns; where the status is not the same for all, it takes the venue's place."""
    one = len({entry.status for entry in entries}) <= 1
    return DEFAULT_COLUMNS if one else ("title", "status", "authors", "year", "topics", "links")


def _topic_counts(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Each topic, as it is first spelt, with the number of its entries; by name."""
    written = Counter(topic for entry in entries for topic in entry.topics)
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for topic, count in written.items():  # in the order in which they were first met
        spelt.setdefault(folded(topic), topic)
        counts[folded(topic)] += count
    return [(spelt[name], count) for name, count in sorted(counts.items())]
