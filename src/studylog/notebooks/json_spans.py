"""The bytes of a JSON text become `Span`s, which say where its values stand."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

BOM = b"\xef\xbb\xbf"
#: A string, a sign, or a word (a number, true, NaN). UTF-8 has no byte of a sign in a character.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++', re.S)


@dataclass(frozen=True, slots=True)
class Span:
    """The value is `content[start:end]`; an object has members, an array items, in their order."""

    start: int
    end: int
    members: tuple[Member, ...] = ()
    items: tuple[Span, ...] = ()

    def get(self, key: str) -> Member | None:
        """The member that counts: of several with one key, the last."""
        return next((m for m in reversed(self.members) if m.key == key), None)


@dataclass(frozen=True, slots=True)
class Member:
    """`start` is the place of the key's first quote."""

    key: str
    start: int
    value: Span


@dataclass(slots=True)
class _Open:
    """An object or array whose end has not come; `key` is the one whose value is next."""

    start: int
    is_object: bool
    key: tuple[str, int] | None = None
    members: list[Member] = field(default_factory=list)
    items: list[Span] = field(default_factory=list)

    def take(self, value: Span) -> None:
        if self.key:
            self.members.append(Member(*self.key, value))
            self.key = None
        else:
            self.items.append(value)


def read_spans(content: bytes, depth: int) -> Span:
    """The whole value of a text that `json.loads` takes; what is more than `depth` objects and
    arrays down has no spans of its own. An IndexError for text that is no JSON at all."""
    whole = _Open(0, is_object=False)
    stack = [whole]
    for token in _TOKEN.finditer(content, len(BOM) if content.startswith(BOM) else 0):
        _take(stack, token, depth)
    return whole.items[0]


def _take(stack: list[_Open], token: re.Match[bytes], depth: int) -> None:
    sign, top = token[0][:1], stack[-1]
    if sign in b"{[":
        stack.append(_Open(token.start(), sign == b"{"))
    elif sign in b"}]":
        stack.pop()
        if len(stack) <= depth + 1:
            span = Span(top.start, token.end(), tuple(top.members), tuple(top.items))
            stack[-1].take(span)
    elif len(stack) > depth + 1 or sign in b":,":
        return
    elif top.is_object and not top.key:
        top.key = (json.loads(token[0]), token.start())
    else:
        top.take(Span(token.start(), token.end()))
