"""The fields of an entry that speak of the reading: status, dates, rating, priority, topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from studylog.bib.fault import Fault
from studylog.bib.marks import read_priority, read_rating
from studylog.bib.reading_days import read_days
from studylog.bib.speaking import read_spoken_status
from studylog.bib.status_lines import NOTE_FIELDS
from studylog.bib.topics import TOPIC_FIELDS, read_topics

__all__ = ["Fault", "Reading", "read_reading"]

#: They may tell something of the reading, and are never shown for it.
_PRIVATE = frozenset([*NOTE_FIELDS, "timestamp"])


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry says of its reading.

    `status` is one of the five, None, or an unknown value as written. Dates are ISO days, months
    or years, `rating` is 1-5, `priority` 1-3. `spoke` names the fields that carried any of this
    and may be published for it: no note, and no raw `timestamp`.
    """

    status: str | None
    topics: tuple[str, ...]
    added: str | None
    started: str | None
    finished: str | None
    rating: int | None
    priority: int | None
    faults: tuple[Fault, ...]
    spoke: tuple[str, ...] = ()


def read_reading(fields: Mapping[str, str]) -> Reading:
    """The reading as the fields tell it; what can't be read is None and a fault.

    `fields` are the entry's own, none inherited, by their lower-case names.
    """
    status = read_spoken_status(fields)
    days = read_days(fields, status.status)
    rating = read_rating(fields)
    priority = read_priority(fields)
    topic_fields = [name for name in TOPIC_FIELDS if name in fields and fields[name].strip()]
    return Reading(
        status=status.status,
        topics=read_topics(fields),
        added=days.added,
        started=days.started,
        finished=days.finished,
        rating=rating.value,
        priority=priority.value,
        faults=(*status.faults, *days.faults, *rating.faults, *priority.faults),
        spoke=_public(status.fields, days.fields, rating.fields, priority.fields, topic_fields),
    )


def _public(*names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(chain(*names)) if name not in _PRIVATE)
