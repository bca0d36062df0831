"""Headings of weeks, and the links between them and posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog import read_log
from studylog.phases import WeekLinks, iso_week, link_weeks, read_phases, read_weeks, week_numbers
from studylog.posts import Post, read_post
from studylog.sources import Sources
from tests.phases.pages import page, seed


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Week 3", (3,)),
        ("Agenda - Week 4 ", (4,)),
        ("WEEK-05", (5,)),
        ("Week3: more", (3,)),
        ("Week #7", (7,)),
        ("Week 1 & 2", (1, 2)),
        ("Weeks 1, 2 and 4", (1, 2, 4)),
        ("Weeks 3-5", (3, 4, 5)),
        ("Weeks 3 to 5 Convolutions", (3, 4, 5)),
        ("Week 1 and Week 4", (1, 4)),
        ("Week 3 of 10", (3,)),
        ("Week 3, 4 papers", (3,)),
        ("Week 3 - 5 things I learned", (3,)),
        ("Week 3 - 20 May", (3,)),
        ("Week 3, 20-26 May", (3,)),
        ("Week 1-2025", (1,)),
        ("Week of 12 May", ()),
        ("A 3 week plan", ()),
        ("Weekly 3", ()),
        ("Biweek 3", ()),
        ("This week", ()),
    ],
)
def test_the_weeks_of_a_heading(heading: str, numbers: tuple[int, ...]) -> None:
    assert week_numbers(heading) == numbers


def test_b1_the_weeks_of_the_agenda_are_1_2_3_4_and_no_others() -> None:
    weeks = read_weeks(seed("001"))
    assert [week.numbers for week in weeks] == [(1,), (2,), (3,), (4,)]
    assert [week.heading for week in weeks][3] == "Agenda - Week 4"
    assert not {37, 54, 56} & {week.line for week in weeks}


def test_b2_the_other_headings_are_no_weeks() -> None:
    headings = seed("001")
    weeks = {week.line for week in read_weeks(headings)}
    others = [heading.text for heading in headings if heading.line not in weeks]
    first_words = [text.partition(" ")[0] for text in others]
    assert first_words == ["Agenda", "Mini", "Contribute:(TIMER", "5."]


def test_dates_of_a_week_are_reckoned_from_the_first_day_of_week_1() -> None:
    weeks = read_weeks(page("# Week 1", "# Weeks 3 & 5"), date(2025, 5, 19))
    assert weeks[0].spans == ((date(2025, 5, 19), date(2025, 5, 25)),)
    assert [first for first, _ in weeks[1].spans] == [date(2025, 6, 2), date(2025, 6, 16)]
    assert weeks[1].holds(date(2025, 6, 22)) and not weeks[1].holds(date(2025, 6, 9))


def test_the_dates_in_a_heading_count_before_those_reckoned() -> None:
    headings = page("# Week 1: 2025-06-01 to 2025-06-10")
    weeks = read_weeks(headings, date(2025, 1, 6), read_phases(headings).phases)
    assert weeks[0].spans == ((date(2025, 6, 1), date(2025, 6, 10)),)


def test_a_start_at_the_end_of_the_calendar_does_no_harm() -> None:
    assert read_weeks(page("# Week 900"), date(9999, 12, 1))[0].spans == ()


def post(day: str, head: str = "", name: str = "x") -> Post:
    text = f"---\ndate: {day}\n{head}\n---\nText.\n"
    made, problems = read_post(f"posts/{day}-{name}.md", text.encode())
    assert made and problems == ()
    return made


#: A Monday.
START = date(2025, 5, 19)


def links(
    pages: Mapping[str, tuple[str, ...]], *posts: Post, start: date | None = None
) -> WeekLinks:
    return link_weeks({path: read_weeks(page(*text), start) for path, text in pages.items()}, posts)


def shown(found: WeekLinks) -> dict[tuple[str, int], list[tuple[int, str]]]:
    return {
        at: [(of.week, of.post.path.removeprefix("posts/")) for of in posts]
        for at, posts in found.posts.items()
    }


def test_a_post_that_names_its_week_is_linked_both_ways() -> None:
    found = links({"docs/a.md": ("# A", "## Week 3")}, post("2025-01-01", "week: 3"))
    assert shown(found) == {("docs/a.md", 2): [(3, "2025-01-01-x.md")]}
    (place,) = found.weeks["posts/2025-01-01-x.md"]
    assert (place.path, place.line, place.heading, place.week) == ("docs/a.md", 2, "Week 3", 3)


def test_a_post_links_to_each_page_with_its_week() -> None:
    pages = {"docs/a.md": ("## Week 3",), "docs/b.md": ("## Weeks 2-3",)}
    found = links(pages, post("2025-01-01", "week: 3"))
    assert [p.path for p in found.weeks["posts/2025-01-01-x.md"]] == ["docs/a.md", "docs/b.md"]


def test_posts_without_a_week_are_linked_by_their_dates() -> None:
    posts = (post("2025-05-25"), post("2025-05-26"), post("2025-06-20", "week: 9"))
    found = links({"docs/a.md": ("# Week 1", "# Week 2", "# Week 5")}, *posts, start=START)
    assert shown(found) == {
        ("docs/a.md", 1): [(1, "2025-05-25-x.md")],
        ("docs/a.md", 2): [(2, "2025-05-26-x.md")],
    }


def test_what_a_post_names_counts_before_dates() -> None:
    posts = (post("2025-05-20"), post("2025-07-01", "week: 1"))
    found = links({"docs/a.md": ("# Week 1",)}, *posts, start=START)
    assert shown(found) == {("docs/a.md", 1): [(1, "2025-07-01-x.md")]}


def test_several_posts_of_a_week_stand_in_their_order_and_once() -> None:
    posts = (post("2025-01-08", "week: [1, 2]"), post("2025-01-02", "week: 1"))
    found = links({"docs/a.md": ("# Week 1 & 2",)}, *posts)
    assert shown(found)["docs/a.md", 1] == [(1, "2025-01-02-x.md"), (1, "2025-01-08-x.md")]


def test_drafts_are_linked_from_nowhere_and_to_nowhere() -> None:
    log = read_log(
        Sources(
            {
                "docs/a.md": b"---\ndraft: true\n---\n# Week 1\n",
                "docs/b.md": b"# Week 1\n",
                "posts/2025-01-01-x.md": b"---\nweek: 1\n---\nX\n",
                "posts/2025-01-02-y.md": b"---\nweek: 1\ndraft: true\n---\nY\n",
            }
        )
    )
    assert shown(log.weeks) == {("docs/b.md", 1): [(1, "2025-01-01-x.md")]}
    assert log.problems == ()


def test_a_week_without_a_post_is_no_fault() -> None:
    found = links({"docs/a.md": ("# Week 1",)}, post("2025-01-01", "week: 7"))
    assert (found.posts, found.weeks, found.problems) == ({}, {}, ())


@pytest.mark.parametrize("head", ["week: three", "week: {a: 1}", "week: true", "week: 1.5"])
def test_a_week_that_is_no_number_is_a_problem(head: str) -> None:
    (problem,) = links({}, post("2025-01-01", head)).problems
    assert problem.message.startswith("the front matter has 'week: ")
    assert (problem.hint, problem.level) == (
        "write the number alone, as in 'week: 3', or a list such as 'week: [3, 4]'",
        "warning",
    )


def test_a_week_that_is_no_number_is_told_with_its_line() -> None:
    (problem,) = links({}, post("2025-01-01", "title: A\ntags: [a]\nweek: three")).problems
    read = read_log(Sources({"posts/2025-01-01-a.md": b"---\ntags: [a]\nweek: three\n---\nx\n"}))
    assert problem.line == 5 and [p.line for p in read.problems] == [3]


@pytest.mark.parametrize(
    "head", ["week: 3", "week: '03'", "week: Week 3", "week: [3]", "week: 2-3"]
)
def test_a_week_is_understood_in_other_spellings(head: str) -> None:
    found = links({"docs/a.md": ("# Week 3",)}, post("2025-01-01", head))
    assert found.problems == () and len(found.posts) == 1


def test_d12_a_post_belongs_to_the_iso_week_of_its_date() -> None:
    assert iso_week("2020-04-24") == (2020, 17)
    assert iso_week("2024-12-30") == (2025, 1)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["Week", "weeks", "1", "2", "-", "&", ",", "and", "300", "to", "May"])
    ).map(" ".join)
)
def test_any_heading_gives_weeks_each_once(text: str) -> None:
    numbers = week_numbers(text)
    assert len(set(numbers)) == len(numbers)
