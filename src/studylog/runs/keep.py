"""Runs become bytes that another process reads back, and records become what a notebook keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

import msgspec

from studylog.runs.record import Record, Run

#: Another number whenever what is written means something else; runs kept before are then misses.
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class _Kept:
    run: Run
    version: Literal[1]


def to_bytes(run: Run) -> bytes:
    """The run as JSON. What JSON has no sign for is lost: NaN is null, half a character U+FFFD."""
    try:
        return _written(run)
    except UnicodeEncodeError:  # a kernel may send one half of a surrogate pair
        return _written(msgspec.convert(_whole(msgspec.to_builtins(run)), Run))


def _written(run: Run) -> bytes:
    return msgspec.json.encode(_Kept(run, VERSION))


def from_bytes(content: bytes) -> Run | None:
    """The run that `to_bytes` was given; None for bytes that are damaged or of another version."""
    try:
        run = msgspec.json.decode(content, type=_Kept).run
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return run if _is_sound(run.record) else None


def record_as_dict(record: Record) -> dict[str, Any]:
    """The record as plain values for `metadata.studylog.run`; what is not known is left out."""
    plain = msgspec.json.decode(msgspec.json.encode(_whole(msgspec.to_builtins(record))))
    kept = {k: v for k, v in plain.items() if k in _ALWAYS or v not in ("", None, [], {})}
    if "fault" in kept:
        kept["fault"] = {k: v for k, v in kept["fault"].items() if v is not None}
    return kept


def read_record(value: Any) -> Record | None:
    """The record that a notebook's metadata holds; None if a value is missing or not of its type.

    Keys that are not known are passed over: a later version may have written them.
    """
    try:
        record = msgspec.convert(value, Record)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return record if _is_sound(record) else None


_ALWAYS = ("key", "code", "started", "seconds")


def _is_sound(record: Record) -> bool:
    """Whether the time and the numbers are such that they can be compared and shown."""
    cell = record.fault.cell if record.fault else None
    timed = math.isfinite(record.seconds) and record.seconds >= 0
    return _is_moment(record.started) and timed and (cell is None or cell >= 1)


def _is_moment(started: str) -> bool:
    try:
        moment = datetime.fromisoformat(started.removesuffix("Z"))
    except ValueError:
        return False
    return moment.isoformat() + "Z" == started


def _whole(value: Any) -> Any:
    """The value with U+FFFD for each half of a surrogate pair that stands alone."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return [_whole(v) for v in value] if isinstance(value, (list, tuple)) else value
