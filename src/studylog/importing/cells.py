"""The cells of a table's row become what they say of a resource, by the headers of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studylog.dialect import Row, Table, links_of, plain_text
from studylog.dialect.inline import References
from studylog.importing.addresses import Address, first_address
from studylog.tasks.columns import resource_column
from studylog.words import without_controls

#: What the header of a column says that its cells are.
_ROLES: Mapping[str, str] = {
    "note": "note", "notes": "note", "comment": "note", "comments": "note",
    "author": "author", "authors": "author", "author(s)": "author",
    "year": "year", "venue": "venue", "code": "code", "slides": "slides",
    "format": "format", "type": "format", "kind": "format",
}  # fmt: skip
_YEAR = re.compile(r"[12][0-9]{3}")
_SEMICOLONS = re.compile(r"\s*;\s*")
_AMPERSANDS = re.compile(r"\s*,?\s+(?:&|and)\s+", re.I)
_INITIALS = re.compile(r"(?:\w\.?[ -]?){1,4}")
_ET_AL = re.compile(r",?\s+et\.?\s+al\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row says. `title` is plain text, `note` lines as typed; the others are plain text,
    empty where there is nothing, `authors` as BibTeX parts them."""

    title: str
    address: Address | None = None
    note: str = ""
    authors: str = ""
    year: str = ""
    venue: str = ""
    code: str = ""
    slides: str = ""


def roles_of(table: Table, progress: int | None, references: References) -> tuple[str, ...]:
    """What each column holds: one of a fixed set, each once, or empty for any other."""
    roles: list[str] = []
    for number, header in enumerate(table.header):
        role = _ROLES.get(plain_text(header, references).casefold(), "")
        role = "progress" if number == progress else role
        roles.append("" if role in roles else role)
    return tuple(roles)


def read_cells(
    table: Table,
    row: Row,
    roles: tuple[str, ...],
    progress: int | None,
    references: References,
) -> Cells:
    """What the row says of its resource; its title is empty where that has no text."""
    at = resource_column(table, row, progress, references)
    own = {role: row.cells[n].strip() for n, role in enumerate(roles) if role and n != at}
    address = _address(row, roles, at, references)
    year = plain_text(own.get("year", ""), references)
    fields = {name: _link_in(own.get(name, ""), references) for name in ("code", "slides")}
    fields["year"] = year if _YEAR.fullmatch(year) else ""
    note = [own.get("note", "")]
    for number, role in enumerate(roles):
        left = role in fields and not fields[role]
        cell = row.cells[number]
        if number != at and (not role or left) and not _is_only(cell, address, references):
            note.append(_line(plain_text(table.header[number], references), cell))
    return Cells(
        title=title_of(plain_text(row.cells[at], references)),
        address=address,
        note="\n".join(line for line in note if line),
        authors=authors_of(plain_text(own.get("author", ""), references)),
        venue=plain_text(own.get("venue", ""), references),
        **fields,
    )


def title_of(text: str) -> str:
    """The plain text in one line, without characters that no file of BibTeX can hold."""
    return " ".join(without_controls(text).split())


def authors_of(written: str) -> str:
    """Names as people list them, with BibTeX's `and` between; what is not clear stays whole.

    >>> authors_of("Kaiming He, Xiangyu Zhang & Jian Sun")
    'Kaiming He and Xiangyu Zhang and Jian Sun'
    """
    bare = _ET_AL.sub("", written)
    parts = _SEMICOLONS.split(bare) if ";" in bare else _AMPERSANDS.split(bare)
    if ";" not in bare and not (len(parts) > 1 and all(map(_is_family_first, parts))):
        parts = [name for part in parts for name in _commas(part, alone=len(parts) == 1)]
    names = [name.strip(" ,") for name in parts]
    if bare != written:
        names.append("others")
    return " and ".join(name for name in names if name)


def _is_family_first(part: str) -> bool:
    """Whether it may be one name typed as `Bühler, Katja`."""
    return part.strip(" ,").count(",") == 1


def _commas(part: str, *, alone: bool) -> list[str]:
    """The names between commas; `He, Kaiming` is one name, `He, K., Zhang, X.` are two."""
    names = [name.strip() for name in part.split(",")]
    if all(_INITIALS.fullmatch(name) for name in names[1::2]) and len(names) % 2 == 0:
        return [f"{family}, {given}" for family, given in zip(names[::2], names[1::2], strict=True)]
    if all(" " in name for name in names) or len(names) > 2:
        return names
    return [part] if alone else names


def _address(row: Row, roles: tuple[str, ...], at: int, references: References) -> Address | None:
    """That of the first link in the resource's cell, else of a cell that begins with one."""
    if found := first_address(links_of(row.cells[at], references)):
        return found
    others = (
        cell
        for number, (cell, role) in enumerate(zip(row.cells, roles, strict=True))
        if number != at and role in ("", "note")
    )
    links = (first_address(links_of(cell, references), at_start=True) for cell in others)
    return next((address for address in links if address), None)


def _link_in(cell: str, references: References) -> str:
    found = first_address(links_of(cell, references))
    return found.url if found else ""


def _is_only(cell: str, address: Address | None, references: References) -> bool:
    """Whether the cell holds nothing but the link that became the address."""
    links = links_of(cell, references)
    return (
        address is not None
        and len(links) == 1
        and first_address(links) == address
        and plain_text(cell, references) == links[0].text
    )


def _line(header: str, cell: str) -> str:
    text = cell.strip()
    return (f"{header}: {text}" if header else text) if text else ""
