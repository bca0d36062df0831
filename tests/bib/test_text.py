"""TeX in a BibTeX value becomes text; the forms it knows are golden files in tests/golden/tex."""

from __future__ import annotations

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
@pytest.mark.parametrize("first", ["", "\\(", "$"])
def test_the_words_beside_a_long_hostile_run_are_kept(first: str, part: str) -> None:
    text = plain(f"before {first}{part * 1000}{{}} word")
    assert text.startswith("before") and text.endswith("word")


def test_html_is_escaped_and_formulas_are_mathml() -> None:
    html = str(escape(decode(r"<b>a & " "b $x < y$")))
    assert html.startswith("&lt;b&gt;a &amp; ")
    assert "<math>" in html
    assert "x < y" not in html


def test_a_formula_that_would_end_the_process_is_shown_as_its_source() -> None:
    deep = "$" + r"\sqrt" * 5000 + "x$"
    assert 'class="maths-fault"' in str(escape(decode(deep)))


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"Latent {GAN}s and {\"o}ther $x^2$", "Latent GANs and öther $x^2$"),
        (r"{\'{\i}} \c c \v{S} \'{\"u} {\'{{e}}} \={\ae}", "í ç Š ǘ é ǣ"),
        (
            r"\url{https://e.org/~a--b\_c} \href{https://e.org}{the page}",
            "https://e.org/~a--b_c the page",
        ),
        (r"\href{https://e.org}", "https://e.org"),
        (r"10\textsuperscript{th} km\textsuperscript{2} CO\textsubscript{2}", "10th km² CO₂"),
        (r"\ensuremath{\alpha_{i}} and \(b\)", r"$\alpha_{i}$ and $b$"),
        (r"\beta-VAE \textless b\textgreater{} \textbar\ \textbraceleft", "β-VAE <b> | {"),
        (r"a $5 model and a $10 model", "a $5 model and a $10 model"),
        ("a $5 bill, then $x^2$", "a $5 bill, then $x^2$"),
        (r"from $5-$10 to 100% & more", "from $5-$10 to 100% & more"),
        (r"a\vphantom{\}}b {\noopsort{1973b}}1973", "ab 1973"),
        (r"\textbf{bold \textit{both}} \texttt{code} \textgreek{abc}", "bold both code abc"),
    ],
)
def test_tex_becomes_what_it_would_print(tex: str, text: str) -> None:
    assert plain(tex) == text


@given(st.text("abc XYZ09.,:;()?%&!", max_size=80))
def test_text_without_signs_of_tex_stays_as_it_is(text: str) -> None:
    assert plain(text) == " ".join(text.split())


@given(st.lists(st.sampled_from(["word", "{", "}", "$", " ", "\\\\", "\\&", "--"])).map("".join))
def test_no_word_is_lost_in_unbalanced_text(text: str) -> None:
    assert plain(text).count("word") == text.count("word")


def test_a_hundred_thousand_braces_are_read() -> None:
    assert plain("{" * 100_000 + "a" + "}" * 100_000) == "a"
