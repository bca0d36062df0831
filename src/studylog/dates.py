"""Dates as people write them become ISO dates, the day never moved to another time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = re.compile(r"(?P<y>\d{4})(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)", re.A)
_MONTH = re.compile(r"(\d{4})(?:[-./](\d{1,2}))?$", re.A)
_TIME = re.compile(
    r"[T ]\s*(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*$",
    re.A,
)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A written date: `day` as YYYY-MM-DD, `at` the whole in ISO 8601 with its offset."""

    day: str
    at: str


def read_day(written: str) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as it was written; None where there is no such date."""
    written = written.strip()
    if found := _DAY.match(written):
        rest = written[found.end() :]
        if rest and not _TIME.match(rest):
            return None
        return _iso(found["y"], found["m"], found["d"])
    if found := _MONTH.fullmatch(written):
        first_day = _iso(found[1], found[2] or "1", "1")
        return first_day and first_day[: 7 if found[2] else 4]
    return None


def read_moment(written: str, zone: str = "UTC") -> Moment | None:
    """The date with the time and offset that were written; without an offset, that of `zone`."""
    written = written.strip()
    found = _DAY.match(written)
    day = _iso(found["y"], found["m"], found["d"]) if found else None
    if not found or not day:
        return None
    rest = written[found.end() :]
    time = _TIME.match(rest) if rest else None
    if rest and not time:
        return None
    clock = f"{int(time['h']):02}:{time['min']}:{time['s'] or '00'}" if time else "00:00:00"
    offset = _offset(time["zone"]) if time and time["zone"] else None
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset or ''}")
        if offset is None:
            moment = moment.replace(tzinfo=_zone(zone))
    except ValueError:
        return None
    return Moment(day, moment.isoformat())


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _offset(written: str) -> str | None:
    if written in ("Z", "UTC", "GMT"):
        return "+00:00"
    if not written[1:].replace(":", "").isdigit():
        return None
    digits = written[1:].replace(":", "").ljust(4, "0")
    return f"{written[0]}{digits[:2]}:{digits[2:]}"


def is_zone(name: str) -> bool:
    """Whether the IANA database has the name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: `Europe`, which is a folder
        return False
    return True


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name if is_zone(name) else "UTC")


def no_such_day(written: str) -> str:
    """Why what is written as a day is none in the calendar; empty where that is not the reason.

    >>> no_such_day("2024-02-31"), no_such_day("2024-13-01 10:00"), no_such_day("2024-02-29")
    ('there is no 31 February 2024', 'there is no month 13', '')
    """
    found = _DAY.match(written.strip())
    if not found or _iso(found["y"], found["m"], found["d"]):
        return ""
    if not 1 <= int(found["m"]) <= len(_MONTHS):
        return f"there is no month {found['m']}"
    return f"there is no {int(found['d'])} {_MONTHS[int(found['m']) - 1]} {found['y']}"


def in_words(day: str) -> str:
    """`2020-04-24` as `24 April 2020`, `2020-04` as `April 2020`, `2020` as it is."""
    parts = [int(p) for p in day.split("-")]
    if len(parts) == 1:
        return day
    name = _MONTHS[parts[1] - 1]
    return f"{parts[2]} {name} {parts[0]}" if len(parts) == 3 else f"{name} {parts[0]}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
