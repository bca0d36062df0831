"""What the BibTeX parser could not read becomes problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibtexparser.library import Library
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
)

from studylog.bib.text import plain
from studylog.problem import Problem


def line_of_block(block: Block) -> int:
    """Where it begins, counted from 1."""
    return (block.start_line or 0) + 1


def unread(library: Library, path: str) -> Iterator[Problem]:
    """What the parser could not read, at its line."""
    for block in library.failed_blocks:
        if isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            continue  # said with both lines where the entries are read
        yield Problem(path, line_of_block(block), _said(block), _cure(block), "error")


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
