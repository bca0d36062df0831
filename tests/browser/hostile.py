"""A log whose .bib file holds every payload in every field, and the same log with tame words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.browser.payloads import PAYLOADS
from tests.logs import REPOSITORY, make_log

#: Every field that takes any text. `annote` is private, unless the log opens it.
FIELDS = (
    "title", "subtitle", "author", "editor", "translator", "journal", "booktitle", "maintitle",
    "series", "volume", "number", "issue", "pages", "chapter", "edition", "year", "month", "date",
    "publisher", "organization", "institution", "school", "address", "location", "eventtitle",
    "venue", "howpublished", "type", "version", "language", "doi", "eprint", "eprinttype",
    "archiveprefix", "primaryclass", "isbn", "issn", "abstract", "note", "addendum", "pubstate",
    "keywords", "tags", "abbr", "arxiv", "url", "pdf", "html", "code", "slides", "video", "website",
    "poster", "blog", "supp", "added", "started", "rating", "priority", "annote",
)  # fmt: skip
_KEY_BREAKERS = frozenset('{}(),="#%\\@;[]~ \t\r\n\x00\x0b\x0c\x1b\x7f\x85\u2028\u2029')
TAME = ("Word", "$x_1 < 2$ and more", "https://example.org/tame", "1706.03762")


def odd_key(number: int, payload: str) -> str:
    """A key that holds what BibTeX allows of the payload."""
    allowed = "".join(c for c in payload if c not in _KEY_BREAKERS and c.isprintable())
    return f"a{number:04}{allowed[:60]}"


def entries(payloads: Sequence[str]) -> str:
    """Two for each payload: alone in every field, and among other words and as a status."""
    return "\n".join(
        text for number, payload in enumerate(payloads) for text in _entries(number, payload)
    )


def _entries(number: int, payload: str) -> list[str]:
    every = {**dict.fromkeys(FIELDS, payload), "status": "read", "finished": f"20{number % 90:02}"}
    plain = payload.encode("ascii", "ignore").decode()
    among = {
        "title": f"zebra {payload} zebra", "author": f"Doe, {payload} and Roe, {{{payload}}}",
        "journal": f"Zebra {payload}", "note": f"see https://example.org/{payload} zebra",
        "url": f"https://example.org/{payload}", "doi": f"10.1000/{payload}",
        "keywords": f"zebra, {payload}, {payload} zebra", "year": "2021", "status": plain,
    }  # fmt: skip
    return [
        _entry("article", f"k{number:04}", every),
        _entry("misc", odd_key(number, payload), among),
    ]


def _entry(kind: str, name: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items())
    return f"@{kind}{{{name},\n{lines}}}\n"


def make(root: Path, payloads: Sequence[str] = PAYLOADS) -> Path:
    """A log that cites the entries wherever a citation can stand, and lists them in blocks."""
    keys = [f"k{number:04}" for number in range(len(payloads))]
    odd = [odd_key(number, payload) for number, payload in enumerate(payloads)]
    odd = [name for name in odd if not set(name) & set("<>&*_`|:!$^")]
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    files = {
        "mkdocs.yml": settings.replace("topics: topics.md", "publish: [annote]"),
        "papers.bib": entries(payloads),
        "docs/index.md": "# Home\n\n```reading-list\n```\n",
        "docs/lists.md": f"# Lists\n\n{_blocks()}\n{_paragraphs([*keys, *odd])}",
        "docs/cited.md": f"# About [@{keys[0]}]\n\n{_everywhere(keys[::4])}",
        "docs/tasks.md": "# Tasks\n\n" + "".join(f"- [ ] read [@{name}]\n" for name in keys[:40]),
    }
    for at in range(0, len(keys), 100):
        day = f"2026-01-{at // 100 + 1:02}"
        words = _paragraphs(keys[at : at + 100])
        files[f"posts/{day}-post.md"] = f"# Post on [@{keys[at]}]\n\n{words}\n<!-- more -->\n\nx\n"
    return make_log(root, files=dict(files))


def _blocks() -> str:
    lists = (
        "",
        "topic: zebra\nsort: -title\n",
        "columns: title, key, status, type, authors, venue, topics, year, rating, priority, added, "
        "started, finished, links\n",
    )
    charts = ("finished", "topics", "queue", "activity")
    return "".join(f"```reading-list\n{options}```\n\n" for options in lists) + "".join(
        f"```chart\nkind: {kind}\n```\n\n" for kind in charts
    )


def _paragraphs(keys: Sequence[str]) -> str:
    return "\n".join(f"As [@{name}] and [@{name}, p. 3] say.\n" for name in keys)


def _everywhere(keys: Sequence[str]) -> str:
    """In headings, tables, lists, quotes, footnotes, admonitions, links and emphasis."""
    parts = [
        f"## Heading of [@{name}]\n\n| a | b |\n|---|---|\n| [@{name}] | **[@{name}]** |\n\n"
        f'- item [@{name}]\n\n> quote [@{name}]\n\n!!! note "On [@{name}]"\n    [@{name}]\n\n'
        f"[link [@{name}]](lists.md) and a note[^{at}].\n\n[^{at}]: Note [@{name}]\n"
        for at, name in enumerate(keys)
    ]
    return "\n".join(parts)
