"""Each brace, comma and quote of a good papers.bib is deleted or doubled in turn.

The scanner is held to what it owes a person who mistypes one of them: the fault is said where it
is, or nothing changed; and no other entry loses anything. Files in which values stand in quotes,
entries in parentheses, and lines that begin with blanks or end in two bytes are made from our own
papers.bib. Of each file's mutants a fixed part is tried, so that the whole takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from studylog.bib import read_bibliography
from studylog.bib.parts import parts
from studylog.bib.spans import Block

PLAIN = (Path(__file__).parents[2] / "papers.bib").read_bytes()
#: One of so many mutants is tried, and of those inside of values; 1 tries them all. They share no
#: factor with what repeats in the file, so that braces, commas and quotes of every kind of field
#: come up; and each file begins with another, so that together they have five times as many.
STRIDE, INNER = 23, 5


def _in_quotes(content: bytes) -> bytes:
    return _with_delimiters(content, b'"', b'"')


def _with_delimiters(content: bytes, opening: bytes, closing: bytes) -> bytes:
    """With every value that is a single text between other signs."""
    at, out = 0, []
    for block in scanned(content).blocks:
        for field in block.fields:
            (piece,) = field.pieces
            if piece.kind and b'"' not in content[piece.start : piece.end]:
                out += [content[at : piece.start - 1], opening]
                out += [content[piece.start : piece.end], closing]
                at = piece.end + 1
    return b"".join((*out, content[at:]))


def _in_parentheses(content: bytes) -> bytes:
    at, out = 0, []
    for block in scanned(content).blocks:
        brace = content.index(b"{", block.start)
        out += [content[at:brace], b"(", content[brace + 1 : block.end - 1], b")"]
        at = block.end
    return b"".join((*out, content[at:]))


def _with_two_bytes(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


@dataclass(frozen=True)
class Scanned:
    """What the scanner told of a file: blocks, lines of its faults, and the texts of entries."""

    blocks: list[Block]
    lines: list[int]
    entries: list[object]


def scanned(content: bytes) -> Scanned:
    blocks, lines = [], []
    for part in parts(content, {}):
        blocks += [b for b in part.blocks if b.kind == "entry"]
        lines += [content.count(b"\n", 0, fault.at) + 1 for fault in part.faults]
    entries = [
        (b.type, b.key, [(f.name, [content[p.start : p.end] for p in f.pieces]) for f in b.fields])
        for b in blocks
    ]
    return Scanned(blocks, lines, entries)


FILES = {
    "as it is": PLAIN,
    "in quotes": _in_quotes(PLAIN),
    "in parentheses": _in_parentheses(PLAIN),
    "with CRLF": _with_two_bytes(PLAIN),
    "indented": PLAIN.replace(b"\n", b"\n  "),
}


@dataclass(frozen=True)
class Mutant:
    """A file with one byte less or more; `line` is that byte's, `entry` the number of its entry."""

    content: bytes
    line: int
    entry: int
    field: int | None = None


def delimiters(content: bytes, block: Block) -> Iterator[int]:
    """Where the signs stand that delimit the entry, its fields and its values."""
    yield re.compile(rb"[{(]").search(content, block.start).start()  # type: ignore[union-attr]
    yield block.key_end
    yield block.end - 1
    for field in block.fields:
        for piece in field.pieces:
            if piece.kind:
                yield piece.start - 1
                yield piece.end
        if comma := re.compile(rb"\s*,").match(content, field.end):
            yield comma.end() - 1


def mutants(content: bytes) -> Iterator[Mutant]:
    for number, block in enumerate(scanned(content).blocks):
        for at in delimiters(content, block):
            yield from _both(content, at, number)


def inner_mutants(content: bytes) -> Iterator[Mutant]:
    """Those whose damaged sign stands inside a value."""
    for number, block in enumerate(scanned(content).blocks):
        for index, field in enumerate(block.fields):
            for piece in field.pieces:
                for found in re.finditer(rb'[{}",]', content[piece.start : piece.end]):
                    yield from _both(content, piece.start + found.start(), number, index)


def tried(found: Iterator[Mutant], name: str, stride: int) -> list[Mutant]:
    """The file's share."""
    return list(found)[list(FILES).index(name) * stride // len(FILES) :: stride]


def _both(content: bytes, at: int, entry: int, field: int | None = None) -> Iterator[Mutant]:
    line = content.count(b"\n", 0, at) + 1
    for signs in (b"", content[at : at + 1] * 2):
        yield Mutant(content[:at] + signs + content[at + 1 :], line, entry, field)


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def content(name: str) -> bytes:
    return FILES[name]


def test_the_files_are_the_same_bibliography(content: bytes) -> None:
    found, expected = scanned(content), scanned(PLAIN)
    assert len(found.entries) > 50
    assert found.entries == expected.entries
    assert found.lines == []


def test_a_damaged_delimiter_is_said_at_its_line_and_costs_no_other_entry(
    name: str, content: bytes
) -> None:
    whole = scanned(content).entries
    far, said = [], 0
    for mutant in tried(mutants(content), name, STRIDE):
        found = scanned(mutant.content)
        assert_others_are_there(mutant, whole, found.entries)
        if not found.lines:
            assert found.entries == whole, mutant.line
        else:
            said += 1
            if min(abs(line - mutant.line) for line in found.lines) > 1:
                far.append((mutant.line, found.lines))
    assert said > 100
    assert len(far) <= 0.05 * said, far


def assert_others_are_there(mutant: Mutant, whole: list[object], found: list[object]) -> None:
    before, behind = mutant.entry, len(whole) - mutant.entry - 1
    assert found[:before] == whole[:before], mutant.line
    assert behind == 0 or found[-behind:] == whole[-behind:], mutant.line


def test_a_sign_inside_a_value_is_said_or_changes_this_value_only(
    name: str, content: bytes
) -> None:
    whole = scanned(content).entries
    given = tried(inner_mutants(content), name, INNER)
    assert len(given) > 100
    for mutant in given:
        found = scanned(mutant.content)
        assert_others_are_there(mutant, whole, found.entries)
        if found.lines:
            assert min(abs(line - mutant.line) for line in found.lines) <= 1, mutant.line
        else:
            assert_only_one_value_differs(mutant, whole, found.entries)


def assert_only_one_value_differs(mutant: Mutant, whole: list[object], found: list[object]) -> None:
    assert len(found) == len(whole), mutant.line
    (kind, key, fields), (now_kind, now_key, now) = whole[mutant.entry], found[mutant.entry]  # type: ignore[misc]
    assert (kind, key, [n for n, _ in fields]) == (now_kind, now_key, [n for n, _ in now])
    others = [i for i in range(len(fields)) if i != mutant.field]
    assert [fields[i] for i in others] == [now[i] for i in others], mutant.line


def test_a_person_is_told_of_each_damage_by_the_reader(name: str, content: bytes) -> None:
    whole = {e.key: e.title for e in read_bibliography(content).entries}
    keys = list(whole)
    for mutant in tried(mutants(content), name, STRIDE * 13):
        found = read_bibliography(mutant.content)
        others = {e.key: e.title for e in found.entries if e.key != keys[mutant.entry]}
        missing = {
            k: t for k, t in whole.items() if k != keys[mutant.entry]
        }.items() - others.items()
        assert not missing, mutant.line
        told = [p.line for p in found.problems if p.line is not None]
        same = [e.title for e in found.entries] == list(whole.values())
        assert same or any(abs(line - mutant.line) <= 1 for line in told), mutant.line
