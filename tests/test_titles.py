"""A title is text, and shown as it is wherever it stands."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.titles import heading_text, title_html, title_markdown
from tests.extension.converter import convert, converter

SIGNS = "<>&*_`~$[]{}()#!\\\"'^|:;=-+@. aZ1"
_CONVERTER = converter()


def shown(title: str) -> str:
    """What a reader sees of a heading that is made of the title."""
    page = BeautifulSoup(_CONVERTER.reset().convert(f"# {title_markdown(title)}"), "html.parser")
    for link in page.select(".headerlink"):
        link.extract()
    return page.text


@pytest.mark.parametrize(
    "title",
    ["List<int> & Vector<T>", "__init__ and 2*3*4", "A &lt; B", "`x`", "C #", "<!-- x -->",
     "[a](b) ![c](d)", "{: .x }", "~~x~~", "*[A]: b", "costs $5 or $10", r"a \* b"],
)  # fmt: skip
def test_a_title_is_shown_as_it_is_typed(title: str) -> None:
    assert shown(title) == title
    assert BeautifulSoup(title_html(title), "html.parser").text == title


@given(st.text(alphabet=SIGNS.replace("$", "").replace("@", "").replace("\\", ""), max_size=20))
def test_any_title_without_maths_and_citations_is_shown_as_it_is(text: str) -> None:
    title = " ".join(text.split())
    assert shown(title) == title


def test_maths_and_citations_in_a_title_are_set() -> None:
    made = convert(f"# {title_markdown('Why $x_1 < x_2$ and [@he_2016] & *so* on')}")
    assert (
        "<msub>" in made and 'data-key="he_2016"' in made and "*so*" in made.replace("&#42;", "*")
    )


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Why *attention* works", "Why attention works"),
        ("Read `<b>` & [this](x.md)", "Read <b> & this"),
        (r"On \(x_1\) and $\{y*z*w\}$", r"On \(x_1\) and $\{y*z*w\}$"),
        ("See [@he2016] *now*", "See [@he2016] now"),
        ("`$x$` and $y$", "$x$ and $y$"),
        ("A &lt; B", "A < B"),
        ("", ""),
    ],
)
def test_a_heading_is_read_as_text_with_its_maths(heading: str, text: str) -> None:
    assert heading_text(heading) == text


@pytest.mark.parametrize("part", ["$", "$a", "$a ", "\\(", "\\(a\\)", "[@", "[@a", "`", "``a", "$$",
                                  "\\$", "$\\$", "`a$"])  # fmt: skip
def test_a_hostile_title_is_read_to_its_end(part: str) -> None:
    title = "Before " + part * 1000 + " after"
    read = heading_text(f"$x$ {title}")
    assert read.startswith("$x$ Before ") and read.endswith(" after")
    seen = shown(title)
    assert seen.startswith("Before ") and seen.endswith(" after")
    for text in (seen, read):
        assert text.count("a") >= title.count("a")
