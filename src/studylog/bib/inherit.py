"""An entry's `crossref` and `xdata` become the fields it has from other entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from studylog.bib.source import SourceEntry
from studylog.problem import did_you_mean

#: What a volume tells of the papers in it. Nothing of the reading is inherited, for a volume that
#: was read does not make its papers read; nor what names the volume itself: title, DOI, address.
_INHERITED = frozenset((
    "booktitle", "booksubtitle", "maintitle", "editor", "publisher", "organization", "institution",
    "school", "series", "volume", "number", "journal", "journaltitle", "year", "month", "date",
    "address", "location", "venue", "eventtitle", "language", "edition", "issn", "isbn",
))  # fmt: skip
_OF_XDATA = _INHERITED | {"author", "abstract", "pages", "note", "howpublished", "type"}
#: Among more keys no near one is looked for: a file may lack as many as it has.
_FEW = 500
_DEEPEST = 64


def refers(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that the entry has fields from, the nearest first."""
    xdata = tuple(k.strip() for k in fields.get("xdata", "").split(",") if k.strip())
    parent = fields.get("crossref", "").strip()
    return (*xdata, parent) if parent else xdata


def inherit(entry: SourceEntry, sources: Mapping[str, SourceEntry]) -> dict[str, str]:
    """The fields that the entry lacks and those it refers to have.

    `sources` are by case-folded key, as BibTeX compares them in `crossref`. A key that is not
    there, or that leads back to the entry, is a fault of the entry. Rules:
    https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf, appendix B.
    """
    found: dict[str, str] = {}
    for parent, allowed, depth in _parents(entry, sources):
        for name, value in parent.fields.items():
            if name in allowed and name not in entry.fields:
                found.setdefault(name, value)
        is_volume = depth == 1 and parent.type != "xdata" and bool(parent.fields.get("title"))
        if is_volume and "booktitle" not in entry.fields:
            found.setdefault("booktitle", parent.fields["title"])
    return found


def _parents(
    entry: SourceEntry, sources: Mapping[str, SourceEntry]
) -> Iterator[tuple[SourceEntry, frozenset[str], int]]:
    """The nearest first, each once, with the fields it may give and how far away it is."""
    seen = {entry.key.casefold()}
    waiting = [(key, entry, 1) for key in refers(entry.fields)]
    while waiting:
        key, child, depth = waiting.pop(0)
        name = "crossref" if key == child.fields.get("crossref", "").strip() else "xdata"
        folded = key.casefold()
        parent = sources.get(folded)
        if parent is None:
            _say_unknown(entry, child, name, key, sources)
        elif folded == entry.key.casefold():
            way = "" if child is entry else f", by way of '{child.key}'"
            entry.fault(name, f"refers to itself in {name}{way}", "take one reference away")
        elif folded not in seen and depth <= _DEEPEST:
            seen.add(folded)
            yield parent, _OF_XDATA if parent.type == "xdata" else _INHERITED, depth
            waiting += [(further, parent, depth + 1) for further in refers(parent.fields)]


def _say_unknown(
    entry: SourceEntry, child: SourceEntry, name: str, key: str, sources: Mapping[str, SourceEntry]
) -> None:
    """Once, at the entry that has the reference."""
    if child is entry:
        few = len(sources) <= _FEW
        hint = did_you_mean(key, _near(key.casefold(), sources)) if few else ""
        said = f"refers to '{key}' in {name}, which is no entry"
        entry.fault(name, said, hint or "add the entry, or take the field away")


def _near(folded: str, sources: Mapping[str, SourceEntry]) -> list[str]:
    """The keys among which the one that was meant is, found fast: a file may lack many."""
    distance = DamerauLevenshtein.distance
    found = extract(folded, sources.keys(), scorer=distance, score_cutoff=2, limit=None)
    beginning = [] if found else [name for name in sources if name.startswith(folded)]
    return [sources[name].key for name in (*(name for name, _, _ in found), *beginning)]
