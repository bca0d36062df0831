"""What a cell shows neither breaks the page around it nor runs in it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.notebooks.cells import Cell, Output
from studylog.notebooks.markdown import to_markdown
from tests.extension.converter import convert

END = Cell(99, "markdown", "The **end**.")


def page(cell: Cell) -> BeautifulSoup:
    made = to_markdown([cell, END], "python", "files", "Title", at="notebooks/page")
    return BeautifulSoup(convert(made.markdown), "html.parser")


def stream(text: str) -> Cell:
    return Cell(0, "code", "", outputs=(Output("stream", "stdout", text),))


TEXT = st.lists(
    st.sampled_from(
        [
            "```",
            "~~~",
            "\n",
            "\n\n",
            " ",
            "\t",
            "<div>",
            "</pre>",
            "</div>",
            "<!--",
            "-->",
            "[@a]",
            "$x$",
            "$$",
            "| a | b |\n|--|--|",
            "# h",
            "- [ ] a",
            "    ",
            "!!! note",
            '=== "t"',
            "[^1]: x",
            "&amp;",
            "*",
            "_",
            "`",
            "\\",
            "http://x.org",
            "<script>",
            "[a]: b",
            "::: x",
            "---",
            "{ .x }",
            "x",
        ]
    )
).map("".join)


@given(TEXT)
def test_text_output_is_shown_to_the_letter(text: str) -> None:
    made = page(stream(text))
    shown = made.find("pre")
    if text.strip():
        assert shown and shown.find() is None
        assert shown.get_text() == text.strip("\n")
    assert made.find_all("p")[-1].decode_contents() == "The <strong>end</strong>."


@given(TEXT.filter(str.strip))
def test_code_is_shown_to_the_letter(source: str) -> None:
    made = page(Cell(0, "code", source))
    shown = made.find("pre")
    assert shown
    if "\t" not in source:
        assert shown.get_text().strip() == source.strip()
    assert made.find_all("p")[-1].decode_contents() == "The <strong>end</strong>."


def test_colours_of_a_terminal_are_taken_out_of_a_text() -> None:
    shown = page(stream("\x1b[31mred\x1b[0m \x1b[1;32mgreen\x1b[m[2] \x1b[K.")).find("pre")
    assert shown and shown.get_text() == "red green[2] ."


HTML = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href='javascript:x'>",
            "</div>",
            "<svg onload=x>",
            "<style>b{}</style>",
            "<iframe src=x>",
            "<table><tr><td>",
            "\n\n",
            "```",
            "text",
            "<math><mi//xlink:href='data:x'>",
            "<form action=x>",
            "<p style='x'>",
            "<!--",
            "<b onclick=x>",
            "<a href='data:text/html,x'>",
            "~~~",
            "<noscript>",
            "<template>",
            "<base href=//x>",
            "&#x6a;",
        ]
    )
).map("".join)


@given(HTML)
def test_html_output_runs_nothing_and_stays_in_its_place(html: str) -> None:
    made = page(Cell(0, "code", "", outputs=(Output("display_data", data={"text/html": html}),)))
    for element in made.find_all(True):
        assert element.name not in (
            "script",
            "style",
            "iframe",
            "svg",
            "form",
            "base",
            "object",
            "template",
        )
        for name, value in element.attrs.items():
            assert not name.startswith("on")
            assert (
                name not in ("href", "src")
                or ":" not in value
                or value.startswith(("http", "mailto:"))
            )
    assert made.find_all("p")[-1].decode_contents() == "The <strong>end</strong>."


def test_a_progress_bar_shows_its_last_state() -> None:
    assert (
        page(stream("start\r\n 10%\r 50%\r100%\ndone\r\n")).find("pre").get_text()
        == "start\n100%\ndone"
    )


@pytest.mark.parametrize("part", ["\r", "\n", "`", "~", " ", "<", "\x1b[", "\x1b", "$", "\n \n"])
@pytest.mark.parametrize("kind", ["text/html", "text/latex", "text/plain", "stream"])
def test_what_follows_a_long_hostile_output_is_whole(part: str, kind: str) -> None:
    run = "$" * (kind == "text/latex") + part * 1000 + " last"
    if kind == "stream":
        output = Output("stream", "stdout", run)
    else:
        output = Output("display_data", data={kind: run, "text/plain": run})
    shown = page(Cell(0, "code", run, outputs=(output,)))
    assert shown.strong is not None and shown.strong.text == "end"
    assert "last" in (shown.select_one(".output") or shown).text


def test_markdown_that_code_made_is_rendered_without_its_html_and_scripts() -> None:
    text = (
        "| a | b |\n|---|---|\n| 1 | <b>2</b> |\n\n[x](javascript:alert(1)) ![y](data:z)\n\n"
        "```\nnever closed"
    )
    data = {"text/markdown": text, "text/plain": "<Markdown object>"}
    shown = page(Cell(0, "code", "", outputs=(Output("data", data=data),)))
    assert [td.text for td in shown.select("table td")] == ["1", "<\u2060b>2<\u2060/b>"]
    assert not shown.select("[href^=javascript], [src^=data], b")
    assert "Markdown object" not in shown.text
    assert shown.strong is not None
    assert shown.strong.text == "end"
