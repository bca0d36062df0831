"""Formulas become MathML; what can't be typeset is shown as its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.maths import typeset


def test_a_formula_becomes_mathml() -> None:
    assert typeset("x^2").html == "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    assert typeset("x", display=True).html.startswith(
        '<span class="maths-display"><math display="block">'
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{align}a&=b\\c&=d\end{align}",
        r"\sum_{i=1}^n \frac{1}{\sqrt[3]{i}}",
        r"\alpha" * 50,
        "{" * 50 + "}" * 50,
    ],
)
def test_what_people_write_is_typeset(tex: str) -> None:
    assert typeset(tex).fault == ""


def test_a_fault_is_said_and_the_source_shown_escaped() -> None:
    made = typeset(r'\nosuch<b>"')
    assert "nosuch" in made.fault
    assert "<b>" not in made.html and "&lt;b&gt;" in made.html


@pytest.mark.parametrize(
    "part",
    [
        "{",
        r"\left(",
        r"\frac",
        r"x^{",
        r"\sqrt{",
        r"\sqrt[",
        r"\sqrt[x",
        r"\begin{align}",
        r"\not",
        r"\overset{",
        r"\left(\middle|",
    ],
)
@pytest.mark.parametrize("length", [1_000, 10_000])
def test_deep_nesting_is_a_fault(part: str, length: int) -> None:
    assert "nested" in typeset(part * (length // len(part))).fault


def test_a_formula_that_is_too_long_is_a_fault() -> None:
    assert typeset("x" * 10_000).fault == ""
    assert "10000 characters" in typeset("x" * 10_001).fault


def test_half_a_character_is_a_fault() -> None:
    assert typeset("\ud800").fault


TEX = st.lists(
    st.sampled_from(
        [
            "\\",
            "{",
            "}",
            "[",
            "]",
            "^",
            "_",
            "&",
            "$",
            "<script>",
            "x",
            " ",
            "\\frac",
            "\\text{",
            "\\left(",
            "\\right)",
            "\\begin{align}",
            "\\end{align}",
            "\\\\",
            "\\href{javascript:x}",
            "%",
            "#",
            "'",
            "ü",
            "\0",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.text() | TEX)
def test_no_text_raises_or_writes_markup_of_its_own(text: str) -> None:
    made = typeset(text)
    assert "<script" not in made.html
    assert "javascript:" not in made.html or made.fault or "href=" not in made.html
