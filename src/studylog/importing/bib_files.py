"""A .bib file becomes its entries as they were typed, to be appended to another one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.spans import Block, as_text
from studylog.bib.value import read_macros
from studylog.importing.known import Known, read_known

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Typed:
    """An entry of another file: what it is known by, its `text`, where its key stands in that if
    it does to the letter, and the names of the @strings it needs."""

    known: Known
    text: str
    key_at: tuple[int, int] | None
    strings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Macro:
    """An @string: its `text` as typed, its value, and the @strings that it is made of."""

    text: str
    value: str
    strings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BibFile:
    """The entries in order, and the @strings by name, each behind those that it is made of."""

    entries: tuple[Typed, ...]
    macros: Mapping[str, Macro]

    def needed(self, names: Iterable[str]) -> list[str]:
        """The names, and those that they are made of, in the order of the file."""
        needed = set(names)
        for name in reversed(tuple(self.macros)):
            if name in needed:
                needed.update(self.macros[name].strings)
        return [name for name in self.macros if name in needed]


def read_bib_file(content: bytes, newline: str) -> BibFile:
    """The entries as typed, their line ends as `newline`; nothing else is changed in them."""
    utf8, _ = as_utf8(content)
    blocks = [block for block in all_blocks(utf8) if block.kind == "string" and block.fields]
    values = read_macros(utf8, blocks)
    macros: dict[str, Macro] = {}
    for block in blocks:
        text, words = _text(utf8, block.start, block.end, newline), _words(utf8, block, macros)
        for field in block.fields:
            macros[field.name] = Macro(text, values[field.name], words)
    entries = tuple(
        _typed(utf8, known, known.block, macros, newline)
        for known in read_known(content)
        if known.block
    )
    return BibFile(entries, macros)


def _typed(
    content: bytes, known: Known, block: Block, macros: Container[str], newline: str
) -> Typed:
    text = _text(content, block.start, block.end, newline)
    at = content.rfind(known.key.encode(), block.start, block.key_end) if known.key else -1
    start = len(_text(content, block.start, at, newline))
    key_at = (start, start + len(known.key)) if at >= 0 else None
    return Typed(known, text, key_at, _words(content, block, macros))


def _words(content: bytes, block: Block, macros: Container[str]) -> tuple[str, ...]:
    """The @strings that the values of a block name, in lower case."""
    pieces = (piece for field in block.fields for piece in field.pieces if not piece.kind)
    words = (as_text(content[piece.start : piece.end]).lower() for piece in pieces)
    return tuple(dict.fromkeys(word for word in words if word in macros))


def _text(content: bytes, start: int, end: int, newline: str) -> str:
    return _LINE_END.sub(newline, as_text(content[start:end]))
