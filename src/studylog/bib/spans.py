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
    """What is wrong at a byte, and the cure; `{}` in what is said stands for the entry's name."""

    at: int
    said: str
    hint: str
    level: Level = "error"


def as_text(written: bytes) -> str:
    """Each value for itself: as UTF-8, else as Windows writes Latin-1, else as Latin-1."""
    for encoding in ("utf-8", "cp1252"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Block:
    """`@type{key, fields}`, all spans in bytes of the whole file.

    `key_end` is behind the key, or behind the opening brace where there is none. `sound` says that
    the scanner found no fault in the block, so that its bytes may be given to another reader;
    `guessed` that the ends of its values may be others than they were meant to be.
    """

    kind: Kind
    type: str
    key: str
    start: int
    key_end: int
    end: int
    fields: tuple[Field, ...] = ()
    sound: bool = True
    guessed: bool = False
