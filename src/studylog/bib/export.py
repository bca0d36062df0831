"""A .bib file becomes the one that may be published: its entries' own bytes, nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from studylog.bib.fields import read_reading
from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.published import is_local_path, is_published
from studylog.bib.spans import Block, Field
from studylog.bib.status_lines import find_status_lines, without_status_lines
from studylog.bib.value import MONTHS, read_macros, read_value

#: What is left of a status where its line could not be cut out.
_STATUS = re.compile(r"read\W*_?\W*status", re.I)


@dataclass(frozen=True, slots=True)
class Public:
    """The public text of an entry, and the macros it uses, by lower-case name."""

    text: str
    macros: frozenset[str]


def public_sources(content: bytes, publish: tuple[str, ...] = ()) -> tuple[Public, ...]:
    """One for each entry with a key, in the order of the file.

    What is published stands there as it was typed, from `@` to the closing brace; what is not is
    cut out with its comma. An entry that is not closed is closed.
    """
    content, encoding, _ = as_utf8(content)
    blocks = list(all_blocks(content))
    macros = read_macros(content, (b for b in blocks if b.kind == "string"), encoding)
    return tuple(
        _public(content, block, macros, encoding, publish)
        for block in blocks
        if block.kind == "entry" and block.key and block.type not in ("xdata", "set")
    )


def public_bib(content: bytes, publish: tuple[str, ...] = ()) -> str:
    """The whole file: the `@string` definitions that are used, then the entries."""
    entries = public_sources(content, publish)
    wanted = frozenset[str]().union(*(entry.macros for entry in entries))
    strings = _strings(content, wanted)
    return "\n\n".join(part for part in (strings, *(e.text for e in entries)) if part) + "\n"


def _strings(content: bytes, wanted: frozenset[str]) -> str:
    """The definitions of the macros that are used, also by one another, as they were typed."""
    content, encoding, _ = as_utf8(content)
    blocks = [b for b in all_blocks(content) if b.kind == "string"]
    macros = read_macros(content, blocks, encoding)
    used, kept = set(wanted), []
    for block in reversed(blocks):
        names = {f.name for f in block.fields}
        if used & names and not any(is_local_path(macros[name]) for name in names):
            used |= {_word(content, f, n, encoding) for f in block.fields for n in _words(f)}
            kept.append(content[block.start : block.end].decode(encoding, "replace"))
    return "\n".join(reversed(kept))


def _public(
    content: bytes, block: Block, macros: Mapping[str, str], encoding: str, publish: tuple[str, ...]
) -> Public:
    values = {
        f.name: read_value(content, f.pieces, macros, encoding).text for f in reversed(block.fields)
    }
    spoke = frozenset(read_reading(values).spoke)
    kept = [f for f in _once(block.fields) if _is_shown(f.name, values[f.name], spoke, publish)]
    used = (
        frozenset(_word(content, f, n, encoding).lower() for f in kept for n in _words(f))
        - MONTHS.keys()
    )
    return Public("".join(_pieces(content, block, kept, encoding)), used)


def _once(fields: Iterable[Field]) -> Iterator[Field]:
    """Of a name that stands twice, the first."""
    seen: set[str] = set()
    for field in fields:
        if field.name not in seen:
            seen.add(field.name)
            yield field


def _is_shown(name: str, value: str, spoke: frozenset[str], publish: tuple[str, ...]) -> bool:
    if not (name in spoke or is_published(name, publish)) or is_local_path(value):
        return False
    return not find_status_lines(value) or bool(without_status_lines(value))


def _words(field: Field) -> list[int]:
    """Which pieces of the value are bare words."""
    return [n for n, piece in enumerate(field.pieces) if not piece.kind]


def _word(content: bytes, field: Field, n: int, encoding: str) -> str:
    piece = field.pieces[n]
    return content[piece.start : piece.end].decode(encoding, "replace").lower()


def _pieces(content: bytes, block: Block, kept: list[Field], encoding: str) -> Iterator[str]:
    """The head, each field behind the white space that stood before it, and the end."""
    yield content[block.start : block.key_end].decode(encoding, "replace")
    for field in kept:
        yield "," + _space_before(content, field.start).decode()
        yield _field(content, field, encoding)
    if not block.sound:
        yield "\n}"
        return
    last = block.fields[-1].end if block.fields else block.key_end
    tail = content[last : block.end]
    if tail.strip(b" \t\r\n,)}"):  # a comment between the last field and the end
        tail = b"\n" + tail[-1:]
    yield (tail if kept else tail.replace(b",", b"")).decode(encoding, "replace")


def _space_before(content: bytes, start: int) -> bytes:
    at = start
    while at > 0 and content[at - 1 : at] in (b" ", b"\t", b"\r", b"\n"):
        at -= 1
    return content[at:start]


def _field(content: bytes, field: Field, encoding: str) -> str:
    """As it was typed, but for the lines that speak of a status."""
    parts = []
    at = field.start
    for piece in field.pieces:
        parts.append(content[at : piece.start].decode(encoding, "replace"))
        text = content[piece.start : piece.end].decode(encoding, "replace")
        for line in reversed(find_status_lines(text)):
            text = text[: line.start] + text[line.end :]
        parts.append(text)
        at = piece.end
    return "".join(parts) + content[at : field.end].decode(encoding, "replace")
