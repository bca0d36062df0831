"""The bytes of a .bib file become its chunks, each with its blocks or what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from studylog.bib.chunks import Chunk, chunks
from studylog.bib.entry import Record
from studylog.bib.scan import scan
from studylog.bib.spans import Block, Fault
from studylog.sources import decode


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk, with its blocks if it is not known. `alone` says that its bytes tell it all."""

    chunk: Chunk
    digest: bytes
    record: Record | None = None
    blocks: tuple[Block, ...] = ()
    faults: tuple[Fault, ...] = ()
    alone: bool = True


def as_utf8(content: bytes) -> tuple[bytes, str, int | None]:
    """The bytes as spans count them, their encoding, and the offset of a byte that is not UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").encode(), "utf-8", None
    _, bad_byte = (None, None) if content.isascii() else decode(content)
    return content, "utf-8" if bad_byte is None else "latin-1", bad_byte


def parts(content: bytes, known: Mapping[bytes, Record]) -> Iterator[Part]:
    """The file in order; a chunk that a value of the one before ran into begins behind it."""
    at = 0
    budget = 1_000_000 + 4 * len(content)  # of bytes looked through behind a chunk, all in all
    for chunk in chunks(content):
        if chunk.end <= at:
            continue
        start = max(chunk.start, at)
        digest = digest_of(content[start : chunk.end])
        if start == chunk.start and (record := known.get(digest)):
            yield Part(chunk, digest, record)
            continue
        most = min(len(content), chunk.end + max(budget, 0))
        blocks, cursor = scan(content, start, chunk.end, most)
        at = cursor.limit
        if not cursor.alone:
            budget -= most - chunk.end
            digest = digest_of(content[start:at])
        no_strings = all(b.kind != "string" for b in blocks)
        alone = cursor.alone and no_strings and start == chunk.start
        yield Part(chunk, digest, None, tuple(blocks), tuple(cursor.faults), alone)


def digest_of(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def all_blocks(content: bytes) -> list[Block]:
    """Every block of a file that `as_utf8` gave, in order."""
    return [block for part in parts(content, {}) for block in part.blocks]
