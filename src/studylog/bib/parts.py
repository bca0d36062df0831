"""The bytes of a .bib file become its chunks, each with its blocks or what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from studylog.bib.chunks import Chunk, chunks
from studylog.bib.entry import Record
from studylog.bib.scan import scan
from studylog.bib.spans import Block, Fault


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk, with its blocks if it is not known. `alone` says that its bytes tell it all."""

    chunk: Chunk
    digest: bytes
    record: Record | None = None
    blocks: tuple[Block, ...] = ()
    faults: tuple[Fault, ...] = ()
    alone: bool = True


def as_utf8(content: bytes) -> tuple[bytes, int | None]:
    """The bytes as spans count them, and the offset of the first that is not UTF-8.

    UTF-16 and UTF-32 are told by their mark; UTF-16 without one by the zeros beside ASCII.
    """
    if codec := _wide(content):
        return content.decode(codec, "replace").encode(), None
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return content, error.start
    return content, None


def _wide(content: bytes) -> str:
    """The encoding with more than one byte for each character; empty if it is none."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[0:64:2], content[1:64:2]
    if len(odd) < 4 or even.count(0) + odd.count(0) != max(even.count(0), odd.count(0)):
        return ""
    if odd.count(0) > len(odd) // 2:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > len(even) // 2 else ""


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
