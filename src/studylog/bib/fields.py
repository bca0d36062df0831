"""The fields of an entry that speak of the reading: status, dates, rating, priority, topics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studylog.bib.status import ALIASES, STATUSES, normalise, read_status
from studylog.bib.text import plain
from studylog.dates import read_day
from studylog.problem import nearest
from studylog.words import folded

_PRIORITIES = {"prio1": 1, "prio2": 2, "prio3": 3, "high": 1, "medium": 2, "low": 3}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, and the cure; the caller knows the place."""

    field: str
    said: str
    hint: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry says of its reading."""

    status: str | None
    topics: tuple[str, ...]
    added: str | None
    started: str | None
    finished: str | None
    rating: int | None
    priority: int | None
    faults: tuple[Fault, ...]


def read_reading(fields: Mapping[str, str]) -> Reading:
    """The reading as the fields tell it; what can't be read is None and a fault."""
    faults: list[Fault] = []
    status = read_status(fields.get("status", ""))
    if status is not None and status not in STATUSES:
        faults.append(Fault("status", f"has status '{status}'", _status_hint(status)))
    days = {}
    for name in ("added", "started", "finished"):
        written = plain(fields.get(name, ""))
        days[name] = read_day(written) if written else None
        if written and days[name] is None:
            faults.append(Fault(name, f"has {name} '{written}'", "write the date as YYYY-MM-DD"))
    if days["started"] and days["finished"] and days["started"] > days["finished"]:
        said = f"was started on {days['started']}, after it was finished on {days['finished']}"
        faults.append(Fault("started", said, "correct one of the two"))
    return Reading(
        status=status,
        topics=_topics(fields),
        **days,
        rating=_number(fields, "rating", 5, faults),
        priority=_number(fields, "priority", 3, faults),
        faults=tuple(faults),
    )


def _status_hint(status: str) -> str:
    """The nearest statuses in their order; a misspelt alias stands for its status."""
    near = nearest(normalise(status), ALIASES)
    found = [s for s in STATUSES if s in {ALIASES[n] for n in near}]
    if found:
        return f"did you mean {' or '.join(repr(s) for s in found)}?"
    return "known are " + ", ".join(STATUSES)


def _topics(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Keywords split at `;` if there is one, else at `,`; each once, compared without case."""
    topics: dict[str, str] = {}
    for name in ("keywords", "keyword", "tags"):
        value = plain(fields.get(name, ""))
        for word in value.split(";" if ";" in value else ","):
            topic = " ".join(word.split())
            if topic:
                topics.setdefault(folded(topic), topic)
    return tuple(topics.values())


def _number(fields: Mapping[str, str], name: str, most: int, faults: list[Fault]) -> int | None:
    written = plain(fields.get(name, "")).strip()
    if not written or (name == "rating" and written == "0"):
        return None
    if name == "priority" and written.lower() in _PRIORITIES:
        return _PRIORITIES[written.lower()]
    found = re.fullmatch(rf"(\d)(?:\s*/\s*{most})?", written)
    if found and 1 <= int(found[1]) <= most:
        return int(found[1])
    faults.append(Fault(name, f"has {name} '{written}'", f"write a number from 1 to {most}"))
    return None
