"""What was read and rendered comes back from its bytes as it was, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib import read_bibliography
from studylog.pages import render_reading_list
from studylog.pages.rows import KeptRows
from studylog.shelf import Shelf, from_bytes, to_bytes

BIB = rb"""@string{acm = "ACM"}
@article{a, title={On $x^2$ and {\"o}}, author={van der Berg, Jan and others}, journal=acm,
  status={redaing}, keywords={nlp, vision}, abstract={Long.}, eprint={1706.03762}, pages={1--2}}
@inproceedings{c, title={C}, crossref={p}, status={read}, finished={2024-05-06}
 rating=5}
@proceedings{p, title={P}, year=2020}
@misc{broken, title={x
"""


def test_what_is_known_comes_back_as_it_was() -> None:
    read = read_bibliography(BIB)
    rows = KeptRows()
    page = render_reading_list(read.entries, "papers/", {}, kept=rows)
    shelf = from_bytes(to_bytes(Shelf(b"p", read.known, rows.now)), b"p")
    assert shelf == Shelf(b"p", read.known, rows.now)
    again = read_bibliography(BIB, known=shelf.known)
    assert again == read
    kept = KeptRows(shelf.rows)
    assert render_reading_list(again.entries, "papers/", {}, kept=kept) == page
    assert kept.now == rows.now


def test_a_row_is_made_anew_when_anything_it_shows_has_changed() -> None:
    rows = KeptRows()
    read = read_bibliography(BIB)
    render_reading_list(read.entries, "papers/", {}, kept=rows)
    for old, new in ((b"{C}", b"{Changed}"), (b'"ACM"', b'"IEEE"'), (b"title={P}", b"title={Q}")):
        changed = read_bibliography(BIB.replace(old, new), known=read.known)
        fresh = render_reading_list(changed.entries, "papers/", {})
        kept = KeptRows(rows.now)
        assert render_reading_list(changed.entries, "papers/", {}, kept=kept) == fresh


def test_what_another_program_made_is_not_used() -> None:
    content = to_bytes(Shelf(b"one", read_bibliography(BIB).known))
    assert from_bytes(content, b"other") == Shelf()


@pytest.mark.parametrize("cut", [0, 1, 50, -1])
def test_what_was_cut_off_is_not_used(cut: int) -> None:
    content = to_bytes(Shelf(b"p", read_bibliography(BIB).known))
    assert from_bytes(content[:cut], b"p") == Shelf()


@given(st.binary())
def test_no_bytes_raise(content: bytes) -> None:
    assert from_bytes(content, b"p") == Shelf()
