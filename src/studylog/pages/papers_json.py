"""The entries become /papers.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from studylog.bib import Entry
from studylog.pages.urls import Citing


def render_papers_json(
    entries: Sequence[Entry],
    cited_in: Mapping[str, Sequence[Citing]],
    addresses: Mapping[str, str],
    *,
    site_url: str = "",
) -> str:
    """A list in the order of the file; addresses are absolute where the site's is known.

    `addresses` holds those of the entries' pages by slug.
    """
    rows = []
    for entry in entries:
        row: dict[str, Any] = entry_facts(entry)
        address = addresses.get(entry.slug)
        row["page"] = None if address is None else site_url + address
        row["cited_in"] = [
            {"url": site_url + c.url, "title": c.title} for c in cited_in.get(entry.key, ())
        ]
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def entry_facts(entry: Entry) -> dict[str, Any]:
    """The public facts of an entry, None where unknown."""
    return {
        "key": entry.key,
        "type": entry.type,
        "title": str(entry.title) or None,
        "authors": [str(name) for name in entry.authors],
        "year": int(entry.year) if entry.year else None,
        "venue": str(entry.venue) or None,
        "status": entry.status,
        "topics": list(entry.topics),
        "added": entry.added,
        "started": entry.started,
        "finished": entry.finished,
        "rating": entry.rating,
        "priority": entry.priority,
        "url": entry.url,
        "arxiv": entry.arxiv,
        "doi": entry.doi,
    }
