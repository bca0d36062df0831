"""A name list becomes names with family and given parts, and the short form of a citation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.names import OTHERS, Name, read_names, short


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", []),
        ("   \n ", []),
        ("Ada Lovelace", [Name("Lovelace", "Ada")]),
        ("Lovelace, Ada", [Name("Lovelace", "Ada")]),
        (
            "Vincent van Gogh and de la Cruz, Maria",
            [Name("van Gogh", "Vincent"), Name("de la Cruz", "Maria")],
        ),
        ("King, Jr., Martin Luther", [Name("King Jr.", "Martin Luther")]),
        ("{Open Research Team}", [Name("Open Research Team")]),
        ("{Black and White} and Doe, J.", [Name("Black and White"), Name("Doe", "J.")]),
        ("Doe, J. and others", [Name("Doe", "J."), OTHERS]),
        (r"G{\"o}del, Kurt AND Erd\H{o}s, P.", [Name("Gödel", "Kurt"), Name("Erdős", "P.")]),
        ("李 and Ng", [Name("李"), Name("Ng")]),
        ("a, b, c, d, e and Doe, J.", None),
    ],
)
def test_names_are_split_by_bibtex_rules(written: str, names: list[Name] | None) -> None:
    if names is None:
        assert read_names(written)[-1] == Name("Doe", "J.")
    else:
        assert list(read_names(written)) == names


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("", ""),
        ("Doe, J.", "Doe"),
        ("Doe, J. and Roe, R.", "Doe & Roe"),
        ("Doe, J. and others", "Doe et al."),
        ("Doe, J. and Roe, R. and Poe, E.", "Doe et al."),
    ],
)
def test_the_short_form_is_that_of_a_citation(written: str, form: str) -> None:
    assert short(read_names(written)) == form


@given(
    st.text()
    | st.lists(st.sampled_from([" and ", ",", "{", "}", "a", "B", "\\", "others", " "])).map(
        "".join
    )
)
def test_no_text_raises_and_no_name_is_empty(text: str) -> None:
    assert all(str(name) for name in read_names(text))
