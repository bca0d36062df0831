"""Phases of a page: names, years, lengths."""

from __future__ import annotations

import pytest

from studylog.page import read_page
from studylog.phases import Year, read_phases
from studylog.phases.settings import read_year
from tests.phases.pages import page, phases, said, seed, spans

COMMITTED = Year(2025, "first commit")


def test_a2_two_ranges_and_a_length_are_one_phase() -> None:
    phase = read_phases(seed("000"), "a.md", COMMITTED).phases[0]
    assert (phase.line, phase.name) == (1, "theoretical/fundamentals concepts")
    assert [(s.first, s.last, s.days) for s in phase.spans] == [
        ("2025-05-20", "2025-06-01", 13),
        ("2025-06-11", "2025-06-20", 10),
    ]
    assert phase.length == "~20 days"


def test_a2_its_days_are_known_without_a_year() -> None:
    read = read_phases(seed("000"), "a.md")
    assert [s.days for s in read.phases[0].spans] == [13, 10]
    assert [s.written for s in read.phases[0].spans] == [
        "20th of May to 1st of June",
        "11th of June to 20th of June",
    ]


def test_a3_jully_is_july_and_the_absent_year_is_said() -> None:
    read = read_phases(seed("000"), "a.md")
    phase = read.phases[1]
    assert (phase.line, phase.name, phase.length) == (26, "Practical work", "30 days")
    assert [(s.first, s.last, s.days) for s in phase.spans] == [(None, None, 31)]
    notes = [(p.line, p.level, p.message) for p in read.problems]
    assert notes == [
        (1, "note", "the year of 'theoretical/fundamentals concepts' is not known"),
        (26, "note", "the month 'Jully' is taken as July"),
        (26, "note", "the year of 'Practical work' is not known"),
    ]


def test_a3_the_year_of_the_first_commit_is_said() -> None:
    read = read_phases(seed("000"), "a.md", COMMITTED)
    assert [(s.first, s.last) for s in read.phases[1].spans] == [("2025-06-20", "2025-07-20")]
    assert read.year == COMMITTED
    assert [p.message for p in read.problems if p.line == 1] == [
        "the dates have no year, so that of the page's first commit counts: 2025"
    ]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Foundations: 20 May to 1 June", "Foundations"),
        ("Foundations - 20 May to 1 June", "Foundations"),
        ("Foundations (20 May to 1 June)", "Foundations"),
        ("Foundations from 20 May to 1 June", "Foundations"),
        ("Foundations, the 20th of May to the 1st of June (13 days)", "Foundations"),
        ("1. C++: 20 May to 1 June", "1. C++"),
        ("20 May to 1 June: Foundations", "Foundations"),
        ("20 May to 1 June (13 days) Foundations", "Foundations"),
        ("20 May to 1 June", "20 May to 1 June"),
        ("Foundations: 20 May to 1 June {#one}", "Foundations"),
    ],
)
def test_the_name_stands_before_the_first_date(heading: str, name: str) -> None:
    assert [phase.name for phase in phases(heading).phases] == [name]


def test_an_end_before_its_start_lies_in_the_next_year() -> None:
    assert spans("20 Dec to 5 Jan") == [("2025-12-20", "2026-01-05")]
    assert spans("Nov to Feb") == [("2025-11-01", "2026-02-28")]
    assert spans("20 Dec to 5 Jan 2026") == [("2025-12-20", "2026-01-05")]
    assert spans("20 Dec 2024 to 5 Jan") == [("2024-12-20", "2025-01-05")]


def test_a_range_over_180_days_before_the_one_above_lies_in_the_next_year() -> None:
    assert spans("30 June to 2 July", "1 January to 2 January") == [
        ("2025-06-30", "2025-07-02"),
        ("2025-01-01", "2025-01-02"),
    ]
    assert spans("1 July to 2 July", "1 January to 2 January") == [
        ("2025-07-01", "2025-07-02"),
        ("2026-01-01", "2026-01-02"),
    ]
    found = spans("1-3 Dec", "1-3 Feb", "1-3 Oct", "1-3 Feb 2028", "1-3 Mar")
    assert [first for first, _ in found] == [
        "2025-12-01", "2026-02-01", "2025-10-01", "2028-02-01", "2028-03-01",
    ]  # fmt: skip


def test_a_year_in_the_heading_counts_for_all_its_ranges() -> None:
    found = spans("A: 20 May to 1 June and 11 to 20 June 2024", year=None)
    assert found == [("2024-05-20", "2024-06-01"), ("2024-06-11", "2024-06-20")]
    assert phases("A: 20 May to 1 June 2024").year is None


def test_days_that_hang_on_the_year_are_not_counted_without_one() -> None:
    assert [p.spans[0].days for p in phases("February to March", year=None).phases] == [None]


@pytest.mark.parametrize("length", ["13 days", "12 days", "13-days", "~30 days", "ca. 5 weeks",
                                    "3 months"])  # fmt: skip
def test_a_length_that_fits_or_is_about_gives_no_note(length: str) -> None:
    heading = f"A: 20 May to 1 June ({length})"
    assert (phases(heading).phases[0].length, said(heading)) == (length, [])


def test_a_length_that_does_not_fit_is_said() -> None:
    assert said("A: 20 May to 1 June (30 days)") == [
        "docs/p.md:1: '30 days' is the length of 'A', and its dates are 13 days "
        "(correct one of the two, or write '~' before the length)"
    ]
    assert said("A: 2 to 15 June (2 weeks)", "B: 2 to 16 June (2 weeks)") == []
    assert len(said("A: 2 to 20 June (2 weeks)")) == 1


def test_only_headings_are_phases() -> None:
    read = read_phases(page("A: 1 May to 2 May", "", "- B: 1 May to 2 May", "", "> # C: 1-2 May"))
    assert read.phases == () and read.problems == ()


def test_our_own_roadmap_is_six_phases() -> None:
    from tests.logs import REPOSITORY

    own, _ = read_page("docs/roadmap.md", (REPOSITORY / "docs/roadmap.md").read_bytes())
    read = read_phases(page(*own.body.split("\n")), own.path, read_year(own)[0])
    assert [p.name for p in read.phases][:2] == ["Foundations", "Training and architectures"]
    assert len(read.phases) == 6 and read.problems == ()
