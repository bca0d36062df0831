"""A JSON text becomes the `Manner` it is written in, and splices that keep to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from studylog.notebooks.json_spans import Member, Span
from studylog.writing import Splice

#: The indentation of a line; one wider than any hand or program makes it is none.
_LINE = re.compile(rb"(\r\n|\n|\r)([ \t]{0,80})\Z")
#: An escape that stands for a character beyond ASCII.
_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*+\\u(?!00[0-7])")


@dataclass(frozen=True, slots=True)
class Manner:
    """`unit` is the indentation of one level, None where all stands on one line. `comma` and
    `colon` stand between the values of one line and behind keys; `eol` ends lines."""

    unit: bytes | None
    comma: bytes
    colon: bytes
    eol: bytes
    is_ascii: bool
    is_sorted: bool

    def dump(self, value: Any, outer: bytes | None) -> bytes:
        """The value as JSON behind a key on a line indented by `outer`, None: on others' line."""
        indented = outer is not None and self.unit is not None
        text = json.dumps(
            value,
            ensure_ascii=self.is_ascii,
            sort_keys=self.is_sorted,
            indent=self.unit.decode() if indented and self.unit is not None else None,
            separators=("," if indented else self.comma.decode(), self.colon.decode()),
        )
        # One half of a surrogate pair can stand in JSON as an escape only.
        written = text.encode("utf-8", "backslashreplace")
        return written.replace(b"\n", self.eol + outer) if outer is not None else written


def read_manner(content: bytes, root: Span, others: tuple[Span, ...]) -> Manner:
    """The manner of a text whose `root` is an object with two members or more; its keys are
    sorted if those of the root and of `others` are."""
    first, second = root.members[:2]
    line = _LINE.search(_gap(content, first.start))
    comma = content[first.value.end : second.start]
    colon = content[first.start : first.value.start].rpartition(b'"')[2]
    return Manner(
        unit=line[2] if line else None,
        comma=b", " if line or _is_wrapped(comma) else comma,
        colon=b": " if _is_wrapped(colon) else colon,
        eol=line[1] if line else b"\n",
        is_ascii=content.isascii() and bool(_ESCAPE.search(content)),
        is_sorted=all(map(_is_sorted, (root, *others))),
    )


def set_members(
    content: bytes, manner: Manner, span: Span, wanted: Mapping[str, Any], outer: bytes | None
) -> Iterator[Splice]:
    """What gives the object the wanted values: in place of those it has, else as new members.

    `outer` is the indentation of the line on which the object begins, None where it has none.
    """
    if wanted and not span.members:
        yield Splice(span.start, span.end, manner.dump(wanted, outer))
        return
    for key, value in sorted(wanted.items()) if manner.is_sorted else wanted.items():
        if member := span.get(key):
            new = manner.dump(value, indent_of(content, member))
            yield Splice(member.value.start, member.value.end, new)
        else:
            yield _insert(content, manner, span, key, value)


def indent_of(content: bytes, member: Member) -> bytes | None:
    """What stands before the key on its line; None where other values stand there."""
    line = _LINE.search(_gap(content, member.start))
    return line[2] if line else None


def _insert(content: bytes, manner: Manner, span: Span, key: str, value: Any) -> Splice:
    """The member behind all others, or at its place among sorted ones."""
    first = span.members[0]
    outer = indent_of(content, first)
    new = manner.dump(key, None) + manner.colon + manner.dump(value, outer)
    comma = manner.comma if outer is None else b"," + _gap(content, first.start)
    before = [m for m in span.members if not manner.is_sorted or m.key < key]
    if not before:
        return Splice(first.start, first.start, new + comma)
    at = before[-1].value.end
    return Splice(at, at, comma + new)


def _gap(content: bytes, at: int) -> bytes:
    """The white space before a place."""
    start = at
    while start and content[start - 1] in b" \t\r\n":
        start -= 1
    return content[start:at]


def _is_sorted(span: Span) -> bool:
    return all(a.key <= b.key for a, b in pairwise(span.members))


def _is_wrapped(gap: bytes) -> bool:
    return b"\n" in gap or b"\r" in gap
