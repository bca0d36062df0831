"""The YAML of a `reading-list` block is read as far as it can be understood."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studylog.pages.list_options import COLUMNS, SORTABLE, Options, read_list_options

ALL = """
status: reading, to-read
topic: transformers
sort: -added
columns: title, authors, year, topics
limit: 10
"""


def test_every_option_is_read() -> None:
    assert read_list_options(ALL) == (
        Options(
            status=("reading", "to-read"),
            topic=("transformers",),
            sort="-added",
            columns=("title", "authors", "year", "topics"),
            limit=10,
        ),
        (),
    )


@pytest.mark.parametrize("text", ["", "  \n", "# nothing\n", "{}", "status:", "status: ', ,'"])
def test_a_block_without_options_asks_for_all(text: str) -> None:
    assert read_list_options(text) == (Options(), ())


@pytest.mark.parametrize("text", ["status: done, none", "status: [finished, None]"])
def test_a_status_is_named_as_people_type_it(text: str) -> None:
    assert read_list_options(text) == (Options(status=("read", "")), ())


@pytest.mark.parametrize("word", ["3D", "2020", "no", "null", "1e3"])
def test_a_topic_is_taken_as_it_is_written(word: str) -> None:
    assert read_list_options(f"topic: {word}") == (Options(topic=(word,)), ())
    assert read_list_options(f"topic: [{word}]") == (Options(topic=(word,)), ())


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("stauts: read", "there is no option 'stauts'", "did you mean 'status'?"),
        ("colour: red", "there is no option 'colour'", "known are status, topic, sort"),
        ("status: redaing", "there is no status 'redaing'", "did you mean 'reading'?"),
        ("status: draft", "there is no status 'draft'", "known are reading, to-read"),
        ("columns: titel", "there is no column 'titel'", "did you mean 'title'?"),
        ("sort: -yaer", "there is no column 'yaer' to sort by", "did you mean 'year'?"),
        ("sort: links", "there is no column 'links' to sort by", "known are title, authors"),
        ("sort: year, title", "'sort' names 2 columns", "name one"),
        ("limit: 0", "'limit' is '0'", "write a number from 1"),
        ("limit: -3", "'limit' is '-3'", "write a number from 1"),
        ("limit: many", "'limit' is 'many'", "write a number from 1"),
        ("topic: {a: b}", "'topic' is neither a text nor a list of texts", "write one"),
        ("- read", "the block holds no options", "write one such as 'limit: 10'"),
        ("status: [read", "the YAML can't be read: ", "put the value in quotes"),
    ],
)
def test_a_fault_says_what_is_wrong_and_the_cure(text: str, said: str, hint: str) -> None:
    options, faults = read_list_options(text)
    # An unknown status names the group of its own that it may have in the list.
    assert replace(options, status=()) == Options()
    assert [(f.said.startswith(said), f.hint.startswith(hint)) for f in faults] == [(True, True)]


def test_what_is_understood_counts_beside_a_fault() -> None:
    options, faults = read_list_options("status: read, redaing\ncolumns: [key, colour]\nlimt: 3")
    assert options == Options(status=("read", "redaing"), columns=("key",))
    assert len(faults) == 3


def test_aliases_that_multiply_do_no_harm() -> None:
    rows = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))
    _, faults = read_list_options(f"a0: &a0 x\n{rows}\ntopic: *a59")
    assert len(faults) == 61
    assert all(len(f.said) < 100 for f in faults)


_NAMES = st.sampled_from(("status", "topic", "sort", "columns", "limit", "stauts"))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(st.text() | st.dictionaries(_NAMES, _VALUES).map(yaml.safe_dump))
def test_any_text_gives_options_that_can_be_followed(text: str) -> None:
    options, faults = read_list_options(text)
    assert set(options.columns) <= set(COLUMNS)
    assert options.sort is None or options.sort.removeprefix("-") in SORTABLE
    assert options.limit is None or options.limit > 0
    assert all(fault.said and fault.hint for fault in faults)
