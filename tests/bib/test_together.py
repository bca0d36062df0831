"""Entries that are well by themselves, and stand in each other's way."""

from __future__ import annotations

import pytest

from studylog.bib import read_bibliography


def said(*blocks: str) -> list[tuple[int | None, str, str]]:
    problems = read_bibliography("\n".join(blocks).encode()).problems
    return [(p.line, p.level, p.message) for p in problems]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("doi = {10.1000/A.b}", "doi = {10.1000/a.B}"),
        ("doi = {10.1000/1}", "doi = {https://doi.org/10.1000/1}"),
        ("doi = {10.1000/1}", "url = {http://dx.doi.org/10.1000/1}"),
        ("doi = {10.1000/a\\_b}", "doi = {doi:10.1000/a_b}"),
    ],
)
def test_a_doi_in_two_entries_is_said(first: str, later: str) -> None:
    assert said(f"@misc{{a, title = {{A}}, {first}}}", f"@misc{{b, title = {{B}}, {later}}}") == [
        (2, "warning", "entry 'b' has the DOI of 'a' in line 1")
    ]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("eprint = {1311.2524}", "eprint = {1311.2524v5}, archiveprefix = {arXiv}"),
        ("url = {https://arxiv.org/abs/1311.2524}", "journal = {arXiv preprint arXiv:1311.2524}"),
        ("eprint = {hep-th/9901001}", "url = {https://arxiv.org/pdf/hep-th/9901001v2}"),
    ],
)
def test_an_arxiv_id_in_two_entries_is_said(first: str, later: str) -> None:
    assert said(f"@misc{{a, title = {{A}}, {first}}}", f"@misc{{b, title = {{B}}, {later}}}") == [
        (2, "warning", "entry 'b' has the arXiv id of 'a' in line 1")
    ]


def test_ids_that_differ_are_fine() -> None:
    assert not said(
        "@misc{a, title = {A}, doi = {10.1000/1}, eprint = {1311.2524}}",
        "@misc{b, title = {B}, doi = {10.1000/12}, eprint = {1311.2525}}",
        "@misc{c, title = {C}}",
        "@misc{d, title = {D}}",
    )


def test_keys_that_differ_in_case_only_are_said_with_the_page_of_the_later() -> None:
    assert said("@misc{Doe2001, title = {A}}", "", "@misc{doe2001, title = {B}}") == [
        (3, "warning", "the keys 'Doe2001' and 'doe2001' differ in case only; "
         "this entry's page is doe2001-2")
    ]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [("a:b", "a/b"), ("a.b", "a-b"), ("é", "e\u0301")])
def test_keys_that_make_one_address_are_said(one: str, other: str) -> None:
    ((line, level, message),) = said(
        f"@misc{{{one}, title = {{A}}}}", f"@misc{{{other}, title = {{B}}}}"
    )
    assert (line, level) == (2, "warning")
    assert message.startswith(f"the keys '{one}' and '{other}' make one address")


def test_a_key_that_stands_thrice_is_said_twice() -> None:
    block = "@misc{a, title = {A}}"
    message = "the key 'a' stands twice, first in line 1"
    assert said(block, block, block) == [(2, "error", message), (3, "error", message)]


def test_a_copy_of_an_entry_is_said_for_its_key_alone() -> None:
    block = "@misc{a, title = {A}, doi = {10.1000/1}}"
    assert len(said(block, block)) == 1
