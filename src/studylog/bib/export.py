"""A .bib file becomes the one that may be published: its entries' own bytes, nothing private."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from studylog.bib.anew import anew, balanced
from studylog.bib.fields import read_reading
from studylog.bib.links import file_named, names_file
from studylog.bib.on_site import files_below_docs, path_of
from studylog.bib.parts import all_blocks, as_utf8, parts
from studylog.bib.published import is_local_path, is_published
from studylog.bib.spans import Block, Field, as_text
from studylog.bib.status_lines import find_status_lines, without_status_lines
from studylog.bib.value import MONTHS, read_macros, read_value


@dataclass(frozen=True, slots=True)
class Public:
    """The public text of an entry, and the macros it uses, by lower-case name."""

    text: str
    macros: frozenset[str]


@dataclass(frozen=True)
class _File:
    """The bytes as spans count them, and what the reading of an entry takes from all of them."""

    content: bytes
    macros: Mapping[str, str]
    publish: tuple[str, ...]
    below: tuple[str, ...]

    @cached_property
    def private(self) -> frozenset[str]:
        """The macros that hold what no entry shows."""
        return frozenset(
            n for n, v in self.macros.items() if is_local_path(v) or find_status_lines(v)
        )

    def text(self, start: int, end: int) -> str:
        return as_text(self.content[start:end])

    def value(self, field: Field, *, guessed: bool = False) -> str:
        return read_value(self.content, field.pieces, self.macros, guessed=guessed).text


def public_sources(
    content: bytes, publish: tuple[str, ...] = (), paths: Iterable[str] = ()
) -> tuple[Public, ...]:
    """One for each entry with a key, in the order of the file.

    `paths` are the log's files: a name that is none of theirs is not published.

    What is published stands there as it was typed, from `@` to the closing brace; what is not is
    cut out with its comma. An entry with a fault is written anew where its bytes would harm those
    behind it.
    """
    return tuple(_entries(*_read(content, publish, paths)))


def public_bib(content: bytes, publish: tuple[str, ...] = (), paths: Iterable[str] = ()) -> str:
    """The whole file: the `@string` definitions that are used, then the entries."""
    file, blocks = _read(content, publish, paths)
    entries = list(_entries(file, blocks))
    wanted = frozenset[str]().union(*(entry.macros for entry in entries))
    strings = _strings(file, blocks, wanted)
    return "\n\n".join(part for part in (strings, *(e.text for e in entries)) if part) + "\n"


def _read(
    content: bytes, publish: tuple[str, ...], paths: Iterable[str]
) -> tuple[_File, list[Block]]:
    content, _ = as_utf8(content)
    blocks = all_blocks(content)
    macros = read_macros(content, (b for b in blocks if b.kind == "string"))
    return _File(content, macros, publish, files_below_docs(paths)), blocks


def _entries(file: _File, blocks: Iterable[Block]) -> Iterator[Public]:
    for block in blocks:
        if block.kind == "entry" and block.key and block.type not in ("xdata", "set"):
            yield _public(file, block)


def _strings(file: _File, blocks: Iterable[Block], wanted: frozenset[str]) -> str:
    """The definitions of the macros that are used, also by one another; no others beside them."""
    fields = [field for block in blocks if block.kind == "string" for field in block.fields]
    used, kept = set(wanted), []
    for field in reversed(fields):
        if field.name in used:
            written = f"@string{{{file.text(field.start, field.end)}}}"
            if _macros_of(file, field) & file.private or not _is_read_as(
                written, "string", "", [_pieces_of(file, field)]
            ):
                written = f"@string{{{anew(field.name, file.value(field))}}}"
            else:
                used |= _macros_of(file, field)
            kept.append(written)
    return "\n".join(reversed(kept))


def _public(file: _File, block: Block) -> Public:
    values = {f.name: file.value(f, guessed=block.guessed) for f in reversed(block.fields)}
    spoke = frozenset(read_reading(values).spoke)
    kept = [f for f in _once(block.fields) if _is_shown(f.name, values[f.name], spoke, file)]
    texts = [_field(file, f, values[f.name]) for f in kept]
    written = "".join(_as_typed(file, block, kept, texts))
    if not block.sound:
        pieces = [_pieces_of(file, field) for field in kept]
        if block.guessed or not _is_read_as(written, "entry", block.key, pieces):
            given = (f",\n  {anew(f.name, without_status_lines(values[f.name]))}" for f in kept)
            return Public(f"@{block.type}{{{block.key}{''.join(given)}\n}}", frozenset())
    used = frozenset[str]().union(
        *(_macros_of(file, f) for f in kept if not _speaks(file, f, values[f.name]))
    )
    return Public(written, used - (MONTHS.keys() - file.macros.keys()))


def _once(fields: Iterable[Field]) -> Iterator[Field]:
    """Of a name that stands twice, the first."""
    seen: set[str] = set()
    for field in fields:
        if field.name not in seen:
            seen.add(field.name)
            yield field


def _is_shown(name: str, value: str, spoke: frozenset[str], file: _File) -> bool:
    if not (name in spoke or is_published(name, file.publish)) or is_local_path(value):
        return False
    if names_file(name, value) and path_of(file_named(value) or "", file.below) is None:
        return False
    return not find_status_lines(value) or bool(without_status_lines(value))


def _macros_of(file: _File, field: Field) -> frozenset[str]:
    """The bare words of the value, in lower case."""
    return frozenset(file.text(p.start, p.end).lower() for p in field.pieces if not p.kind)


def _as_typed(file: _File, block: Block, kept: list[Field], texts: list[str]) -> Iterator[str]:
    """The head, each field behind what stood before it, and the end."""
    ends = [block.key_end, *(f.end for f in block.fields)]
    end_before = dict(zip(block.fields, ends, strict=False))
    head = file.text(block.start, block.key_end)
    is_typed = block.sound and head.endswith(block.key)  # a key may be in another encoding
    yield head if is_typed else f"@{block.type}{{{block.key}"
    for field, text in zip(kept, texts, strict=True):
        before = file.text(end_before[field], field.start)
        yield before if block.sound else "," + before[len(before.rstrip()) :]
        yield text
    tail = file.text(ends[-1], block.end) if is_typed else "\n}"
    yield tail if kept else tail.replace(",", "")


def _field(file: _File, field: Field, value: str) -> str:
    """As it was typed, but for the lines that speak of a status and for macros that are private."""
    if not _speaks(file, field, value):
        return file.text(field.start, field.end)
    piece, *others = field.pieces
    text = file.text(piece.start, piece.end)
    for line in reversed(find_status_lines(text)):
        text = text[: line.start] + text[line.end :]
    if others or not piece.kind or text != balanced(text):
        return anew(field.name, without_status_lines(value))
    before, behind = file.text(field.start, piece.start), file.text(piece.end, field.end)
    return before + text + behind


def _speaks(file: _File, field: Field, value: str) -> bool:
    """Whether the value as typed would tell what is not published."""
    return bool(find_status_lines(value) or _macros_of(file, field) & file.private)


def _pieces_of(file: _File, field: Field) -> tuple[str, ...]:
    return (field.name, *(file.text(p.start, p.end) for p in field.pieces))


def _is_read_as(written: str, kind: str, key: str, pieces: list[tuple[str, ...]]) -> bool:
    """Whether the text is this one block for who reads it by itself, closed and balanced."""
    content = written.encode()
    found = list(parts(content, {}))
    blocks = [block for part in found for block in part.blocks]
    if any(fault.level == "error" for part in found for fault in part.faults):
        return False
    file = _File(content, {}, (), ())
    spans = [(b.kind, b.key, b.start, b.end) for b in blocks]
    return spans == [(kind, key, 0, len(content))] and pieces == [
        _pieces_of(file, field) for field in blocks[0].fields
    ]
