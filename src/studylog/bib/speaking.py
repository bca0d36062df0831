"""The fields of an entry that can speak a status, strongest first, become its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studylog.bib.fault import Fault, contradiction
from studylog.bib.status import (
    PUBLICATION,
    READ,
    TO_READ,
    as_written,
    meaning,
    normalise,
    status_hint,
)
from studylog.bib.status_lines import NOTE_FIELDS, said_in_lines
from studylog.bib.topics import STATUS_WORDS, said_in_keywords
from studylog.dates import read_day

#: Fields that hold nothing but a status, after `status` itself.
STATUS_FIELDS = (
    "readstatus", "read_status", "read-status", "reading_status", "reading-status",
    "readingstatus",
)  # fmt: skip
#: Fields with a status among their keywords.
STATUS_KEYWORD_FIELDS = ("keywords", "tags")
#: What a box that is not ticked says: `to-read`, and only that it was not read.
NOT_READ = "not read"

_TICKS = dict.fromkeys(("true", "yes", "1", "x"), READ) | dict.fromkeys(
    ("false", "no", "0"), NOT_READ
)
_SPEAKING = frozenset(["status", *STATUS_FIELDS, "read", *NOTE_FIELDS, *STATUS_KEYWORD_FIELDS])


@dataclass(frozen=True, slots=True)
class Spoken:
    """One field's word: one of the five, `not read`, or an unknown value as written."""

    field: str
    says: str
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class SpokenStatus:
    """The status, one of five or unknown, who spoke, and what is wrong with it."""

    status: str | None
    spoken: tuple[Spoken, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple([s.field for s in self.spoken])


_SILENCE = SpokenStatus(None)


def read_spoken_status(fields: Mapping[str, str]) -> SpokenStatus:
    """What the strongest field says that names a status, else the first unknown value."""
    if _SPEAKING.isdisjoint(fields) or not (spoken := tuple(speakers(fields))):
        return _SILENCE
    faults = [_unknown(s) for s in spoken if not s.is_known]
    known = [s for s in spoken if s.is_known]
    strongest = (known or spoken)[0]
    status = TO_READ if strongest.is_known and strongest.says == NOT_READ else strongest.says
    others = [s for s in known[1:] if _contradict(strongest.says, s.says)]
    if others:
        faults.append(contradiction([(s.field, s.says) for s in (strongest, *others)], status))
    return SpokenStatus(status, spoken, tuple(faults))


def speakers(fields: Mapping[str, str]) -> Iterator[Spoken]:
    """Each field that says a status or holds an unknown one, strongest first."""
    if (value := fields.get("status")) and normalise(value) not in PUBLICATION:
        yield from _spoken("status", value, meaning(value))
    for name in STATUS_FIELDS:
        if value := fields.get(name):
            yield from _spoken(name, value, meaning(value) or _TICKS.get(normalise(value)))
    if (value := fields.get("read")) and (ticked := read_tick(value)):
        yield Spoken("read", ticked)
    for said in said_in_lines(fields):
        yield from _spoken(said.field, said.status, meaning(said.status))
    for name, status in said_in_keywords(fields, STATUS_KEYWORD_FIELDS, STATUS_WORDS):
        yield Spoken(name, status)


def read_tick(value: str) -> str | None:
    """What BibDesk's `read` says: read or not read; a date says read; None for all else."""
    ticked = _TICKS.get(normalise(value))
    return READ if ticked is None and read_day(as_written(value)) else ticked


def _spoken(field: str, value: str, says: str | None) -> Iterator[Spoken]:
    if says:
        yield Spoken(field, says)
    elif unknown := as_written(value):
        yield Spoken(field, unknown, is_known=False)


def _contradict(says: str, other: str) -> bool:
    """Whether they are different statuses; `not read` contradicts only `read`."""
    pair = (says, other)
    return says != other and (NOT_READ not in pair or READ in pair)


def _unknown(spoken: Spoken) -> Fault:
    where = "Read_Status" if spoken.field in NOTE_FIELDS else spoken.field
    return Fault(spoken.field, f"has {where} '{spoken.says}'", status_hint(spoken.says))
