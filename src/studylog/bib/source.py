"""An entry's block becomes its fields as text, each with its line, and what is wrong with them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studylog.bib.agreed import differs
from studylog.bib.chunks import LineCounter
from studylog.bib.entry import Said
from studylog.bib.spans import Block, Fault
from studylog.bib.value import LONGEST, read_value
from studylog.problem import Level

#: What neither LaTeX nor a citation can name: `[@a b]`, `\\cite{a,b}`.
_UNSAFE = re.compile(r"[\s,;@\[\]{}\"#%~\\='()<>`]|\.\.|[\x00-\x1f\x7f]")

#: Where readers of BibTeX part ways.
_DOUBTFUL = re.compile(rb"\\[{}]|@")


@dataclass(frozen=True, slots=True)
class Context:
    """What the reading of a block depends on beside its own bytes."""

    content: bytes
    macros: Mapping[str, str]
    publish: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """The fields by their lower-case names, the first of a name; lines count from the chunk's."""

    key: str
    type: str
    line: int
    fields: Mapping[str, str]
    lines: Mapping[str, int]
    faults: list[Said] = field(default_factory=list)

    def fault(self, name: str, said: str, hint: str, level: Level = "warning") -> None:
        """Adds a fault at the line of the field, or of the entry."""
        line = self.lines.get(name, self.line)
        self.faults.append(Said(line, f"{named(self.key)} {said}", hint, level))


def named(key: str) -> str:
    return f"entry '{key}'" if key else "an entry"


def read_source(block: Block, context: Context, counter: LineCounter) -> SourceEntry:
    """The entry of a block, its lines as `counter` tells them."""
    content = context.content
    line = counter.line_of(block.start)
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    entry = SourceEntry(block.key, block.type, line, fields, lines)
    for given in block.fields:
        here = counter.line_of(given.start)
        value = read_value(content, given.pieces, context.macros, guessed=block.guessed)
        if given.name in fields:
            said = f"has the field '{given.name}' twice; the first counts"
            entry.faults.append(
                Said(here, f"{named(entry.key)} {said}", "keep one of the two", "warning")
            )
            continue
        fields[given.name], lines[given.name] = value.text, here
        for word in value.words:
            said = f"has '{word}' in {given.name} without braces, and no @string of that name"
            entry.fault(given.name, said, f"write {{{word}}} or define it", "note")
        if value.cut:
            said = f"has more than {LONGEST:,} characters from @strings in {given.name}"
            entry.fault(given.name, said, "the rest is left out; write the value itself")
    _check_key(entry)
    if block.sound and content[block.end - 1 : block.end] == b")":
        entry.fault("", "stands in parentheses", "write braces, which every program reads", "note")
    name = differs(content, block) if block.sound and entry.key else None
    if name is not None and _DOUBTFUL.search(content, block.start + 1, block.end):
        said = f"is read differently by other programs{f', in the field {name!r}' if name else ''}"
        entry.fault(name, said, "look for braces behind a backslash and for '@' in a value", "note")
    return entry


def _check_key(entry: SourceEntry) -> None:
    if not entry.key:
        hint = "write a key after the opening brace, such as he2016deep"
        entry.faults.append(Said(entry.line, "an entry has no key", hint, "error"))
    elif found := _UNSAFE.search(entry.key):
        what = "blanks" if found[0].isspace() else f"'{found[0]}'"
        entry.fault("", f"has {what} in its key", "use letters, digits and . : / + - _ only")


def scanner_faults(
    faults: Iterable[Fault], blocks: Sequence[Block], counter: LineCounter
) -> Iterator[Said]:
    """The faults that the scanner found, with the names of their entries."""
    starts = [block.start for block in blocks]
    for fault in sorted(faults):
        before = bisect_right(starts, fault.at) - 1
        block = blocks[before] if before >= 0 and fault.at <= blocks[before].end else None
        what = (
            "an @string" if block and block.kind == "string" else named(block.key if block else "")
        )
        said = fault.said.replace("{}", what)
        yield Said(counter.line_of(fault.at), said, fault.hint, fault.level)
