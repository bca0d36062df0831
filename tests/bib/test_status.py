"""Every spelling of a status is understood, and a misspelt one is kept as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.status import (
    ALIASES,
    PUBLICATION,
    STATUSES,
    normalise,
    read_status,
    status_hint,
)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Read, TODO: Replication", "read"),
        ("Read; twice", "read"),
        ("Skimmed", "skimmed"),
        ("to_read", "to-read"),
        ("To  Read!", "to-read"),
        ("In Progress", "reading"),
        ("⭐ New", "to-read"),
        ("📗", "read"),
        ("📗, TODO: Replication", "read"),
        ("⭐", "to-read"),
        ("📙", "to-read"),
        ("⬜\ufe0f", "to-read"),
        ("📖", "reading"),
        ("✅", "read"),
        ("📕", "dropped"),
        ("{abandoned}", "dropped"),
        ('"done"', "read"),
        (r"to\_read", "to-read"),
        (r"to{\_}read", "to-read"),
        ("to~read", "to-read"),
        ("Not-started (yet)", "to-read"),
        ("ＲＥＡＤ", "read"),
        ("read\nmore", "read"),
        ("\n  read\r\n", "read"),
        ("published", None),
        ("In press.", None),
        ("{Submitted, 2024}", None),
        ("", None),
        ("  ", None),
        ("{}", None),
        ("redaing", "redaing"),
        ("Half\n read", "Half read"),
        ("{Replication}", "Replication"),
        (r"gele\-sen, d\"urftig", "gelesen, dürftig"),
        ("(later)", "(later)"),
        ("x", "x"),
        ("true", "true"),
        ("0", "0"),
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


@pytest.mark.parametrize("word", sorted(PUBLICATION))
def test_a_state_of_publication_is_no_status(word: str) -> None:
    assert read_status(word.title()) is None


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("redaing", "did you mean 'reading'?"),
        ("unred", "did you mean 'to-read'?"),
        ("raed", "did you mean 'read'?"),
        ("abandonned", "did you mean 'dropped'?"),
        ("back", "did you mean 'to-read'?"),
        ("comp", "did you mean 'read'?"),
        ("onding", "did you mean 'to-read' or 'reading'?"),
        ("Replication", "known are to-read, reading, skimmed, read, dropped"),
        ("yes", "known are to-read, reading, skimmed, read, dropped"),
        ("💩", "known are to-read, reading, skimmed, read, dropped"),
    ],
)
def test_the_hint_names_the_nearest_statuses_in_their_order(written: str, hint: str) -> None:
    assert status_hint(written) == hint


@given(st.text())
def test_no_text_raises_and_a_known_status_is_itself(text: str) -> None:
    status = read_status(text)
    assert status is None or status
    if status in STATUSES:
        assert read_status(status) == status
    assert status_hint(text)


@given(st.text())
def test_normalised_words_hold_no_symbols_and_no_doubled_blanks(text: str) -> None:
    words = normalise(text)
    assert words == " ".join(words.split(" "))
    assert not set(words) & set('\\{}"~_-,;(\n')
