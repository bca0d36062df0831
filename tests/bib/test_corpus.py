"""Files that other people's programs wrote hold what was counted in them by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from studylog.bib import Bibliography, read_bibliography
from studylog.bib.parts import as_utf8, parts
from tests.bib.spans import assert_spans_are_true
from tests.samples import samples

ENTRIES = {
    "al-folio-papers.bib": 13,
    "article_missing_coma.bib": 4,
    "article_start_with_bom.bib": 1,
    "bbt-paren-entries-873.bib": 988,
    "bbt-unbalanced-vphantom.bib": 2,
    "comments_percentage_nolastcoma.bib": 2,
    "crossref_cascading_cycle.bib": 2,
    "dblp-export.bib": 78,
    "features2.bib": 1,
    "jabref-chocolate.bib": 15,
    "jabref-complex.bib": 20,
    "jabref-crossref.bib": 4,
    "jabref-user-comments.bib": 2,
    "jabref-utf16le-bom.bib": 1,
    "jabref-utf8-bom.bib": 2,
    "pybtex-xampl.bib": 36,
    "traps.bib": 1,
}


def content_of(name: str) -> bytes:
    return (samples() / "corpus" / "bib" / name).read_bytes()


def read(name: str) -> Bibliography:
    return read_bibliography(content_of(name))


def test_every_file_was_counted() -> None:
    assert sorted(p.name for p in _files()) == sorted(ENTRIES)


def _files() -> list[Path]:
    return list((samples() / "corpus" / "bib").iterdir())


@pytest.mark.parametrize("name", ENTRIES)
def test_as_many_entries_are_read_as_were_counted(name: str) -> None:
    assert len(read(name).entries) == ENTRIES[name]


@pytest.mark.parametrize("name", ENTRIES)
def test_every_span_is_that_of_what_it_names(name: str) -> None:
    assert_spans_are_true(content_of(name))


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_is_in_the_line_it_begins_in(name: str) -> None:
    content, _ = as_utf8(content_of(name))
    lines = content.splitlines()
    for entry in read(name).entries:
        assert (
            lines[entry.line - 1]
            .lstrip(b"\xef\xbb\xbf \t")
            .lower()
            .startswith(b"@" + entry.type.encode())
        ), entry.key


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("jabref-chocolate.bib", {"read": 5, "skimmed": 3, None: 7}),
        ("jabref-complex.bib", {"read": 1, "skimmed": 1, None: 18}),
        ("al-folio-papers.bib", {None: 13}),
        ("dblp-export.bib", {None: 78}),
    ],
)
def test_as_many_of_each_status_are_read_as_were_counted(
    name: str, statuses: dict[str | None, int]
) -> None:
    assert Counter(e.status for e in read(name).entries) == statuses


def test_marks_that_jabref_writes_are_read() -> None:
    entries = read("jabref-complex.bib").entries
    assert Counter(e.priority for e in entries) == {1: 1, 2: 1, None: 18}
    assert Counter(e.rating for e in entries) == {2: 1, None: 19}
    assert Counter(e.added for e in entries) == {"2009-02-23": 1, None: 19}


def test_the_clock_of_dblp_adds_nothing() -> None:
    content = content_of("dblp-export.bib")
    blocks = [b for part in parts(content, {}) for b in part.blocks if b.kind == "entry"]
    assert sum(f.name == "timestamp" for b in blocks for f in b.fields) == 78
    assert {e.added for e in read("dblp-export.bib").entries} == {None}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bbt-unbalanced-vphantom.bib", "the key 'mies1973' stands twice, first in line 1"),
        ("crossref_cascading_cycle.bib", "refers to itself in crossref"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(name: str, said: str) -> None:
    assert any(said in problem.message for problem in read(name).problems)


@pytest.mark.parametrize(
    "name", ["jabref-utf8-bom.bib", "jabref-utf16le-bom.bib", "article_start_with_bom.bib"]
)
def test_a_byte_order_mark_is_no_fault(name: str) -> None:
    assert [p for p in read(name).problems if p.level == "error"] == []
