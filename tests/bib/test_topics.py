"""Keywords become topics as they are spelt, each once, without the words that mean something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.topics import TOPIC_FIELDS, read_topics, split_keywords


@pytest.mark.parametrize(
    ("keywords", "topics"),
    [
        ("a, b", ("a", "b")),
        ("a; b, c; d", ("a", "b, c", "d")),
        ("a\n  b,\n c", ("a b", "c")),
        ("{a; b}, c", ("a; b", "c")),
        ("{a, b}, c", ("a, b", "c")),
        ("{a, b}; c, d", ("a, b", "c, d")),
        ("{A; B, C}", ("A", "B, C")),
        ("{{A, B}}", ("A", "B")),
        ("{" * 50000 + "}" * 50000, ()),
        ("{A}, {B}", ("A", "B")),
        (r"G\"odel, Erd{\H{o}}s", ("Gödel", "Erdős")),
        (r"na\"{\i}ve Bayes; R\&D", ("naïve Bayes", "R&D")),
        (r"a\,b, c", ("a b", "c")),
        ("{NLP}, nlp, NLP ", ("NLP",)),
        ("Deep-Learning, deep learning", ("Deep-Learning",)),
        ("Machine Learning > Deep Learning, x", ("Machine Learning > Deep Learning", "x")),
        ("reading, done, new, current, queue, todo, dropped",
         ("reading", "done", "new", "current", "queue", "todo", "dropped")),
        ("a, read, Skimmed, unread, to-read, toread, to read, currently-reading", ("a",)),
        ("a, prio1, prio2, PRIO3, rank1, rank5, printed, relevant, qualityAssured", ("a",)),
        ("prio4, rank0, rank6, prioritised", ("prio4", "rank0", "rank6", "prioritised")),
        (" , , ", ()),
    ],
)  # fmt: skip
def test_topics_are_split_trimmed_and_each_once(keywords: str, topics: tuple[str, ...]) -> None:
    assert read_topics({"keywords": keywords}) == topics


@pytest.mark.parametrize("name", TOPIC_FIELDS)
def test_each_field_of_keywords_gives_topics(name: str) -> None:
    assert read_topics({name: "a, read"}) == ("a",)


def test_the_fields_are_joined_in_their_order_each_split_for_itself() -> None:
    fields = {"mendeley-tags": "x;A", "tags": "c", "keyword": "b", "keywords": "a, d"}
    assert read_topics(fields) == ("a", "d", "b", "c", "x")


def test_a_status_word_that_mendeley_s_tags_repeat_is_no_topic() -> None:
    assert read_topics({"keywords": "a, read", "mendeley-tags": "a, read, unread"}) == ("a",)


@given(st.text() | st.lists(st.sampled_from([*"{};,\\ ab-", "\\,"])).map("".join))
def test_no_keywords_raise_and_none_is_empty(value: str) -> None:
    for keyword in split_keywords(value):
        assert keyword.text == " ".join(keyword.text.split()) != ""
