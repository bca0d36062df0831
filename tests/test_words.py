"""Words are the same wherever they are shown or compared."""

from __future__ import annotations

import pytest

from studylog.words import folded, without_controls, words_of


@pytest.mark.parametrize(
    ("stem", "title"),
    [("how-BERT_works", "How BERT works"), ("-a-", "A"), ("a--b", "A  b"), ("--", ""), ("ß", "SS")],
)
def test_a_files_name_is_a_title_with_its_capitals_kept(stem: str, title: str) -> None:
    assert words_of(stem) == title


def test_spellings_of_one_topic_are_one() -> None:
    assert folded("Deep-Learning") == folded("deep learning") != folded("deeplearning")


def test_only_what_can_be_printed_stays() -> None:
    assert without_controls("a\0\x1b\x7f\tb\r\n\u2028") == "a\tb\r\n\u2028"
