"""Rows and typed entries become what is appended to papers.bib, each thing once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from studylog.bib.parts import all_blocks, as_utf8
from studylog.bib.value import read_macros
from studylog.importing.account import Row
from studylog.importing.bib_files import BibFile, Typed
from studylog.importing.bibtex import Manner, entry_text, manner_of
from studylog.importing.entries import Draft, draft_of
from studylog.importing.keys import free_key
from studylog.importing.known import Known, read_known
from studylog.importing.resources import Found
from studylog.importing.same import Index, alike, same_as


@dataclass
class Shelf:
    """`content` is papers.bib as it was read, `texts` what is to be appended, in order."""

    content: bytes
    manner: Manner = field(init=False)
    before: tuple[Known, ...] = field(init=False)
    index: Index = field(default_factory=Index)
    added: list[Known] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    strings: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.manner = manner_of(self.content)
        self.before = read_known(self.content)
        for entry in self.before:
            self.index.add(entry)
        utf8, _ = as_utf8(self.content)
        blocks = [b for b in all_blocks(utf8) if b.kind == "string"]
        self.strings = read_macros(utf8, blocks)

    def put(self, found: Found, path: str) -> Row:
        """What becomes of a row; if it is a new resource, its entry is added."""
        if found.resource is None:
            return Row(path, found.line, "not a resource", remarks=(found.why,))
        draft = draft_of(found.resource)
        if same := same_as(draft, self.index):
            return there_already(path, found.line, draft, same)
        key = free_key(draft.key, self.index.keys)
        remarks = (*_likeness(alike(draft, self.index)), *draft.remarks)
        self.texts.append(entry_text(draft, key, self.manner))
        self._add(
            Known(key, draft.type, draft.title, draft.status, draft.url, draft.arxiv, draft.doi)
        )
        return Row(
            path, found.line, "imported", key, draft.type, draft.status, draft.title, remarks
        )

    def put_typed(self, typed: Typed, file: BibFile, path: str) -> Row:
        """What becomes of an entry of another .bib file; a new one is added as it was typed."""
        known = typed.known
        row = Row(
            path, known.line, "not a resource", known.key, known.type, known.status, known.title
        )
        if why := _not_whole(typed):
            return replace(row, remarks=(why,))
        if same := same_as(known, self.index):
            return there_already(path, known.line, known, same)
        values = {name: file.macros[name].value for name in file.needed(typed.strings)}
        if other := [
            name for name in values if self.strings.get(name, values[name]) != values[name]
        ]:
            return replace(row, remarks=(f"its @string '{other[0]}' says something else here",))
        remarks = _likeness(alike(known, self.index))
        key, text = free_key(known.key, self.index.keys), typed.text
        if key != known.key and typed.key_at:
            text = text[: typed.key_at[0]] + key + text[typed.key_at[1] :]
            remarks = (*remarks, f"its key '{known.key}' is taken")
        self._define(values, file)
        self.texts.append(text)
        self._add(replace(known, key=key))
        return replace(row, outcome="imported", key=key, remarks=remarks)

    def _define(self, values: Mapping[str, str], file: BibFile) -> None:
        """Adds the @strings that an entry needs and that are not there yet."""
        for name, value in values.items():
            if name not in self.strings:
                self.strings[name] = value
                self.texts.append(file.macros[name].text)

    def _add(self, entry: Known) -> None:
        self.index.add(entry)
        self.added.append(entry)


def there_already(path: str, line: int, new: Draft | Known, there: Known) -> Row:
    """The row of what is there; where the two say other statuses, both are said."""
    said = f"its status is '{new.status}' here and {_named(there.status)} there"
    remarks = (said,) if new.status and new.status != there.status else ()
    facts = (there.key, there.type, there.status, there.title)
    return Row(path, line, "already there", *facts, remarks)


def _named(status: str | None) -> str:
    return f"'{status}'" if status else "not said"


def _likeness(others: tuple[Known, ...]) -> tuple[str, ...]:
    if not others:
        return ()
    shown = ", ".join(other.key for other in others[:3])
    more = f" and {len(others) - 3} more" if len(others) > 3 else ""
    return (f"looks like {shown}{more}",)


def _not_whole(typed: Typed) -> str:
    if not typed.known.key or typed.key_at is None:
        return "an entry without a key"
    return "" if typed.known.whole else "an entry with a fault; studylog check tells which"
