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
        ("King, Jr., Martin Luther", [Name("King", "Martin Luther", "Jr.")]),
        ("{Open Research Team}", [Name("Open Research Team")]),
        ("{Black and White} and Doe, J.", [Name("Black and White"), Name("Doe", "J.")]),
        ("Doe, J. and others", [Name("Doe", "J."), OTHERS]),
        (r"G{\"o}del, Kurt AND Erd\H{o}s, P.", [Name("Gödel", "Kurt"), Name("Erdős", "P.")]),
        ("李 and Ng", [Name("李"), Name("Ng")]),
        ("a, b, c, d, e and Doe, J.", [Name("a, b, c, d, e"), Name("Doe", "J.")]),
        (
            "King Jr., Martin and Ford, Henry, II",
            [Name("King", "Martin", "Jr."), Name("Ford", "Henry", "II")],
        ),
        (
            "Martin Luther King, Jr. and Henry Ford II",
            [Name("King", "Martin Luther", "Jr."), Name("Ford", "Henry", "II")],
        ),
        ("{OpenAI} and {{DeepMind}}", [Name("OpenAI"), Name("DeepMind")]),
        ("{Barnes and Noble}, Inc.", [Name("Barnes and Noble", "", "Inc.")]),
        ("and Doe, J. and and\nRoe, R. and", [Name("Doe", "J."), Name("Roe", "R.")]),
        ("{Doe, J. and Roe}}, R.", [Name("Doe, J. and Roe", "R.")]),
        ("{Doe, J. and Roe, R.", [Name("Doe", "J."), Name("Roe", "R.")]),
        ("Doe, J. et al.", [Name("Doe", "J."), OTHERS]),
        ("D.~E. Knuth and KNUTH, D.", [Name("Knuth", "D. E."), Name("KNUTH", "D.")]),
        ("van Gogh and bell hooks", [Name("van Gogh"), Name("hooks", "bell")]),
        (
            r"family=Beethoven, given={Ludwig {\'E}}, prefix=van, suffix=Jr",
            [Name("van Beethoven", "Ludwig É", "Jr")],
        ),
    ],
)
def test_names_are_split_by_bibtex_rules(written: str, names: list[Name]) -> None:
    assert list(read_names(written)) == names


def test_a_suffix_stands_behind_the_name_and_not_in_a_citation() -> None:
    (name,) = read_names("King, Jr., Martin Luther")
    assert str(name) == "Martin Luther King Jr."
    assert short([name]) == "King"


@pytest.mark.parametrize("part", ["{", "}", "{a}", "a and ", "and ", "\\", ", ", " et al", "a "])
@pytest.mark.parametrize("first", ["", "{", "family="])
def test_the_names_beside_a_long_hostile_one_are_kept(first: str, part: str) -> None:
    names = read_names(f"Roe, R. and {first}{part * 1000} and Doe, J.")
    assert (names[0], names[-1]) == (Name("Roe", "R."), Name("Doe", "J."))
    between = "".join(name.family for name in names[1:-1])
    assert between.count("a") >= 1000 * (part in ("{a}", "a and ", " et al", "a "))


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
