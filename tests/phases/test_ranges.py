"""Ranges of dates in headings, in the forms that people type."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.phases import Year, read_ranges, week_numbers
from studylog.phases.tokens import MONTHS, months_of
from tests.phases.pages import phases, said, spans


@pytest.mark.parametrize(
    "written",
    [
        "20th of May to 1st of June",
        "20 May - 1 June",
        "20 May – 1 June",
        "20 May — 1 June",
        "20 May → 1 June",
        "20 May until 1 June",
        "20 May till 1 June",
        "20 May through 1 June",
        "20May-1June",
        "May 20 to June 1",
        "May 20th to June 1st",
        "the 20th of May to the 1st of June",
        "20 MAY TO 1 JUNE",
        "20. May - 1. June",
        "20 May 2025 to 1 June 2025",
        "20 May to 1 June 2025",
        "20 May 2025 to 1 June",
        "May 20, 2025 - June 1, 2025",
        "20 May to 1 June (2025)",
        "2025-05-20 to 2025-06-01",
        "2025-5-20 – 2025-6-1",
        "2025/05/20 - 2025/06/01",
        "**20 May** to *1 June*",
    ],
)
def test_a_range_is_read_in_every_form(written: str) -> None:
    assert spans(f"Theory: {written}") == [("2025-05-20", "2025-06-01")]
    assert [p.name for p in phases(f"Theory: {written}").phases] == ["Theory"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("20-30 June", "2025-06-20", "2025-06-30"),
        ("20th to 30th of June", "2025-06-20", "2025-06-30"),
        ("June 20-30, 2024", "2024-06-20", "2024-06-30"),
        ("20th of June to the 30th", "2025-06-20", "2025-06-30"),
        ("May to July", "2025-05-01", "2025-07-31"),
        ("Feb - Feb 2024", "2024-02-01", "2024-02-29"),
        ("Sept. – Oct.", "2025-09-01", "2025-10-31"),
        ("5 May to July", "2025-05-05", "2025-07-31"),
        ("15 May to May", "2025-05-15", "2025-05-31"),
    ],
)
def test_parts_that_both_ends_share_may_stand_once(written: str, first: str, last: str) -> None:
    assert spans(written) == [(first, last)]


@pytest.mark.parametrize("joint", ["and", "&", ",", "+"])
def test_several_ranges_are_joined(joint: str) -> None:
    found = spans(f"Reading: 20 May to 1 June {joint} 11-20 June")
    assert found == [("2025-05-20", "2025-06-01"), ("2025-06-11", "2025-06-20")]


@pytest.mark.parametrize(
    "heading",
    [
        "Match 3 to 5",
        "Fine-tune 3 to 5 layers",
        "Day 1 - Day 5",
        "Day 3-5",
        "Python 3.10 to 3.12",
        "Section 3.2.1 - 3.2.4",
        "Progress 3/10",
        "Phase 2 - 20 May",
        "May 20 - 30 papers",
        "What I may want to march for",
        "Exam on 3 June 2025",
        "Week 3",
        "CS231n: lectures 1-12",
    ],
)
def test_other_headings_are_no_phases_and_nothing_is_said(heading: str) -> None:
    assert (spans(heading), said(heading)) == ([], [])


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Phase 1 - 20 May to 1 June", "Phase 1"),
        ("Part 2 May 20 to June 1", "Part 2"),
        ("Week 3 - 20 May to 1 June", "Week 3"),
    ],
)
def test_the_number_of_a_part_is_no_day(heading: str, name: str) -> None:
    assert spans(heading) == [("2025-05-20", "2025-06-01")]
    assert phases(heading).phases[0].name == name


@pytest.mark.parametrize("written", ["05/06 to 20/06", "05/06/2025 - 20/06/2025", "Exam 05/06",
                                     "05.06. - 20.06."])  # fmt: skip
def test_a_date_that_can_mean_two_days_is_never_guessed(written: str) -> None:
    assert spans(written) == []
    (note,) = said(written)
    assert "docs/p.md:1: the date '05" in note and "'2025-06-05'" in note


def test_a_month_one_letter_off_is_taken_with_a_note() -> None:
    assert spans("20th of June to 20th Jully") == [("2025-06-20", "2025-07-20")]
    assert said("20th of June to 20th Jully") == [
        "docs/p.md:1: the month 'Jully' is taken as July (write 'July')"
    ]


def test_a_month_one_letter_off_two_is_not_read() -> None:
    assert spans("3 Juny to 5 August") == []
    assert said("3 Juny to 5 August") == [
        "docs/p.md:1: the month 'Juny' can't be read (did you mean 'June' or 'July'?)"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "20th of May to 5th of Juny 2024",
        "20th of May to 5th Juny",
        "May 20 to 5 Juny",
        "May 20-30 Juny",
        "Juny 5 to 20 July",
        "5th to 20th of Juny",
        "20-30 of Juny",
        "Juny 5-20",
    ],
)
def test_a_month_one_letter_off_two_is_never_taken_for_that_of_the_other_end(written: str) -> None:
    assert spans(written) == []
    assert said(written) == [
        "docs/p.md:1: the month 'Juny' can't be read (did you mean 'June' or 'July'?)"
    ]


@pytest.mark.parametrize(
    ("written", "near", "far"),
    [
        ("20th of May to 5th of Foo 2024", "May", "Foo"),
        ("20th of Foo to the 5th of June", "Foo", "June"),
        ("20th of May to the 5th of the Foo", "May", "Foo"),
    ],
)
def test_a_range_with_a_word_in_the_place_of_a_month_is_not_read(
    written: str, near: str, far: str
) -> None:
    assert spans(written) == []
    (note,) = said(written)
    assert f"the dates from '{near}' to '{far}' can't be read" in note


def test_every_slip_of_one_letter_in_a_long_name_is_understood() -> None:
    for number, name in enumerate(MONTHS, 1):
        if len(name) > 5:
            slips = {name[:n] + name[n + 1 :] for n in range(len(name))}
            slips |= {name[:n] + "x" + name[n:] for n in range(len(name) + 1)}
            slips |= {name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in range(4)}
            assert {months_of(slip) for slip in slips} == {(number,)}


@pytest.mark.parametrize(
    ("heading", "fault"),
    [
        ("mid May to end of June", "the dates from 'May' to 'June' can't be read"),
        ("the end of May to July", "the dates from 'May' to 'July' can't be read"),
        ("31 June to 3 July", "a date of '31 June to 3 July' is not in the calendar"),
        ("2025-13-01 to 2026-01-02", "a date of '2025-13-01 to 2026-01-02' is not in the calendar"),
        ("29 Feb to 3 March", "2025 has no 29 February"),
        ("1 June 2025 to 20 May 2025", "the range from 2025-06-01 to 2025-05-20 ends before it"),
    ],
)
def test_dates_that_can_not_be_read_are_said(heading: str, fault: str) -> None:
    assert spans(heading) == []
    assert any(fault in note for note in said(heading))


@pytest.mark.parametrize(
    ("heading", "near", "far"),
    [
        ("A: 20 June to 15 Agusto", "20 June", "15 Agusto"),
        ("20 Aug to 5 Okt", "20 Aug", "5 Okt"),
        ("20 Aug - 5 Okt 2025", "20 Aug", "5 Okt"),
        ("20 May - 15 Agosto", "20 May", "15 Agosto"),
        ("2025-06-01 to 06-10", "2025-06-01", "06-10"),
        ("5 June to 3", "5 June", "3"),
        ("5 June 2025 - 3", "5 June 2025", "3"),
        ("30 - 5 June", "30", "5 June"),
        ("May 20-10", "May 20", "10"),
        ("5 to June 20", "5", "June 20"),
        ("20 Mai to 1 Juni", "20 Mai", "1 Juni"),
        ("Theory: 20 Mai - 1 Juni", "20 Mai", "1 Juni"),
        ("20 de Mai to 1 June", "20 de Mai", "1 June"),
        ("20 Mai to 15 Agosto", "20 Mai", "15 Agosto"),
    ],
)
def test_a_date_beside_a_number_that_may_be_one_is_a_range_that_failed(
    heading: str, near: str, far: str
) -> None:
    assert spans(heading) == []
    assert said(heading) == [
        f"docs/p.md:1: the dates from '{near}' to '{far}' can't be read "
        "(write the range as '20 May to 1 June' or '2025-05-20 to 2025-06-01')"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "20 May - 3 papers",
        "2025-05-20 - 10 Papers Read",
        "20 May - Week 3",
        "Week 3: 20 May - Lecture 4",
        "Top 10 Papers - 20 May",
        "5 Ideas - June 2025",
        "May 2025 - 3 things",
        "Finish 3 papers until 20 May",
    ],
)
def test_a_date_beside_what_is_counted_is_no_range_that_failed(heading: str) -> None:
    assert (spans(heading), said(heading)) == ([], [])


@pytest.mark.parametrize(
    "written",
    ["20 May to 25 May to 30 May", "2025-05-20 to 2025-05-25 to 05/06",
     "1 May to 5 May to 7 May to 9 May", "20 May to 1 June to 5 Okt"],
)  # fmt: skip
def test_three_dates_in_a_row_are_no_range(written: str) -> None:
    assert spans(f"A: {written}") == []
    (note,) = said(f"A: {written}")
    assert f"the dates of '{written}' can't be read, since there are more than two" in note


@pytest.mark.parametrize("then", ["13 days", "3 Papers", "June recap", "Theory", "Part 2"])
def test_a_range_with_other_words_behind_a_dash_is_read(then: str) -> None:
    assert spans(f"20 May - 1 June - {then}") == [("2025-05-20", "2025-06-01")]
    assert said(f"20 May - 1 June - {then}") == []


@pytest.mark.parametrize("written", ["25-05-2025 to 01-06-2025", "25-05-2025 - 01-06-2025"])
def test_a_date_with_the_day_first_and_no_name_of_a_month_is_not_read(written: str) -> None:
    assert spans(written) == []
    (note,) = said(written)
    assert "the date '25-05-2025' is not read, since its month has no name" in note


def test_a_range_without_its_month_is_said_beside_the_one_that_has_it() -> None:
    assert spans("1-5 and 8-12 June") == [("2025-06-08", "2025-06-12")]
    assert said("1-5 and 8-12 June") == [
        "docs/p.md:1: the dates from '1' to '5' have no month (write the month with each range)"
    ]


_FORMS = st.sampled_from(("{d} {M}", "{d}th of {M}", "{M} {d}", "{m} {d}", "the {d}th {M}"))
_TO = st.sampled_from((" to ", " - ", "–", " until ", " → ", " through "))
_DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(_DAYS, st.integers(0, 150), _FORMS, _FORMS, _TO, st.booleans())
def test_what_is_written_in_any_form_is_read_back(
    first: date, days: int, one: str, two: str, to: str, with_year: bool
) -> None:
    last = first + timedelta(days)
    written = to.join(_write(*each, with_year) for each in ((first, one), (last, two)))
    assert spans(written, year=Year(first.year, "first commit")) == [(str(first), str(last))]


def _write(day: date, form: str, with_year: bool) -> str:
    name = MONTHS[day.month - 1]
    return form.format(d=day.day, M=name, m=name[:3]) + f", {day.year}" * with_year


_PIECES = st.sampled_from(
    ("20", "May", "Jully", "to", "-", "→", "2025", "of", "the", ",", "and", "05/06", "2025-05-20",
     "1st", "(", ")", "week", "Juny", "31", "99", "June", "~", "30 days", ":")
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text())
def test_any_heading_gives_ranges_in_their_order(text: str) -> None:
    read = read_ranges(text)
    places = [place for found in read.ranges for place in (found.start, found.end)]
    assert places == sorted(places) and all(0 <= place <= len(text) for place in places)
    assert all(fact and cure for fact, cure in read.faults)
    for phase in phases(" ".join(text.split()) or "x").phases:
        for span in phase.spans:
            assert (span.first or "") <= (span.last or "") and phase.name


@pytest.mark.parametrize("piece", ["20 May to ", "20 - ", "May - ", "1-5 and ", "week 1 & ", "( ",
                                   "20 of the ", "1-5 May ", "2025-05-20 "])  # fmt: skip
def test_a_long_heading_is_read_to_its_end(piece: str) -> None:
    text = piece * 1000 + "; 3 May to 4 May"
    last = read_ranges(text).ranges[-1]
    assert (last.first.day, last.last.day, last.end) == (3, 4, len(text))
    assert week_numbers(f"week 1 & {piece * 1000}; week 7")[-1] == 7
