"""A slug may stand in any URL and any folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.slugs import category_slugs, slug, unique_slugs


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("He2016Deep", "he2016deep"),
        ("Hladůvka & Bühler, 2017", "hladuvka-buhler-2017"),
        ("conf/nips/A:b+c.d", "conf-nips-a-b-c-d"),
        ("a_b  c--d", "a-b-c-d"),
        ("Straße", "strasse"),
        ("Майский ключ", "майский-ключ"),
        ("が 機械学習", "が-機械学習"),
        ("한국어", "한국어"),
        ("हिन्दी", "हिन्दी"),
        ("../../etc", "etc"),
        ("¡!", ""),
        ("", ""),
    ],
)
def test_letters_and_digits_stay_and_are_joined_by_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_url_safe(name: str) -> None:
    made = slug(name)
    assert not set(made) & set(" /\\?#%&:;=+@<>\"'`{}|^~[]!*(),.\t\n\0")
    assert not any(c.isspace() or "\ud800" <= c <= "\udfff" for c in made)
    assert made == made.strip("-") and "--" not in made
    assert made == made.lower() or not made.isascii()


def test_a_slug_is_short_enough_for_a_folder() -> None:
    for letter in ("a", "ä", "機"):
        assert len(slug(letter * 1000).encode()) <= 200


@given(st.lists(st.text(max_size=5)))
def test_slugs_are_unique_and_as_many_as_the_names(names: list[str]) -> None:
    made = unique_slugs(names, taken=("index",))
    assert len(made) == len(names) == len(set(made))
    assert "index" not in made


def test_the_later_of_two_same_slugs_are_numbered() -> None:
    assert unique_slugs(["A", "a", "a-2", "a", "!"]) == ("a", "a-2", "a-2-2", "a-3", "entry")


def test_categories_that_differ_in_signs_have_addresses_of_their_own() -> None:
    names = ["C", "C++", "C#", "A*", "A", "c", "..", "<b>", "b", "C", "機械学習", "index"]
    assert dict(category_slugs(names)) == {
        "C": "c", "C++": "c-plus-plus", "C#": "c-sharp", "A*": "a-star", "A": "a", "c": "c-2",
        "..": "category", "<b>": "b", "b": "b-2", "機械学習": "機械学習", "index": "index-2",
    }  # fmt: skip


@given(st.lists(st.text(max_size=4)), st.text(max_size=4))
def test_a_new_category_leaves_the_addresses_of_the_older_ones(names: list[str], new: str) -> None:
    before, after = category_slugs(names), category_slugs([*names, new])
    assert len(set(before.values())) == len(before)
    assert dict(after) | dict(before) == dict(after)
