"""What the scanner of a .bib file finds: blocks, fields, values, with their places in bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from studylog.problem import Level

Kind = Literal["entry", "string", "preamble", "comment"]


class Piece(NamedTuple):
    """A part of a value between `#`: `kind` is `{`, `"`, or empty for a bare word.

    The span is that of the text, without its braces or quotes.
    """

    kind: str
    start: int
    end: int


class Field(NamedTuple):
    """`name` in lower case; from the name's first byte to behind the value's last."""

    name: str
    start: int
    end: int
    pieces: tuple[Piece, ...]


class Fault(NamedTuple):
    """What is wrong at a byte, and the cure; `cost` says that a part of the entry was guessed."""

    at: int
    said: str
    hint: str
    level: Level = "error"


def as_text(name: bytes) -> str:
    """A key's or field's name; as Latin-1 where it is not UTF-8."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Block:
    """`@type{key, fields}`, all spans in bytes of the whole file.

    `key_end` is behind the key, or behind the opening brace where there is none. `sound` says that
    nothing in the block had to be guessed, so that its bytes may be given to another reader.
    """

    kind: Kind
    type: str
    key: str
    start: int
    key_end: int
    end: int
    fields: tuple[Field, ...] = ()
    sound: bool = True
