"""The Markdown inside a block as text and links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studylog.dialect import is_struck, links_of, plain_text, read_document
from studylog.dialect.inline import Link

TARGETS = read_document("[1]: https://x.org/a 'A'\n[two words]: <b.md>\n").references


def test_a_link_by_reference_is_its_text() -> None:
    assert plain_text("see [*this*][1] and [Two  Words]", TARGETS) == "see this and Two Words"
    assert plain_text("see [this][1]") == plain_text("see [this][1]", {}) == "see [this][1]"
    assert plain_text("a ]  b [x] y", TARGETS) == "a ] b [x] y"


def test_links_by_reference_are_links() -> None:
    assert links_of("[this][1], [two words]", TARGETS) == (
        Link("this", "https://x.org/a", True),
        Link("two words", "b.md"),
    )
    assert links_of("[this][1]") == ()


def test_a_link_by_reference_is_struck_as_a_whole() -> None:
    assert is_struck("~~[this][1]~~", TARGETS)
    assert not is_struck("~~[this][1]~~ that", TARGETS)


@given(st.text(alphabet="[]()!\\*~`x1: \n", max_size=40))
def test_references_that_are_not_named_change_nothing(text: str) -> None:
    other = read_document("[other]: https://x.org\n").references
    assert plain_text(text, other) == plain_text(text)
    assert links_of(text, other) == links_of(text)
