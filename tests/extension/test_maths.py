"""Formulas of a page become MathML, and code stays code."""

from __future__ import annotations

from tests.extension.converter import convert


def test_formulas_in_and_between_paragraphs_become_mathml() -> None:
    html = convert("Inline $x^2$ and \\(y\\).\n\n$$\nz\n$$\n\n\\[w\\]\n")
    assert html.count("<math") == 4
    assert html.count('<math display="block">') == 2
    assert "arithmatex" not in html


def test_a_formula_in_code_is_code() -> None:
    html = convert("`$x$`\n\n```\n$y$\n```\n")
    assert "<math" not in html and "$x$" in html


def test_prices_are_no_formulas() -> None:
    assert "<math" not in convert("It costs $5 or $ 6 here, \\$7 there.")


def test_a_formula_that_cannot_be_typeset_is_shown_as_its_source() -> None:
    html = convert("$\\nosuch<b>$ and $" + "{" * 500 + "$")
    assert html.count('class="maths-fault"') == 2
    assert "<b>" not in html
