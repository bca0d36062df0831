"""The bytes of a .bib file become a `Bibliography`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import Entry as Parsed

from studylog.bib.entry import Bibliography, Entry
from studylog.bib.fields import Fault, read_reading
from studylog.bib.links import arxiv_id, clean_url, doi, links
from studylog.bib.names import read_names
from studylog.bib.text import Maths, decode
from studylog.bib.unread import line_of_block, unread
from studylog.bib.value import next_field, read_value
from studylog.maths import typeset
from studylog.problem import Problem, in_order, not_utf8
from studylog.slugs import unique_slugs
from studylog.sources import decode as decode_bytes

_VENUE = ("journal", "journaltitle", "booktitle", "maintitle", "publisher", "institution",
          "school", "organization", "howpublished")  # fmt: skip
#: Slugs that /papers/ itself needs.
_PAGES = ("index", "readme")


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry as the parser gave it: plain strings, lines counted from 1."""

    key: str
    type: str
    line: int
    fields: Mapping[str, str]
    lines: Mapping[str, int]


def read_bibliography(content: bytes, path: str = "papers.bib") -> Bibliography:
    """The entries in their order. A fault costs at most its own entry, and is a problem."""
    text, bad_byte = decode_bytes(content)
    library = parse_string(text, parse_stack=[])  # values as they stand in the file
    problems = [*_encoding(path, bad_byte), *unread(library, path)]
    found = list(_found(library, path, problems))
    slugs = unique_slugs((f.key for f in found), taken=_PAGES)
    entries = tuple(_entry(f, s, path, problems) for f, s in zip(found, slugs, strict=True))
    return Bibliography.of(entries, in_order(problems))


def _found(library: Library, path: str, problems: list[Problem]) -> Iterator[_Found]:
    """Entries with a key; of a key that stands twice, both, and the first is the one cited."""
    macros = _macros(library)
    seen: dict[str, int] = {}
    for block in sorted(_entry_blocks(library), key=line_of_block):
        line, key = line_of_block(block), " ".join(block.key.split())
        if not key:
            hint = "write a key after the opening brace, such as he2016deep"
            problems.append(Problem(path, line, "an entry has no key", hint, "error"))
            continue
        if key in seen:
            said = f"the key '{key}' stands twice, first in line {seen[key]}"
            problems.append(Problem(path, line, said, "give this entry a key of its own", "error"))
        seen.setdefault(key, line)
        fields, lines = _fields(block, f"entry '{key}'", path, macros, problems)
        yield _Found(key, block.entry_type.lower(), line, fields, lines)


def _macros(library: Library) -> dict[str, str]:
    """The `@string` definitions by their lower-case names, each made of those before it."""
    macros: dict[str, str] = {}
    for definition in library.strings:
        macros[definition.key.lower()], _ = read_value(str(definition.value), macros)
    return macros


def _entry_blocks(library: Library) -> Iterator[Parsed]:
    yield from library.entries
    for block in library.failed_blocks:
        inner = getattr(block, "ignore_error_block", None)
        if isinstance(inner, Parsed):
            yield inner


def _fields(
    block: Parsed, entry: str, path: str, macros: Mapping[str, str], problems: list[Problem]
) -> tuple[dict[str, str], dict[str, int]]:
    """Values and lines of the fields by their lower-case names; the first of a name counts."""
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for at, name, written in _assignments(block):
        value, rest = read_value(written, macros)
        if rest:
            said = f"the comma after the field '{name}' of {entry} is missing"
            problems.append(Problem(path, at, said, "add it"))
        if name in fields:
            said = f"{entry} has the field '{name}' twice; the first counts"
            problems.append(Problem(path, at, said, "keep one of the two"))
        elif name:
            fields[name], lines[name] = value, at
    return fields, lines


def _assignments(block: Parsed) -> Iterator[tuple[int, str, str]]:
    """Line, lower-case name and right side of each field, also of one behind a missing comma."""
    for given in block.fields:
        at, name, written = (given.start_line or 0) + 1, given.key, str(given.value)
        while True:
            # The parser takes a comment above a field for the beginning of the field's name.
            yield at, name.strip().rpartition("\n")[2].strip().lower(), written
            rest = read_value(written, {})[1]
            if not rest:
                break
            at += written[: len(written) - len(rest)].count("\n")
            name, written = next_field(rest)


def _entry(found: _Found, slug: str, path: str, problems: list[Problem]) -> Entry:
    fields = found.fields
    reading = read_reading(fields)
    venue = _venue(fields)
    problems += _faults_in(found, reading.faults, path)
    for name in ("title", venue, "abstract", "note"):
        problems += _formulas(name, found, path)
    year = re.search(r"[0-9]{4}", fields.get("year") or fields.get("date") or "")
    details: dict[str, Any] = {
        name: getattr(reading, name)
        for name in ("status", "topics", "added", "started", "finished", "rating", "priority")
    }
    return Entry(
        key=found.key,
        slug=slug,
        type=found.type,
        line=found.line,
        title=decode(fields.get("title", "")),
        authors=read_names(fields.get("author") or fields.get("editor") or ""),
        year=year[0] if year else None,
        venue=decode(fields.get(venue, "")),
        url=clean_url(fields.get("url", "")),
        arxiv=arxiv_id(fields),
        doi=doi(fields),
        links=links(fields),
        abstract=decode(fields.get("abstract", "")),
        note=decode(fields.get("note", "")),
        **details,
    )


def _faults_in(found: _Found, faults: tuple[Fault, ...], path: str) -> Iterator[Problem]:
    """The faults of the reading at their fields' lines, and a note where there is no title."""
    for fault in faults:
        line = found.lines.get(fault.field, found.line)
        yield Problem(path, line, f"entry '{found.key}' {fault.said}", fault.hint)
    if not found.fields.get("title"):
        said = f"entry '{found.key}' has no title"
        yield Problem(path, found.line, said, "add title = {...}", "note")


def _venue(fields: Mapping[str, str]) -> str:
    """The name of the field that tells where it appeared; an address is no venue."""
    name = next((name for name in _VENUE if fields.get(name)), "")
    value = fields.get(name, "")
    is_address = "\\url" in value or "://" in value or "arxiv" in value.lower()
    return "" if is_address else name


def _formulas(name: str, found: _Found, path: str) -> Iterator[Problem]:
    """A problem for each formula in the field that can't be typeset."""
    for part in decode(found.fields.get(name, "")).parts:
        if isinstance(part, Maths) and (fault := typeset(part.tex).fault):
            said = f"the formula '{part.tex}' can't be typeset"
            yield Problem(path, found.lines.get(name, found.line), said, fault)


def _encoding(path: str, bad_byte: int | None) -> Iterator[Problem]:
    if bad_byte is not None:
        yield not_utf8(path, bad_byte)
