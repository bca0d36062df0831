"""papers.json holds the public facts of every entry, null where unknown."""

from __future__ import annotations

import json

from studylog.bib import read_bibliography
from studylog.pages import Citing, entry_url, render_papers_json

FULL = rb"""
@article{k, title={A \& $x$}, author={Doe, J. and others}, year={2020}, journal={J}, status={read},
  keywords={a, b},
  added={2024-01-01}, started={2024-01}, finished={2024-02-02}, rating={4}, priority={1},
  url={https://e.org}, eprint={2001.00001}, doi={10.1000/x}, owner={me}, file={:C\:/x.pdf:PDF}}
@misc{bare}
"""


def rows(*, pages: bool = True, site_url: str = "") -> list[dict[str, object]]:
    entries = read_bibliography(FULL).entries
    addresses = {e.slug: entry_url(e) for e in entries} if pages else {}
    cited_in = {"k": [Citing("blog/x/", "X")]}
    return json.loads(render_papers_json(entries, cited_in, addresses, site_url=site_url))


def test_every_field_of_the_contract_is_there() -> None:
    full, bare = rows(site_url="https://s.org/log/")
    assert full == {
        "key": "k",
        "type": "article",
        "title": "A & $x$",
        "authors": ["J. Doe", "et al."],
        "year": 2020,
        "venue": "J",
        "status": "read",
        "topics": ["a", "b"],
        "added": "2024-01-01",
        "started": "2024-01",
        "finished": "2024-02-02",
        "rating": 4,
        "priority": 1,
        "url": "https://e.org",
        "arxiv": "2001.00001",
        "doi": "10.1000/x",
        "page": "https://s.org/log/papers/k/",
        "cited_in": [{"url": "https://s.org/log/blog/x/", "title": "X"}],
    }
    assert bare == {
        **dict.fromkeys(full),
        "key": "bare",
        "type": "misc",
        "authors": [],
        "topics": [],
        "cited_in": [],
        "page": "https://s.org/log/papers/bare/",
    }


def test_without_entry_pages_there_is_no_address() -> None:
    assert [row["page"] for row in rows(pages=False)] == [None, None]


def test_no_entries_give_an_empty_list() -> None:
    assert render_papers_json([], {}, {}) == "[]\n"
