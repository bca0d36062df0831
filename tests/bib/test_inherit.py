"""What an entry has from those it refers to, and what it never has from them."""

from __future__ import annotations

import itertools

import pytest

from studylog.bib import Bibliography, Entry, read_bibliography

CHILD = "@inproceedings{child, title = {Child}, author = {Doe, Jane}, crossref = {Proc}}"
PARENT = (
    "@proceedings{proc, title = {Proceedings}, publisher = {Press}, year = 2001, doi = {10.1000/1},"
    " url = {https://e.org}, status = {read}, added = {2020-01-01}, started = {2020-01-01},"
    " finished = {2020-01-02}, rating = {5}, priority = {1}, keywords = {volume}}"
)


def read(*blocks: str) -> Bibliography:
    return read_bibliography("\n".join(blocks).encode())


def child_of(bibliography: Bibliography) -> Entry:
    return bibliography.by_key["child"]


@pytest.mark.parametrize("order", [(CHILD, PARENT), (PARENT, CHILD)])
def test_a_paper_has_the_facts_of_its_volume_wherever_that_stands(order: tuple[str, str]) -> None:
    bibliography = read(*order)
    child = child_of(bibliography)
    assert (str(child.title), str(child.venue), child.year) == ("Child", "Proceedings", "2001")
    assert ("Publisher", "Press") in [(d.label, str(d.text)) for d in child.details]
    assert bibliography.problems == ()


def test_nothing_of_the_reading_and_no_address_is_inherited() -> None:
    child = child_of(read(CHILD, PARENT))
    told = (child.status, child.added, child.started, child.finished, child.rating, child.priority)
    assert told == (None,) * 6
    assert (child.topics, child.doi, child.url, child.links) == ((), None, None, ())


def test_what_the_entry_has_itself_counts() -> None:
    own = CHILD.replace("crossref", "year = 1999, booktitle = {Own}, crossref")
    child = child_of(read(own, PARENT))
    assert (str(child.venue), child.year) == ("Own", "1999")


def test_the_case_of_the_key_is_of_no_matter() -> None:
    assert child_of(read(CHILD.replace("Proc", "PROC"), PARENT)).year == "2001"


def test_fields_come_from_further_away_too() -> None:
    series = "@collection{series, title = {Series}, publisher = {Press}}"
    volume = "@proceedings{proc, title = {Volume}, year = 2001, crossref = {series}}"
    for order in itertools.permutations((CHILD, volume, series)):
        child = child_of(read(*order))
        assert (str(child.venue), child.year) == ("Volume", "2001")
        assert ("Publisher", "Press") in [(d.label, str(d.text)) for d in child.details]


def test_data_that_several_entries_share_is_inherited_and_is_no_entry() -> None:
    bibliography = read(
        "@xdata{a, publisher = {A}, status = {read}}",
        "@article{child, title = {T}, xdata = {a, B}}",
        "@xdata{b, publisher = {B}, author = {Doe, Jane}, keywords = {x}}",
    )
    assert [e.key for e in bibliography.entries] == ["child"]
    child = child_of(bibliography)
    assert (str(child.venue), child.cited_as, child.status, child.topics) == ("A", "Doe", None, ())


@pytest.mark.parametrize("length", [1, 2, 3, 20])
def test_a_circle_is_said_at_each_of_its_entries_and_ends(length: int) -> None:
    keys = [f"k{n}" for n in range(length)]
    blocks = [
        f"@misc{{{key},\n title = {{T}},\n crossref = {{{keys[(n + 1) % length]}}}}}"
        for n, key in enumerate(keys)
    ]
    bibliography = read(*blocks)
    assert [e.key for e in bibliography.entries] == keys
    said = [p for p in bibliography.problems if "refers to itself in crossref" in p.message]
    assert [p.line for p in said] == [3 * n + 3 for n in range(length)]


def test_a_circle_that_does_not_lead_back_to_the_entry_ends() -> None:
    bibliography = read(
        "@misc{a, title = {A}, crossref = {b}}",
        "@misc{b, title = {B}, year = 2001, crossref = {c}}",
        "@misc{c, title = {C}, crossref = {b}}",
    )
    assert bibliography.by_key["a"].year == "2001"
    assert [p.line for p in bibliography.problems] == [2, 3]


@pytest.mark.parametrize(
    ("key", "hint"),
    [("prco", "did you mean 'Proc1'?"), ("pro", "did you mean 'Proc1'?"), ("zzz", "add the entry")],
)
def test_a_reference_to_no_entry_is_said_with_the_nearest_key(key: str, hint: str) -> None:
    bibliography = read(
        f"@misc{{a, title = {{A}},\n crossref = {{{key}}}}}", "@book{Proc1, title = {B}}"
    )
    (problem,) = bibliography.problems
    assert (problem.line, problem.level) == (2, "warning")
    assert f"refers to '{key}' in crossref, which is no entry" in problem.message
    assert problem.hint.startswith(hint)


def test_a_reference_that_the_parent_lacks_is_said_once() -> None:
    bibliography = read(
        CHILD, "@book{proc, title = {P}, crossref = {gone}}", CHILD.replace("child", "other")
    )
    assert [p.line for p in bibliography.problems] == [2]
