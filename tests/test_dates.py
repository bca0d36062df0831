"""Dates as people write them keep the day and the offset that were written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.dates import Moment, in_words, is_zone, no_such_day, read_day, read_moment


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-06", "2024-05-06"),
        (" 2024.5.6 ", "2024-05-06"),
        ("2024/05/06", "2024-05-06"),
        ("2016-12-07 20:27:41 +0000", "2016-12-07"),
        ("2024-06-24T07:27:24.312Z", "2024-06-24"),
        ("2024-12-31T23:59:59-12:00", "2024-12-31"),
        ("2024-05", "2024-05"),
        ("2024/5", "2024-05"),
        ("2024", "2024"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("2024-05/06", None),
        ("05/06/2024", None),
        ("20240506", None),
        ("0000", None),
        ("0000-01-01", None),
        ("2024-05-06 or so", None),
        ("2024-05-061", None),
        ("٢٠٢٤-٠٥-٠٦", None),
        ("last week", None),
        ("", None),
    ],
)
def test_a_day_is_the_one_written_or_none(written: str, day: str | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2020-04-24 01:03:29 +0200", "2020-04-24T01:03:29+02:00"),
        ("2020-04-24 01:03:29 +02:00", "2020-04-24T01:03:29+02:00"),
        ("2020-04-24 1:03 -03", "2020-04-24T01:03:00-03:00"),
        ("2020-04-24T01:03:29Z", "2020-04-24T01:03:29+00:00"),
        ("2020-04-24 01:03 UTC", "2020-04-24T01:03:00+00:00"),
        ("2020-07-24 01:03", "2020-07-24T01:03:00+02:00"),
        ("2020-01-24", "2020-01-24T00:00:00+01:00"),
        ("2020-01-24 24:01", None),
        ("2020-01-24 10:00 +25:00", None),
        ("2020-01", None),
        ("", None),
    ],
)
def test_a_moment_keeps_its_offset_and_without_one_has_that_of_the_zone(
    written: str, at: str | None
) -> None:
    moment = read_moment(written, "Europe/Vienna")
    assert (moment and moment.at) == at
    assert moment is None or moment.day == at[:10]


@pytest.mark.parametrize(
    "zone", ["", "Nowhere", "Europe", "../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b", "."]
)
def test_a_zone_that_is_none_counts_as_utc(zone: str) -> None:
    assert not is_zone(zone)
    assert read_moment("2020-01-24", zone) == Moment("2020-01-24", "2020-01-24T00:00:00+00:00")


@pytest.mark.parametrize(
    ("day", "words"),
    [("2020-04-24", "24 April 2020"), ("2020-12", "December 2020"), ("2020", "2020")],
)
def test_a_day_is_said_in_words(day: str, words: str) -> None:
    assert in_words(day) == words


LIKE_DATES = st.lists(
    st.sampled_from([*"0123456789-./: TZ+", "2024", "²", "٣", "CEST", "-12", "\n"])
).map("".join)


@given(st.text() | LIKE_DATES)
def test_no_text_raises_and_what_is_read_is_iso(text: str) -> None:
    day = read_day(text)
    assert day is None or re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day)
    assert day is None or in_words(day)
    moment = read_moment(text)
    assert moment is None or moment.at.startswith(moment.day)


@given(st.text(max_size=30))
def test_no_name_of_a_zone_raises(name: str) -> None:
    read_moment("2020-01-24", name)


@given(st.text() | st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True))
def test_a_day_is_read_or_said_to_be_none(written: str) -> None:
    assert not (read_day(written) and no_such_day(written))
