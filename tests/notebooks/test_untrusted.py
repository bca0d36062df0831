"""Markdown of a notebook that nobody vouches for reads as it was typed and runs nothing."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks import read_notebook
from studylog.notebooks.untrusted import defused, without_html
from tests.extension.converter import convert
from tests.notebook_files import notebook as made
from tests.notebooks.showing import page_of


def prose(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def runs_something(page: BeautifulSoup) -> list[str]:
    found = [e.name for e in page.select("script, iframe, object, embed, style, form, [srcdoc]")]
    for element in page.find_all(True):
        found += [a for a in element.attrs if re.fullmatch("on[a-z]+", a)]
        address = str(element.get("href") or element.get("src") or "").strip().lower()
        found += [address] if address.startswith(("javascript:", "vbscript:", "data:")) else []
    return found


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#115;cript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](data:text/html,x)",
    "**b**{ onclick=alert(1) }",
    "# h { onclick=alert(1) }",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<object data=x>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<style>body{display:none}</style>",
    "<math><mi xlink:href='javascript:x'></math>",
    "<details ontoggle=alert(1) open>",
    "[x](java\\script:alert(1))",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_no_script_of_an_author_s_prose_runs_unless_it_is_trusted(source: str) -> None:
    assert runs_something(page_of(prose(source + "\n"))) == []


@pytest.mark.parametrize("source", HOSTILE)
def test_no_script_of_markdown_that_code_made_runs(source: str) -> None:
    assert runs_something(BeautifulSoup(convert(without_html(source)), "html.parser")) == []


def test_trusted_prose_is_as_it_was_typed() -> None:
    source = "<script>let a = 1</script>\n\n<b onclick='x'>b</b>"
    page = page_of(prose(source), trust=True)
    assert page.script and page.select("[onclick]")


@pytest.mark.parametrize("source", [
    "!!! note\n    A **note** with [a link](x.md), $x^2$ and [@key].",
    "<b>bold</b> <sub>1</sub>\n\n<details markdown><summary>More</summary>\n\ntext\n\n</details>",
    "```html\n<script>alert(1)</script>\n<img onerror=x>\n```",
    "We set `once = 3` & {x}, `<pad>` and `a < b`; data: the set.",
    "![figure](x.png){ width=300 }",
])  # fmt: skip
def test_prose_without_scripts_is_left_to_the_letter(source: str) -> None:
    assert defused(source) == source


def test_a_script_in_code_reads_as_it_was_typed() -> None:
    code = page_of(prose("Write `<script>` or `onload=x`, then go on.")).select("code")
    assert [c.text.replace("\u2060", "") for c in code] == ["<script>", "onload=x"]


def test_markdown_that_code_made_is_the_site_s_own() -> None:
    text = (
        "## Result\n\n| a | b |\n|---|---|\n| 1 | `x < 2 & y` |\n\n- item\n\n"
        "$\\sum_{i=1}^n x_i$\n\n"
        "```python\nif a < b & c: pass\n```\n\n![p](plot.png) <!-- gone --> end"
    )
    page = BeautifulSoup(convert(without_html(text)), "html.parser")
    assert page.h2 and page.table and page.li and page.math and page.img
    assert page.select_one("td code").text == "x < 2 & y"
    assert page.select_one("pre").text == "if a < b & c: pass\n"
    assert "gone" not in page.text and "end" in page.text


@pytest.mark.parametrize("text", [
    "*[end]: nothing", "[end]: https://e.org", "[^1]: note", "```progress\n```", "{: .hidden }",
    "<!-- never closed", "```\nnever closed", "<div markdown>", "$$\nx",
])  # fmt: skip
def test_markdown_that_code_made_does_not_reach_beyond_it(text: str) -> None:
    page = BeautifulSoup(convert(f"{without_html(text)}\n\nThe **end** of [end].\n"), "html.parser")
    assert page.find_all("p")[-1].decode_contents() == "The <strong>end</strong> of [end]."
    assert not page.select("abbr, .progress, .hidden, div[markdown]")


def test_images_of_other_hosts_become_links() -> None:
    text = "![a](https://e.org/a.png) ![b](//e.org/b.png) ![c][d] ![e](e.png)"
    page = BeautifulSoup(convert(without_html(text)), "html.parser")
    assert [i["src"] for i in page.select("img")] == ["e.png"]


PARTS = [
    *HOSTILE, "\n", "\n\n", "`", "```", "~~~", "> ", "- ", "    ", "<", "&", "{", "}", "](", "![",
    "<!--", "-->", "$", "\\", "\t",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_no_mixture_of_them_runs(source: str) -> None:
    assert runs_something(BeautifulSoup(convert(defused(source)), "html.parser")) == []
    assert runs_something(BeautifulSoup(convert(without_html(source)), "html.parser")) == []


@pytest.mark.parametrize(
    "part", ["<", "{", "![", "](", "<!--", "`", "```\n", "[", " ", "on", "&", "x=\n"]
)
def test_the_words_behind_a_long_hostile_run_stay(part: str) -> None:
    for read in (defused, without_html):
        assert "the end" in read(part * 5_000 + "\n\n-->\n\nthe end")


@pytest.mark.parametrize("source", HOSTILE)
@pytest.mark.parametrize("trust", [True, False])
def test_no_script_of_a_summary_runs_on_other_pages(source: str, *, trust: bool) -> None:
    content = made(f"# A\n\n{source}\n", trust=trust)
    found, _ = read_notebook("notebooks/a.ipynb", content)
    assert found
    assert runs_something(BeautifulSoup(convert(found.summary), "html.parser")) == []


def test_a_table_that_code_made_gives_its_cells_no_attributes() -> None:
    words = "x {: onmouseover=alert(1) style=position:fixed }"
    table = f"<table><tr><th>{words}</th></tr><tr><td>{words}</td></tr></table>"
    output = {"output_type": "display_data", "data": {"text/html": table}, "metadata": {}}
    for source in ("x", "#| label: fig-x\n#| fig-cap: A table\nx"):
        page = page_of({"cell_type": "code", "metadata": {}, "source": source, "outputs": [output]})
        assert [cell.text for cell in page.select("th, td")] == [words, words]
        assert not page.select("[onmouseover], td[style], th[style]")
