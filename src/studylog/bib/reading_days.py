"""The days on which an entry was added, started and finished, from whichever fields tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from studylog.bib.fault import Fault, contradiction
from studylog.bib.speaking import read_tick
from studylog.bib.status import DROPPED, READ, READING, SKIMMED, TO_READ, meaning
from studylog.bib.status_lines import NOTE_FIELDS, said_in_lines
from studylog.bib.text import plain
from studylog.dates import read_day

#: Each strongest first.
ADDED_FIELDS = ("added", "date-added", "dateadded", "creationdate", "timestamp")
STARTED_FIELDS = ("started", "date-started")
FINISHED_FIELDS = ("finished", "date-read", "dateread", "date_read", "read-date")

_TELLING = frozenset([*ADDED_FIELDS, *STARTED_FIELDS, *FINISHED_FIELDS, "read", *NOTE_FIELDS])
#: DBLP's own clock, such as `Sun, 25 Oct 2020 22:45:03 +0100`.
_DBLP_CLOCK = re.compile(r"[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}\b")
_WRITE = "write the date as YYYY-MM-DD"


class Told(NamedTuple):
    """The day that a field tells."""

    field: str
    day: str


@dataclass(frozen=True, slots=True)
class Days:
    """ISO days, months or years, the fields that told one, and what is wrong with them."""

    added: str | None = None
    started: str | None = None
    finished: str | None = None
    fields: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


_NO_DAYS = Days()


def read_days(fields: Mapping[str, str], status: str | None) -> Days:
    """The days as they are written, in no other time zone; of several fields the strongest.

    `status` is what the entry is: a day on which it was finished does not go with `to-read`.
    """
    if _TELLING.isdisjoint(fields):
        return _NO_DAYS
    faults: list[Fault] = []
    added = list(_told(_added(fields), faults))
    started = list(_told(_started(fields), faults))
    finished = [*_told(_written(fields, FINISHED_FIELDS), faults), *_ticked(fields, faults)]
    finished += _told(_in_lines(fields, READ, SKIMMED, DROPPED), faults)
    rows = (added, started, finished)
    faults += [fault for row in rows for fault in _different(row)]
    faults += _out_of_order(started[:1], finished[:1], status)
    return Days(
        _first(added),
        _first(started),
        _first(finished),
        tuple(told.field for row in rows for told in row),
        tuple(faults),
    )


def _first(row: list[Told]) -> str | None:
    return row[0].day if row else None


def _added(fields: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    yield from _written(fields, ADDED_FIELDS[:-1])
    by_dblp = "dblp" in f"{fields.get('biburl', '')} {fields.get('bibsource', '')}".lower()
    for found in () if by_dblp else _written(fields, ADDED_FIELDS[-1:]):
        if not _DBLP_CLOCK.match(found[2]):
            yield found


def _started(fields: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    yield from _written(fields, STARTED_FIELDS)
    yield from _in_lines(fields, READING)


def _written(fields: Mapping[str, str], names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The field, what its date is called, and the date as written, where there is one."""
    for name in names:
        if name in fields and (written := plain(fields[name])):
            yield name, name, written


def _in_lines(fields: Mapping[str, str], *statuses: str) -> Iterator[tuple[str, str, str]]:
    """The `Read_Status_Date` beside a `Read_Status` that names one of the statuses."""
    for said in said_in_lines(fields):
        if said.date and meaning(said.status) in statuses:
            yield said.field, "Read_Status_Date", plain(said.date)


def _told(written: Iterable[tuple[str, str, str]], faults: list[Fault]) -> Iterator[Told]:
    for field, called, date in written:
        if day := read_day(date):
            yield Told(field, day)
        else:
            faults.append(Fault(field, f"has {called} '{date}'", _WRITE))


def _ticked(fields: Mapping[str, str], faults: list[Fault]) -> Iterator[Told]:
    """The date in BibDesk's `read`, which else holds a tick."""
    written = plain(fields.get("read", ""))
    if day := read_day(written):
        yield Told("read", day)
    elif written and not read_tick(written):
        faults.append(Fault("read", f"has read '{written}'", f"write 1 or 0, or {_WRITE[6:]}"))


def _different(row: list[Told]) -> Iterator[Fault]:
    """Of one fact, a day that is another than the strongest field's."""
    others = [told for told in row[1:] if not _agree(told.day, row[0].day)]
    if others:
        yield contradiction([(told.field, told.day) for told in (row[0], *others)], row[0].day)


def _out_of_order(started: list[Told], finished: list[Told], status: str | None) -> Iterator[Fault]:
    for end in finished:
        if status == TO_READ:
            said = f"is to read, but was finished on {end.day}"
            yield Fault(end.field, said, "change its status or take the date out")
        for begin in started:
            if begin.day > end.day and not _agree(begin.day, end.day):
                said = f"was started on {begin.day}, after it was finished on {end.day}"
                yield Fault(begin.field, said, "correct one of the two")


def _agree(day: str, other: str) -> bool:
    """Whether one is the other, or the month or year it lies in."""
    return day.startswith(other) or other.startswith(day)
