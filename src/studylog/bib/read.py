"""The bytes of a .bib file become a `Bibliography`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bibtexparser import Library, parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
)
from bibtexparser.model import Entry as Parsed

from studylog.bib.entry import Bibliography, Entry
from studylog.bib.fields import read_reading
from studylog.bib.links import arxiv_id, clean_url, doi, links
from studylog.bib.names import read_names
from studylog.bib.text import decode, plain
from studylog.problem import Problem, in_order
from studylog.slugs import unique_slugs
from studylog.sources import decode as decode_bytes

_VENUE = ("journal", "journaltitle", "booktitle", "maintitle", "publisher", "institution",
          "school", "organization", "howpublished")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry as the parser gave it: plain strings, lines counted from 1."""

    key: str
    type: str
    line: int
    fields: Mapping[str, str]
    lines: Mapping[str, int]
    source: str


def read_bibliography(content: bytes, path: str = "papers.bib") -> Bibliography:
    """The entries in their order. A fault costs at most its own entry, and is a problem."""
    text, bad_byte = decode_bytes(content)
    library = parse_string(text)
    problems = [*_encoding(path, bad_byte), *_faults(library, path)]
    found = list(_found(library, path, problems))
    slugs = unique_slugs(f.key for f in found)
    entries = tuple(_entry(f, s, path, problems) for f, s in zip(found, slugs, strict=True))
    return Bibliography.of(entries, in_order(problems))


def _found(library: Library, path: str, problems: list[Problem]) -> Iterator[_Found]:
    """Entries with a key; of a key that stands twice, both, and the first is the one cited."""
    seen: dict[str, int] = {}
    for block in sorted(_entry_blocks(library), key=lambda b: b.start_line or 0):
        line = (block.start_line or 0) + 1
        key = block.key.strip()
        if not key:
            hint = "write a key after the opening brace, such as he2016deep"
            problems.append(Problem(path, line, "an entry has no key", hint, "error"))
            continue
        if key in seen:
            said = f"the key '{key}' stands twice, first in line {seen[key]}"
            problems.append(Problem(path, line, said, "give this entry a key of its own", "error"))
        seen.setdefault(key, line)
        yield _plain_fields(block, key, line, path, problems)


def _entry_blocks(library: Library) -> Iterator[Parsed]:
    yield from library.entries
    for block in library.failed_blocks:
        inner = getattr(block, "ignore_error_block", None)
        if isinstance(inner, Parsed):
            yield inner


def _plain_fields(
    block: Parsed, key: str, line: int, path: str, problems: list[Problem]
) -> _Found:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for given in block.fields:
        name = given.key.strip().lower()
        at = (given.start_line or 0) + 1
        if name in fields:
            said = f"entry '{key}' has the field '{name}' twice; the first counts"
            problems.append(Problem(path, at, said, "keep one of the two"))
            continue
        value = _enclosed(str(given.value))
        if re.search(r"\n\s*[A-Za-z][\w-]*\s*=\s*[{\"\d]", value) and value.count("=") == 1:
            said = f"the comma after the field '{name}' of entry '{key}' is missing"
            problems.append(Problem(path, at, said, "add it, or the next field is lost", "error"))
        fields[name], lines[name] = value, at
    return _Found(key, block.entry_type.lower(), line, fields, lines, block.raw or "")


def _enclosed(value: str) -> str:
    """The value without the braces or quotes that a block with a fault still has."""
    value = value.strip()
    if len(value) >= 2 and (value[0], value[-1]) in (("{", "}"), ('"', '"')):
        return value[1:-1]
    return value


def _entry(found: _Found, slug: str, path: str, problems: list[Problem]) -> Entry:
    fields = found.fields
    reading = read_reading(fields)
    for fault in reading.faults:
        line = found.lines.get(fault.field, found.line)
        said = f"entry '{found.key}' {fault.said}"
        problems.append(Problem(path, line, said, fault.hint))
    if not fields.get("title"):
        said = f"entry '{found.key}' has no title"
        problems.append(Problem(path, found.line, said, "add title = {...}", "note"))
    year = re.search(r"\d{4}", fields.get("year") or fields.get("date") or "")
    venue = next((fields[name] for name in _VENUE if fields.get(name)), "")
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
        venue=decode("" if "\\url" in venue or "arxiv" in venue.lower() else venue),
        url=clean_url(fields.get("url", "")),
        arxiv=arxiv_id(fields),
        doi=doi(fields),
        links=links(fields),
        abstract=decode(fields.get("abstract", "")),
        note=decode(fields.get("note", "")),
        source=found.source.strip(),
        **details,
    )


def _encoding(path: str, bad_byte: int | None) -> Iterator[Problem]:
    if bad_byte is not None:
        said = f"the byte at offset {bad_byte} is not UTF-8; the file was read as Latin-1"
        yield Problem(path, None, said, "save the file as UTF-8")


def _faults(library: Library, path: str) -> Iterator[Problem]:
    """What the parser could not read, at its line."""
    for block in library.failed_blocks:
        if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            continue  # said with both lines where the entries are read
        line = (block.start_line or 0) + 1
        yield Problem(path, line, _said(block), _cure(block), "error")


def _said(block: Block) -> str:
    name = re.match(r"\s*@\s*(\w+)\s*[{(]\s*([^\s,{}()=]*)", block.raw or "")
    what = f"entry '{name[2]}'" if name and name[2] else "an entry"
    reason = getattr(getattr(block, "error", None), "abort_reason", "") or "it is no BibTeX"
    if "Unexpected block start" in reason or "EOF" in reason or "end of file" in reason.lower():
        return f"{what} is never closed: a closing brace or quote is missing"
    return f"{what} can't be read: {plain(reason).strip().rstrip('.')}"


def _cure(block: Block) -> str:
    if isinstance(block, ParsingFailedBlock):
        return "check its braces, quotes and commas; all other entries were read"
    return "check the entry; all other entries were read"
