"""The bytes of a .bib file become a `Bibliography`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studylog.bib.chunks import Chunk, LineCounter, lines_in
from studylog.bib.entry import Bibliography, Entry, Known, Record, Said
from studylog.bib.inherit import inherit, refers
from studylog.bib.make import make_entry
from studylog.bib.parts import Part, as_utf8, digest_of
from studylog.bib.parts import parts as parts_of
from studylog.bib.scan import scan
from studylog.bib.source import Context, SourceEntry, read_source, scanner_faults
from studylog.bib.together import compared
from studylog.bib.value import read_macros
from studylog.collector import without_collector
from studylog.problem import Problem, in_order
from studylog.slugs import unique_slugs

#: Slugs that /papers/ itself needs.
_PAGES = ("index", "readme")
#: Types that hold fields for others and are nothing to be read.
_CONTAINERS = ("xdata", "set")


_Sources = tuple[list[SourceEntry], list[Said]]


def read_bibliography(
    content: bytes,
    path: str = "papers.bib",
    *,
    publish: tuple[str, ...] = (),
    known: Known | None = None,
) -> Bibliography:
    """The entries in their order. A fault costs at most its own entry, and is a problem.

    `publish` names BibTeX fields to show beyond the usual ones. What `known` holds of chunks with
    the same bytes is not read again; the result is the same without it.
    """
    whole = digest_of(repr((digest_of(content), path, publish)).encode())
    if known is None or known.whole != whole:
        with without_collector():
            known = _read(content, path, publish, known or Known(), whole)
    return Bibliography.of(tuple(e for record in known.records for e in record.entries), known)


def _read(
    content: bytes, path: str, publish: tuple[str, ...], before: Known, whole: bytes
) -> Known:
    content, bad_byte = as_utf8(content)
    parts = list(parts_of(content, {r.digest: r for r in before.records if r.digest}))
    strings = [b for part in parts for b in part.blocks if b.kind == "string"]
    context = Context(content, read_macros(content, strings), publish)
    environment = _environment(context)
    if before.records and before.environment != environment:
        parts = list(parts_of(content, {}))
    sources = [_sources(part, context) for part in parts]
    records = tuple(_placed(parts, _records(parts, sources, context, environment)))
    problems = [
        Problem(path, record.line + said.line, said.message, said.hint, said.level)
        for record in records
        for said in record.faults
    ]
    if bad_byte is not None:
        line = lines_in(content, 0, bad_byte) + 1
        said = f"the byte at offset {bad_byte} is not UTF-8; it was read as Latin-1"
        problems.append(Problem(path, line, said, "save the file as UTF-8"))
    problems += compared([e for record in records for e in record.entries], path)
    return Known(whole, environment, records, in_order(problems))


def _environment(context: Context) -> bytes:
    said = repr((sorted(context.macros.items()), context.publish))
    return digest_of(said.encode("utf-8", "replace"))


def _records(
    parts: Sequence[Part], sources: Sequence[_Sources], context: Context, environment: bytes
) -> list[Record]:
    """What each part holds; an entry that refers to others is read with them."""
    by_key = _by_key(parts, sources, context)
    records = []
    for part, (found, faults) in zip(parts, sources, strict=True):
        if part.record is not None:
            records.append(part.record)
            continue
        entries: list[Entry] = []
        for source in found:
            if source.key and source.type not in _CONTAINERS:
                given = inherit(source, by_key) if refers(source.fields) else {}
                seed = (part.digest, environment, len(entries), sorted(given.items()))
                entries.append(
                    make_entry(source, given, context.publish, digest_of(repr(seed).encode()))
                )
        said = (*faults, *(fault for source in found for fault in source.faults))
        alone = part.alone and not any(refers(source.fields) for source in found)
        digest = part.digest if alone else b""
        records.append(Record(digest, part.chunk.line, tuple(entries), said))
    return records


def _sources(part: Part, context: Context) -> _Sources:
    counter = LineCounter(context.content, part.chunk.start)
    found = [read_source(b, context, counter) for b in part.blocks if b.kind == "entry"]
    return found, list(scanner_faults(part.faults, part.blocks, counter))


def _by_key(
    parts: Sequence[Part], sources: Sequence[_Sources], context: Context
) -> dict[str, SourceEntry]:
    """All entries by case-folded key if one refers to another; known ones are read for it."""
    if not any(refers(source.fields) for found, _ in sources for source in found):
        return {}
    by_key: dict[str, SourceEntry] = {}
    for part, (found, _) in zip(parts, sources, strict=True):
        known = [] if part.record is None else _read_again(part.chunk, context)
        for source in (*found, *known):
            by_key.setdefault(source.key.casefold(), source)
    return by_key


def _read_again(chunk: Chunk, context: Context) -> list[SourceEntry]:
    blocks, _ = scan(context.content, chunk.start, chunk.end, chunk.end)
    counter = LineCounter(context.content, chunk.start)
    return [read_source(b, context, counter) for b in blocks if b.kind == "entry"]


def _placed(parts: Sequence[Part], records: Sequence[Record]) -> Iterator[Record]:
    """The records with the lines and slugs that their entries have in this file."""
    slugs = iter(unique_slugs((e.key for r in records for e in r.entries), taken=_PAGES))
    for part, record in zip(parts, records, strict=True):
        # A record that was just made has lines that count from its chunk's first, from 0.
        moved = part.chunk.line - (record.line if part.record else 0)
        entries = tuple(_at(e, e.line + moved, next(slugs)) for e in record.entries)
        yield Record(record.digest, part.chunk.line, entries, record.faults)


def _at(entry: Entry, line: int, slug: str) -> Entry:
    fits = entry.line == line and entry.slug == slug
    return entry if fits else replace(entry, line=line, slug=slug)
