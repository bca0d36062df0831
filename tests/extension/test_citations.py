"""The extension changes citations and nothing else; its forms are golden files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from studylog.markdown import Reference
from studylog.markdown.citations import problems_of, read_rendered
from tests.extension.converter import convert

REFERENCES = {"a": Reference("A, 2020", "Title", "/papers/a/")}
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "[",
            "]",
            "(",
            ")",
            "@",
            "a",
            "b",
            " ",
            "\n",
            "\n\n",
            "`",
            "```",
            "    ",
            "\\",
            "*",
            "_",
            ":",
            ";",
            ",",
            "!",
            "<",
            ">",
            "&",
            "http://e.org",
            "a@b.org",
            "[x](y)",
            "[^1]",
            "# ",
            "- ",
            "| ",
        ]
    )
).map("".join)


@given(st.text() | MARKDOWN)
def test_text_without_citations_is_the_same_whatever_can_be_cited(text: str) -> None:
    text = re.sub(r"\[\s*@", "[", text)
    plain = Markdown(extensions=["footnotes", "studylog"])
    options = {"studylog": {"references": REFERENCES}}
    extended = Markdown(extensions=["footnotes", "studylog"], extension_configs=options)
    assert extended.convert(text) == plain.convert(text)


@given(MARKDOWN)
def test_text_around_a_citation_is_unchanged(text: str) -> None:
    text = re.sub(r"[\[\]`\\!<\n]|  +", "", text).strip()
    plain = Markdown(extensions=["studylog"]).convert(f"{text} CITED {text}")
    extended = Markdown(
        extensions=["studylog"], extension_configs={"studylog": {"references": REFERENCES}}
    )
    html = extended.convert(f"{text} [@a] {text}")
    assert re.sub(r'<span class="citations">.*?</span>', "CITED", html) == plain


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>",
            "<img src=x onerror=y>",
            "[x](javascript:y)",
            "*",
            "_",
            "`",
            "$x$",
            '"',
            "'",
            "&",
            "&lt;",
            "http://x.org",
            "\\",
            "![i](j)",
            "{ .c }",
            "[@a]",
            "x",
        ]
    ),
    min_size=1,
).map("".join)


@given(HOSTILE)
def test_what_bibtex_says_is_text_only(text: str) -> None:
    html = convert("[@h]", {"h": Reference(text, text, "/papers/h/")})
    assert re.sub(r"[^<>]", "", html) == "<><><><><><>"
    assert html.count("<") == 6


@pytest.mark.parametrize(
    "html",
    [
        "<![foo]>",
        "<![CDATA[",
        "<!x",
        "<?x",
        "</",
        "<!--",
        "&#xfffffffff;",
        "<script>",
        "<!DOCTYPE [<!ENTITY x>",
        "<a <b",
        "\0",
    ],
)
def test_any_html_is_searched_for_citations(html: str) -> None:
    rendered = read_rendered(f'<a class="citation" data-key="a">x</a>{html}')
    assert rendered.cited == ("a",)


@given(st.text())
def test_no_html_raises(html: str) -> None:
    read_rendered(html + "data-key=" + html)


def test_citations_behind_odd_markup_are_found() -> None:
    assert read_rendered(
        '<![if IE]> data-key= <span class="citation-unknown" data-key="b">'
    ).unknown == ("b",)


def test_a_key_that_is_unknown_is_said_at_its_line_outside_code() -> None:
    source = "`[@smit]`\n\n[@smith2020]\n\n[@smit, p. 3]\n"
    rendered = read_rendered(convert(source, {"smith2020": Reference("S", "T", "/")}))
    (problem,) = problems_of(rendered, "docs/p.md", source, {"smith": 1})
    assert str(problem) == "docs/p.md:5: the citation '@smit' has no entry (did you mean 'smith'?)"


def test_a_formula_with_a_fault_is_said_at_its_line() -> None:
    source = "Text\n\nand $\\nosuch{x}$ here.\n"
    (problem,) = problems_of(read_rendered(convert(source)), "docs/p.md", source, {})
    assert str(problem).startswith("docs/p.md:3: the formula '\\nosuch{x}' can't be typeset (")


def test_an_entry_of_a_bib_file_is_cited_without_mkdocs(tmp_path) -> None:
    bib = tmp_path / "papers.bib"
    bib.write_text("@misc{a, title={A}, author={Doe, J.}, year={2020}}")
    options = {"studylog": {"bib": str(bib), "url": "/read/{slug}"}}
    html = Markdown(extensions=["studylog"], extension_configs=options).convert("[@a]")
    assert 'href="/read/a"' in html and ">Doe, 2020</a>" in html


@pytest.mark.parametrize("name", ["studylog", "studylog.markdown"])
def test_the_extension_is_found_by_its_name_and_by_its_module(name: str) -> None:
    html = Markdown(extensions=[name], extension_configs={name: {"references": REFERENCES}})
    assert 'href="/papers/a/"' in html.convert("[@a]")
