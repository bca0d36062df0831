"""The fields of an entry become an `Entry`: decoded, its names split, nothing private in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from studylog.bib.entry import Detail, Entry, Said
from studylog.bib.fields import read_reading
from studylog.bib.links import arxiv_id, clean_url, doi, files, links
from studylog.bib.names import read_names
from studylog.bib.published import is_local_path, public_fields
from studylog.bib.source import SourceEntry
from studylog.bib.status_lines import without_status_lines
from studylog.bib.text import Maths, Text, decode
from studylog.maths import typeset

_VENUE = ("journal", "journaltitle", "booktitle", "maintitle", "publisher", "institution",
          "school", "organization", "howpublished")  # fmt: skip
_DETAILS = {
    "editor": "Editors", "translator": "Translators", "series": "Series", "volume": "Volume",
    "number": "Number", "issue": "Issue", "pages": "Pages", "chapter": "Chapter",
    "edition": "Edition", "publisher": "Publisher", "institution": "Institution",
    "school": "School", "organization": "Organization", "eventtitle": "Event",
    "location": "Place", "address": "Place", "venue": "Venue", "language": "Language",
    "isbn": "ISBN", "issn": "ISSN", "version": "Version", "pubstate": "State",
    "addendum": "Addendum",
}  # fmt: skip
_OF_READING = ("status", "topics", "added", "started", "finished", "rating", "priority")
#: What arXiv's entries repeat in `note`: `arXiv:2010.11929 [cs]`.
_ONLY_ID = re.compile(r"\s*arXiv:\S+(?:\s*\[[\w.,\s-]+\])?(?:\s*version: \d+)?\s*", re.I)
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_YEAR = re.compile(r"[0-9]{4}")


def make_entry(
    source: SourceEntry,
    inherited: Mapping[str, str],
    publish: tuple[str, ...],
    digest: bytes = b"",
) -> Entry:
    """The entry, without a slug; what is wrong with its fields is added to the source's faults.

    `inherited` are fields of the entries it refers to; they speak of no reading.
    """
    reading = read_reading(source.fields)
    for fault in reading.faults:
        source.fault(fault.field, fault.said, fault.hint, fault.level)
    fields, local = public_fields({**inherited, **source.fields}, publish)
    for name in local:
        said = f"has a path of your computer in the field '{name}', which is not published"
        source.fault(name, said, "take it away, or keep it in the field 'file'")
    fields = {name: without_status_lines(value) for name, value in fields.items()}
    if not fields.get("title"):
        source.fault("", "has no title", "add title = {...}", "note")
    arxiv = arxiv_id(fields)
    venue = _venue(fields)
    year = _YEAR.search(fields.get("year") or fields.get("date") or "")
    texts: dict[str, Any] = {
        **_texts(source, fields, venue, arxiv),
        **{name: getattr(reading, name) for name in _OF_READING},
    }
    texts["topics"] = tuple(topic for topic in reading.topics if not is_local_path(topic))
    if reading.status and is_local_path(reading.status):
        texts["status"] = None
    return Entry(
        key=source.key,
        slug="",
        type=source.type,
        line=source.line,
        authors=read_names(fields.get("author") or fields.get("editor") or ""),
        year=year[0] if year else None,
        url=clean_url(fields.get("url", "")),
        arxiv=arxiv,
        doi=doi(fields),
        links=links(fields),
        details=_details(fields, venue, publish),
        files=files(fields),
        digest=digest,
        **texts,
    )


def _texts(
    source: SourceEntry, fields: Mapping[str, str], venue: str, arxiv: str | None
) -> dict[str, Text]:
    """Title, venue, abstract and note; a formula that can't be typeset is a fault."""
    note = fields.get("note", "")
    texts = {
        "title": _title(fields),
        "venue": _venue_text(fields.get(venue, ""), arxiv),
        "abstract": decode(fields.get("abstract", "")),
        "note": decode("" if arxiv and _ONLY_ID.fullmatch(note) else note),
    }
    for name, text in texts.items():
        _check_formulas(source, venue if name == "venue" else name, text)
    return texts


def _title(fields: Mapping[str, str]) -> Text:
    """With its subtitle, as BibLaTeX prints them."""
    title, subtitle = decode(fields.get("title", "")), decode(fields.get("subtitle", ""))
    return Text((*title.parts, ": ", *subtitle.parts)) if title and subtitle else title or subtitle


def _venue(fields: Mapping[str, str]) -> str:
    """The name of the field that tells where it appeared; an address is no venue."""
    name = next((name for name in _VENUE if fields.get(name)), "")
    value = fields.get(name, "")
    is_address = "\\url" in value or "://" in value or "arxiv" in value.lower()
    return "" if is_address else name


def _venue_text(value: str, arxiv: str | None) -> Text:
    """What appeared nowhere else appeared on arXiv, which DBLP calls CoRR."""
    text = decode(value)
    return Text(("arXiv",)) if arxiv and str(text) in ("", "CoRR") else text


def _details(fields: Mapping[str, str], venue: str, publish: tuple[str, ...]) -> tuple[Detail, ...]:
    """Further facts in a fixed order, then the fields that the log publishes of its own."""
    found = []
    for name, label in _DETAILS.items():
        if name not in fields or name == venue or _is_noise(name, fields):
            continue
        value = fields[name]
        if name in ("editor", "translator"):
            text = Text((", ".join(str(person) for person in read_names(value)),))
        elif name == "pages":
            text = decode(_RANGE.sub("--", value))
        else:
            text = decode(value)
        if text:
            found.append(Detail(label, text))
    own = {name.lower(): name for name in publish}
    found += [
        Detail(own[name].capitalize(), decode(fields[name]))
        for name in own
        if fields.get(name) and name not in _DETAILS
    ]
    return tuple(d for d in found if d.text)


def _is_noise(name: str, fields: Mapping[str, str]) -> bool:
    """Whether the field tells nothing that is not shown already, or nothing of the entry itself."""
    value = fields[name].strip()
    return (
        (name == "editor" and not fields.get("author"))  # they stand for the authors
        or (name == "volume" and value.startswith("abs/"))
        or (name == "publisher" and value.lower() == "arxiv")
        or (name == "pubstate" and value.lower() == "prepublished")
        or (name == "address" and bool(fields.get("location")))
    )


def _check_formulas(source: SourceEntry, name: str, text: Text) -> None:
    for part in text.parts:
        if isinstance(part, Maths) and (fault := typeset(part.tex).fault):
            said = f"the formula '{part.tex}' can't be typeset"
            line = source.lines.get(name, source.line)
            source.faults.append(Said(line, said, fault, "warning"))
