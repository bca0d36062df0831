"""The entries become the reading list: a section per status, a row per entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studylog.bib import STATUSES, Entry
from studylog.pages.render import render
from studylog.slugs import slug


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
    named += [(s, s, f"status-{slug(s)}") for s in unknown]
    if "" in by_status:
        named.append(("", "No status", "no-status"))
    return tuple(Section(s, title, at, _ordered(s, by_status[s])) for s, title, at in named)


def _ordered(status: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Reading by start, to-read by priority and then day added, others by finish, newest first;
    entries without that day follow by year, then in the order of the file."""
    by_line = sorted(entries, key=lambda e: e.line)
    by_year = sorted(by_line, key=lambda e: e.year or "", reverse=True)
    if status == "to-read":
        newest = sorted(by_year, key=lambda e: e.added or "", reverse=True)
        return tuple(sorted(newest, key=lambda e: e.priority or 9))
    dated = "started" if status == "reading" else "finished"
    return tuple(sorted(by_year, key=lambda e: getattr(e, dated) or "", reverse=True))


def render_reading_list(entries: Sequence[Entry], page: str, addresses: Mapping[str, str]) -> str:
    """The list as it stands at the address `page`; `addresses` are those of the entries' pages by
    slug, and the title of an entry without one is no link."""
    return render(
        "reading_list.html",
        page,
        sections=sections(entries),
        total=len(entries),
        addresses=addresses,
        date_of={"reading": "started", "to-read": "added"},
    )
