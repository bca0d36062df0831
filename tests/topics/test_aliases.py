"""A topic's name says what else it goes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.topics import normal, read_names


@pytest.mark.parametrize(
    ("name", "short", "aliases"),
    [
        ("Hidden Markov Models (HMMs)", "Hidden Markov Models", ("HMMs", "HMM")),
        ("Long Short-Term Memory (LSTM) Networks", "Long Short-Term Memory Networks", ("LSTM",)),
        ("Equations (Neural ODEs)", "Equations", ("Neural ODEs", "Neural ODE")),
        ("Averaging (FedAvg)", "Averaging", ("FedAvg",)),
        ("Mixed (The RMSprop way)", "Mixed", ("The RMSprop way",)),
        ("SMOTE (Synthetic Minority Over-sampling and such Techniques)", "SMOTE",
         ("Synthetic Minority Over-sampling and such Techniques",)),
    ],
)  # fmt: skip
def test_a_bracket_with_an_acronym_is_an_alias(
    name: str, short: str, aliases: tuple[str, ...]
) -> None:
    names = read_names(name)
    assert (names.short, names.aliases) == (short, aliases)


@pytest.mark.parametrize(
    "name",
    [
        "Transfomers (non-NLP)",  # no letters and digits only
        "Averages (SMA and EMA)",
        "Algorithms (Adam, RMSprop)",
        "Regularization (L1 and L2)",
        "Methods (Bagging)",
        "Models (the one with BERT inside)",  # five words
        "Adam (momentum)",
        "LSTM (done)",  # an acronym, but not what it stands for
        "Nothing ()",
        "Open (BERT",
    ],
)
def test_another_bracket_is_part_of_the_name(name: str) -> None:
    names = read_names(name)
    assert (names.short, names.aliases) == (name, ())


def test_a_name_without_its_brackets_is_only_a_second_choice() -> None:
    assert read_names("Regularization (L1 and L2)").loose == ("Regularization",)
    loose = read_names("Long Short-Term Memory (LSTM) Networks").loose
    assert loose == ("Long Short-Term Memory",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Transformers", "transformer"),
        ("Zero-Shot Learning", "zero shot learning"),
        ("zeroshot learning", "Zero–Shot  Learning"),
        ("Long Short-Term Memory", "long_short_term_memory"),
        ("Word Embeddings", "word-embedding"),
    ],
)
def test_case_plural_dashes_and_blanks_make_no_difference(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C++", "C#"), ("loss", "los"), ("bias", "bia"), ("R", "RS")]
)
def test_other_letters_and_marks_do(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(max_size=80))
def test_any_name_keeps_its_words(name: str) -> None:
    names = read_names(name)
    assert " ".join(names.short.split()) or not name.strip("() \t\n") or names.aliases
    assert all(alias.strip() == alias and alias for alias in names.aliases)


@pytest.mark.parametrize(
    ("name", "short", "aliases"),
    [
        ("(" * 1000, "(" * 1000, ()),
        ("()" * 1000, "()" * 1000, ()),
        ("(AB)" * 1000, "(AB)" * 1000, ("AB",)),
        ("Networks " + "(AB)" * 1000, "Networks", ("AB",)),
        (") (" * 1000 + "ABs)", ") (" * 999 + ")", ("ABs", "AB")),
        ("A" * 1000 + "(b)" * 1000, "A" * 1000 + "(b)" * 1000, ()),
        ("ABC" + "(a bone)" * 1000 + "(all be cut)", "ABC" + "(a bone)" * 1000, ("all be cut",)),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_long_hostile_name_is_read_to_its_end(
    name: str, short: str, aliases: tuple[str, ...]
) -> None:
    names = read_names(name)
    assert (names.short, names.aliases) == (short, aliases)
    assert names.same == normal(short)
