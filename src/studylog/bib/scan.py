"""A chunk of a .bib file becomes its blocks, and what a reader of BibTeX would pass over.

Linear in the bytes and not recursive: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf says
what BibTeX reads, and tools in the field write a good deal more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studylog.bib.cursor import Cursor, closing
from studylog.bib.scan_fields import read_fields
from studylog.bib.spans import Block, Fault, Kind, as_text
from studylog.problem import nearest

_HEAD = re.compile(rb"@[ \t]*(?P<type>[A-Za-z]+)\s*(?P<open>[{(])")
_BRACES = re.compile(rb"[{}]")
_PARENS = re.compile(rb"[{}()]")
#: The types of BibTeX, and those of BibLaTeX that are typed by hand.
_TYPES = (
    "article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual",
    "mastersthesis", "misc", "online", "phdthesis", "proceedings", "techreport", "thesis",
    "unpublished",
)  # fmt: skip
#: Lines between entries that may have been meant to begin one: without a brace, without '@'.
_NO_HEAD = re.compile(
    rb"(?i)(?:\A|(?<=[\r\n]))[ \t]*(?:@(?!comment\b)(?P<type>[A-Za-z]+)[^\r\n{(@]*+(?=[\r\n]|\Z)"
    rb"(?P<field>(?=(?:\r\n?|\n)[ \t]*[A-Za-z_-]+[ \t]*=[ \t]*[{\"\w]))?"
    rb"|(?:" + "|".join(_TYPES).encode() + rb")[ \t]*\{[ \t]*[^\s,{}]+[ \t]*,[ \t]*(?=[\r\n]|\Z))"
)


def scan(content: bytes, start: int, limit: int, most: int) -> tuple[list[Block], Cursor]:
    """The blocks that begin between `start` and `limit`, and the cursor, which knows the faults.

    A value that is open at `limit` is followed to `most` at the furthest; the cursor's `limit` is
    then behind it. `{}` in a fault stands for the name of its entry.
    """
    cursor = Cursor(content, start, limit, most)
    return list(_blocks(cursor)), cursor


def _blocks(cursor: Cursor) -> Iterator[Block]:
    while head := _HEAD.search(cursor.content, cursor.at, cursor.limit):
        _check_text(cursor, head.start())
        cursor.at = head.end()
        kind = head["type"].lower()
        if kind in (b"comment", b"preamble"):
            yield _passed_over(cursor, head)
        else:
            yield read_fields(cursor, head)
    _check_text(cursor, cursor.limit)


def _passed_over(cursor: Cursor, head: re.Match[bytes]) -> Block:
    """`@comment{...}` and `@preamble{...}`, whatever they hold; an open one costs its line."""
    cursor.at = head.end() - 1
    marks = _PARENS if cursor.next_is(b"(") else _BRACES
    end = closing(cursor, cursor.limit, marks)
    if end < 0:
        cursor.alone = False
        end = closing(cursor, cursor.most, marks)
    kind: Kind = "comment" if head["type"].lower() == b"comment" else "preamble"
    if end < 0:
        said = f"a @{kind} is never closed"
        hint = "add its closing brace; the entries behind it were read"
        cursor.faults.append(Fault(head.start(), said, hint))
        end = head.end() - 1
    cursor.at, cursor.limit = end + 1, max(cursor.limit, end + 1)
    return Block(kind, kind, "", head.start(), head.end(), end + 1)


def _check_text(cursor: Cursor, end: int) -> None:
    """Free text may stand between blocks; what looks like an entry in it is said."""
    for found in _NO_HEAD.finditer(cursor.content, cursor.at, end):
        kind = found["type"]
        if kind and found["field"] is None and not nearest(kind.decode(), _TYPES):
            continue
        written = found[0].lstrip()
        name = as_text(written.strip())
        hint = "add the brace that opens it" if kind else "write '@' in front of it"
        at = found.end() - len(written)
        cursor.faults.append(Fault(at, f"'{name}' begins no entry", hint))
