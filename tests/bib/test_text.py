"""TeX in a BibTeX value becomes text; the forms it knows are golden files in tests/golden/tex."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from studylog.bib.text import Maths, decode, plain

TEX = st.lists(
    st.sampled_from(
        [
            *"\\{}$`'\"^~=.-() \nabcijklo",
            "\\'",
            "\\u",
            "\\(",
            "\\)",
            "\\alpha",
            "$$",
            "ü",
            "\\\n",
            "\0",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.text() | TEX)
def test_no_text_raises(text: str) -> None:
    decode(text)
    str(escape(decode(text)))


@given(TEX)
def test_what_is_shown_holds_no_doubled_or_outer_blanks(text: str) -> None:
    shown = "".join(p for p in decode(text).parts if isinstance(p, str))
    assert "  " not in shown or any(isinstance(p, Maths) for p in decode(text).parts)
    assert not plain(text).startswith((" ", "\n"))


@pytest.mark.parametrize(
    "part",
    [
        "\\",
        "$",
        "{",
        "}",
        '"',
        "'",
        "`",
        "-",
        "~",
        " ",
        "\\(",
        "\\(x",
        "$x",
        "$\\",
        "\\'",
        "\\'{",
        "\\u ",
        "\\u{",
        "\\a ",
        "a$\\$",
        "$$",
        "$ ",
        "\\) \\(",
        "\\\\",
        "\\u\n",
    ],
)
def test_a_long_run_takes_time_in_proportion_to_its_length(part: str) -> None:
    started = time.perf_counter()
    decode(part * 30_000)
    decode("\\(" + part * 30_000)
    decode("$" + part * 30_000)
    assert time.perf_counter() - started < 2


def test_html_is_escaped_and_formulas_are_mathml() -> None:
    html = str(escape(decode(r"<b>a & " "b $x < y$")))
    assert html.startswith("&lt;b&gt;a &amp; ")
    assert "<math>" in html
    assert "x < y" not in html


def test_a_formula_that_would_end_the_process_is_shown_as_its_source() -> None:
    deep = "$" + r"\sqrt" * 5000 + "x$"
    assert 'class="maths-fault"' in str(escape(decode(deep)))
