"""Every spelling of a status is understood, and a misspelt one is kept as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.status import ALIASES, STATUSES, read_status


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Read, TODO: Replication", "read"),
        ("Skimmed", "skimmed"),
        ("to_read", "to-read"),
        ("To  Read!", "to-read"),
        ("In Progress", "reading"),
        ("⭐ New", "to-read"),
        ("📗", "read"),
        ("✅", "read"),
        ("{abandoned}", "dropped"),
        (r"to\_read", "to-read"),
        ("Not-started (yet)", "to-read"),
        ("ＲＥＡＤ", "read"),
        ("read\nmore", "read"),
        ("published", None),
        ("In press.", None),
        ("", None),
        ("  ", None),
        ("redaing", "redaing"),
        ("x", "x"),
        ("💩", "💩"),
    ],
)
def test_a_status_is_read_as_people_type_it(written: str, status: str | None) -> None:
    assert read_status(written) == status


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_is_understood_in_any_case_and_with_any_joint(alias: str) -> None:
    for written in (
        alias,
        alias.upper(),
        alias.replace(" ", "_"),
        alias.replace(" ", " - "),
        f"{{{alias}}}.",
    ):
        assert read_status(written) == ALIASES[alias]


@given(st.text())
def test_no_text_raises_and_a_known_status_is_itself(text: str) -> None:
    status = read_status(text)
    assert status is None or status
    if status in STATUSES:
        assert read_status(status) == status
