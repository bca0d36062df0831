"""A problem says place, fact and cure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.problem import Problem, did_you_mean, in_order, nearest


def test_a_problem_reads_as_place_fact_and_cure() -> None:
    assert str(Problem("a.md", 3, "said", "do so")) == "a.md:3: said (do so)"
    assert str(Problem("a.md", None, "said")) == "a.md: said"


def test_a_problem_is_one_short_line_whatever_its_author_wrote() -> None:
    long = str(Problem("a.md", None, f"the file '{'x' * 5000}' is not there", "y" * 5000))
    assert len(long) < 1300
    assert "the file 'xxx" in long and "xxx' is not there (yyy" in long and " … " in long
    hostile = Problem("a\x1b.md", 1, "the file '\0\x1b[2J\x9b\u202e' is\nnot there", "\x07")
    assert (
        str(hostile) == "a\ufffd.md:1: the file '\ufffd\ufffd[2J\ufffd\ufffd' is not there (\ufffd)"
    )
    assert hostile.as_dict()["message"] == hostile.message


def test_a_problem_is_a_warning_unless_said_otherwise() -> None:
    assert Problem("a.md", 1, "x").as_dict() == {
        "path": "a.md", "line": 1, "level": "warning", "message": "x", "hint": "",
    }  # fmt: skip


def test_problems_are_listed_by_place_and_each_once() -> None:
    a, b, c = Problem("a", 2, "x"), Problem("a", 10, "x"), Problem("b", None, "x")
    assert in_order([c, b, a, b]) == (a, b, c)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("executte", "did you mean 'execute'?"),
        ("EXECUTE", "did you mean 'execute'?"),
        ("time", "did you mean 'timezone'?"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_suggested(word: str, hint: str) -> None:
    assert did_you_mean(word, ["execute", "timezone", "topics"]) == hint


def test_two_names_equally_near_are_both_suggested() -> None:
    assert nearest("bat", ["cat", "rat", "dog"]) == ("cat", "rat")


@given(st.text(), st.lists(st.text()))
def test_a_suggestion_is_one_of_the_names(word: str, names: list[str]) -> None:
    assert set(nearest(word, names)) <= set(names)
