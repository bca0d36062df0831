"""What cells give is shown whole, safe, and as the site's own."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure as Drawing
from PIL import Image

from studylog.notebooks.figures import figure_of
from studylog.notebooks.slim import slim
from tests.extension.converter import convert
from tests.notebooks.showing import code, display, made_of, page_of, stream


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> str:
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, kind)
    return base64.b64encode(written.getvalue()).decode()


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, selector
    return found[0]


def html(markup: str, **data: str) -> dict[str, Any]:
    return display({"text/html": markup, **data})


# Cell tags


@pytest.mark.parametrize("tag", ["hide-input", "hide_input"])
def test_hidden_code_unfolds_and_keeps_the_anchor_of_its_cell(tag: str) -> None:
    page = page_of(code(stream("out"), source="a = 1\nb = 2", tags=[tag]))
    folded = one(page, "details#cell-1.cell-input")
    assert one(folded, "summary").text == "Code cell 1: 2 lines"
    assert one(folded, "pre").text == "a = 1\nb = 2\n"
    assert one(page, ".output-stdout").find_parent("details") is None


@pytest.mark.parametrize("tag", ["hide-output", "hide_output"])
def test_hidden_outputs_unfold_with_all_that_they_are(tag: str) -> None:
    outputs = (stream("printed"), display({"image/png": picture("PNG")}),
               display({"text/markdown": "some **strong** words"}))  # fmt: skip
    folded = one(page_of(code(*outputs, tags=[tag])), "details.cell-output")
    assert one(folded, "summary").text == "Output of code cell 1"
    assert folded.pre and folded.img and folded.strong


def test_removed_parts_are_nowhere_on_the_page() -> None:
    cells = [
        code(stream("out-a"), source="code_a", tags=["remove-input"]),
        code(stream("out-b"), source="code_b", tags=["remove_output"]),
        code(stream("out-c"), source="code_c", tags=["remove_cell"]),
    ]
    text = page_of(*cells).text
    assert [w for w in ("code_a", "out-a", "code_b", "out-b", "code_c", "out-c") if w in text] == [
        "out-a", "code_b",
    ]  # fmt: skip


def test_a_cell_without_its_code_has_its_anchor_at_its_output() -> None:
    assert page_of(code(stream("x"), tags=["remove-input"])).select("div#cell-1")


# Text


def test_pieces_of_one_stream_are_one_and_another_stream_stands_for_itself() -> None:
    cell = code(stream("a"), stream("b\n"), stream("warned\n", "stderr"), stream("c\n"))
    shown = [(s["class"][1], s.pre.text) for s in page_of(cell).select("section.output")]
    assert shown == [("output-stdout", "ab"), ("output-stderr", "warned"), ("output-stdout", "c")]


@pytest.mark.parametrize(
    "folder", ["/tmp", "/var/folders/x_/T", "C:\\Users\\Me Too\\AppData\\Local\\Temp"]
)
def test_a_warning_names_the_line_of_its_cell_and_no_path_of_the_machine(folder: str) -> None:
    sign = "\\" if "\\" in folder else "/"
    place = sign.join([folder, "ipykernel_4711", "3400569430.py:10"])
    page = page_of(code(stream(f"{place}: UserWarning: slow\n  warn('slow')\n", "stderr")))
    assert one(page, ".output-stderr pre").text == "cell line 10: UserWarning: slow\n  warn('slow')"


def test_of_a_long_output_the_first_lines_stay_and_nothing_is_lost() -> None:
    lines = [f"line {n}" for n in range(31)]
    section = one(page_of(code(stream("\n".join(lines)))), "section.output")
    first, rest = section.select("pre")
    assert first.text.split("\n") == lines[:20] and rest.text.split("\n") == lines[20:]
    assert one(section, "details > summary").text == "11 more lines"
    assert not page_of(code(stream("\n".join(lines[:30])))).details


def test_a_very_long_output_is_a_file_and_the_page_has_its_beginning() -> None:
    text = "".join(f"line {n}\n" for n in range(40_000))
    made = made_of(code(stream(text)))
    (whole,) = made.figures
    assert whole.path == "f_files/output_0_0.txt"
    assert whole.content.decode() == text.rstrip("\n")
    assert len(made.markdown) < 120_000
    link = one(page_of(code(stream(text))), ".output-whole a")
    assert link["href"] == "/notebooks/f_files/output_0_0.txt"
    assert link.text == "The whole output of code cell 1, 40,000 lines, 429 KB"


def test_one_line_without_an_end_scrolls_and_is_reached_by_keyboard() -> None:
    pre = one(page_of(code(stream("x" * 5000))), "section pre")
    assert (pre["tabindex"], pre["role"]) == ("0", "group")
    assert pre["aria-label"] == "Output of code cell 1"


def test_an_error_says_first_what_it_was_and_then_how_it_came_about() -> None:
    trace = ["\x1b[31m-----\x1b[0m", "\x1b[1mTraceback\x1b[0m", "KeyError: 'loss'"]
    given = {"output_type": "error", "ename": "KeyError", "evalue": "'loss'", "traceback": trace}
    section = one(page_of(code(given)), "section.output-error")
    assert one(section, ".error-said").text == "KeyError: 'loss' in code cell 1"
    assert one(section, ".error-said a")["href"] == "#cell-1"
    assert one(section, "details > summary").text == "Traceback"
    assert one(section, "pre").text == "-----\nTraceback\nKeyError: 'loss'"
    assert one(section, ".ansi-red").text == "-----"


# Tables


def test_a_data_frame_is_a_table_with_its_numbers_below_each_other() -> None:
    frame = pd.DataFrame({"model": ["a", "b"], "loss": [0.5, float("nan")], "n": [1, 20000]})
    page = page_of(code(html(frame._repr_html_())))
    region = one(page, "[role=region]")
    assert (region["tabindex"], region["aria-label"]) == ("0", "Table 1, code cell 1")
    table = one(region, "table.output-data")
    rows = [[(c.text, c.get("class")) for c in row.select("th, td")] for row in table.select("tr")]
    number = ["number"]
    assert rows == [
        [("", None), ("model", None), ("loss", number), ("n", number)],
        [("0", None), ("a", None), ("0.5", number), ("1", number)],
        [("1", None), ("b", None), ("NaN", number), ("20000", number)],
    ]
    assert not page.select("style, [style], [border]") and "vertical-align" not in page.text


def test_a_data_frame_with_an_index_of_levels_keeps_its_columns() -> None:
    frame = pd.DataFrame(
        {"a": ["x", "x", "y"], "b": [1, 2, 3], "v": [0.1, 0.2, 0.3], "w": list("pqr")}
    )
    table = one(page_of(code(html(frame.set_index(["a", "b"]).to_html()))), "table")
    assert [c.text for c in table.select("tbody td.number")] == ["0.1", "0.2", "0.3"]
    assert table.select_one("[rowspan='2']")


def test_a_styled_frame_is_readable_without_its_styles() -> None:
    styled = pd.DataFrame({"a": [1.5, 2]}).style.set_caption("Two").highlight_max()
    page = page_of(code(html(styled._repr_html_())))
    assert one(page, "caption").text == "Two"
    assert [c.text for c in page.select("td.number")] == ["1.500000", "2.000000"]
    assert "background" not in str(page)


def test_two_tables_of_a_page_have_two_names() -> None:
    table = html("<table><tr><td>1</td></tr></table>")
    names = [r["aria-label"] for r in page_of(code(table, table)).select("[role=region]")]
    assert len(set(names)) == 2


def test_a_library_s_own_html_gives_way_to_its_text() -> None:
    markup = '<div class="sk-text-repr-fallback"><pre>Ridge()</pre></div><div>Ridge i</div>'
    page = page_of(code(html(markup, **{"text/plain": "Ridge()"})))
    assert one(page, ".output").text == "Ridge()"


# HTML


def test_images_of_other_hosts_are_left_out_and_said() -> None:
    page = page_of(
        code(html('<p><img src="https://e.org/a.png" alt="Logo"><img src="//e.org/b"></p>'))
    )
    assert not page.select("img")
    assert [s.text for s in page.select(".output-missing")] == [
        "Logo: image left out (e.org)", "Image left out (e.org)",
    ]  # fmt: skip


def test_inline_images_of_html_are_files() -> None:
    cell = code(
        html(
            f'<img src="data:image/png;base64,{picture("PNG")}"><img src="data:image/png;base64,x">'
        )
    )
    image = one(page_of(cell), "img")
    assert image["src"] == "/notebooks/f_files/inline_0_0_0.png"
    assert (image["width"], image["height"]) == ("40", "30")
    assert [f.path for f in made_of(cell).figures] == ["f_files/inline_0_0_0.png"]


def test_headings_and_landmarks_of_html_are_none_of_the_page_s() -> None:
    page = page_of(
        code(html("<h1>Big</h1><main><nav><header>x</header></nav></main><section>y</section>"))
    )
    assert not page.select("h1, main, nav, header, section section")
    assert one(page, ".output-heading").text == "Big"


SCRIPT = "<div>before</div><script>document.body.append(1)</script>"


def test_html_with_scripts_is_shown_without_them() -> None:
    made = made_of(code(html(SCRIPT)))
    assert "script" not in made.markdown and not made.figures


def test_html_with_scripts_that_is_trusted_has_a_document_of_its_own() -> None:
    cell = code(html(SCRIPT))
    frame = one(page_of(cell, trust=True), "iframe")
    assert {name: str(frame[name]) for name in frame.attrs if name != "sandbox"} == {
        "src": "/notebooks/f_files/frame_0_0.html", "title": "Interactive output of code cell 1",
        "loading": "lazy", "width": "100%", "height": "480",
    }  # fmt: skip
    assert frame["sandbox"] == ["allow-scripts"]
    (document,) = made_of(cell, trust=True).figures
    text = document.content.decode()
    assert SCRIPT in text and text.index("Content-Security-Policy") < text.index(SCRIPT)
    assert "http" not in text.partition("</head>")[0].replace("http-equiv", "")


@pytest.mark.parametrize("markup", [
    '<script src="https://cdn.plot.ly/plotly.js"></script>',
    "<script src='//e.org/x.js'></script>",
    '<script type="module">import "https://cdn.plot.ly/plotly.min.js"</script>',
    '<script>import embed from "https://e.org/x";</script>',
    '<link rel=stylesheet href="https://e.org/x.css"><script>1</script>',
])  # fmt: skip
def test_trusted_html_that_needs_another_host_is_not_used(markup: str) -> None:
    made = made_of(code(html(f"<b>static</b>{markup}")), trust=True)
    assert not made.figures and "iframe" not in made.markdown and "static" in made.markdown


# Images


@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_images_are_files_with_their_size(kind: str, ending: str) -> None:
    cell = code(display({f"image/{kind.lower()}": picture(kind)}))
    image = one(page_of(cell), "img.figure")
    assert (image["src"], image["alt"]) == (f"f_files/figure_0_0.{ending}", "Figure 1 of Title")
    assert (image["width"], image["height"]) == ("40", "30")


@pytest.mark.parametrize(
    "options", [{"lossless": True}, {"quality": 50}, {"lossless": True, "save_all": True}]
)
def test_every_form_of_webp_has_its_size(options: dict[str, Any]) -> None:
    written = io.BytesIO()
    frames = [Image.new("RGB", (41, 23), c) for c in ("red", "blue")]
    frames[0].save(written, "WEBP", append_images=frames[1:], **options)
    figure = figure_of({"image/webp": base64.b64encode(written.getvalue()).decode()}, "x", "")
    assert figure and (figure.width, figure.height) == (41, 23)


def test_the_size_that_is_said_goes_before_that_of_the_file() -> None:
    data = {"image/png": picture("PNG", (800, 400))}
    images = page_of(code(
        display(data, **{"image/png": {"width": 400, "height": 200}}),
        display(data, width="300"), display(data, width=-5, height=True),
    )).select("img")  # fmt: skip
    assert [(i["width"], i["height"]) for i in images] == [
        ("400", "200"), ("300", "150"), ("800", "400"),
    ]  # fmt: skip


def test_the_first_image_is_there_at_once_and_the_others_when_they_are_near() -> None:
    image = display({"image/png": picture("PNG")})
    images = page_of(code(image, image), code(image)).select("img")
    assert [i.get("loading") for i in images] == [None, "lazy", "lazy"]
    assert [i["alt"] for i in images] == [f"Figure {n} of Title" for n in (1, 2, 3)]


def test_a_caption_makes_a_figure_that_can_be_linked_and_shown_elsewhere() -> None:
    cell = code(display({"image/png": picture("PNG")}), label="fig-loss", alt="It falls.",
                caption="The *loss* of $x^2$ </figure><script>")  # fmt: skip
    page = page_of(cell)
    figure = one(page, "figure#fig-loss")
    assert one(figure, "img")["alt"] == "It falls."
    assert figure.figcaption and figure.figcaption.em and figure.figcaption.math
    assert not page.script
    assert list(made_of(cell).labels) == ["fig-loss", "cell-1"]
    assert "f_files/figure_0_0.png" in made_of(cell).labels["fig-loss"]


def test_what_is_shown_elsewhere_leads_back_to_the_cell() -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}
    shown = made_of(code(error, label="x")).labels["x"]
    assert 'href="site:/notebooks/f/#cell-1"' in shown


def test_a_drawing_of_matplotlib_is_kept_as_it_is() -> None:
    drawing, written = Drawing(), io.StringIO()
    drawing.subplots().plot([1, 2])
    drawing.savefig(written, format="svg")
    assert figure_of({"image/svg+xml": written.getvalue()}, "x", "")


@pytest.mark.parametrize("svg", [
    "<svg><script>1</script></svg>", "<svg onload='x'></svg>", "<svg><image href='https://e.org/x'/></svg>",
    "<svg><style>@import '//e.org/x'</style></svg>", "<svg><rect style='fill:url(http://e.org/#a)'/></svg>",
    "<svg><svg:set attributeName=x /></svg>", "<svg><a href='JavaScript:x'>y</a></svg>",
])  # fmt: skip
def test_a_drawing_that_is_more_gives_way_to_its_picture_or_a_sentence(svg: str) -> None:
    page = page_of(code(display({"image/svg+xml": svg, "image/png": picture("PNG")})))
    assert one(page, "img")["src"].endswith(".png")
    page = page_of(code(display({"image/svg+xml": svg, "text/plain": "<SVG object>"})))
    assert "left out: it holds more than a drawing" in one(page, ".output-note").text


def test_a_link_in_a_drawing_loads_nothing_and_stays() -> None:
    assert figure_of({"image/svg+xml": '<svg><a xlink:href="https://e.org">x</a></svg>'}, "x", "")


# Other forms


@pytest.mark.parametrize("tex", [
    "$x^2$", "$$x^2$$", r"\[x^2\]", r"\(x^2\)", r"\begin{align} a &= b \\ c &= d \end{align}",
])  # fmt: skip
def test_formulas_are_mathml(tex: str) -> None:
    page = page_of(code(display({"text/latex": tex, "text/plain": "x"})))
    assert one(page, ".output-latex math[display=block]")


def test_words_and_formulas_stand_together() -> None:
    shown = one(
        page_of(code(display({"text/latex": "The loss $a<b$ & the rate $r$."}))), ".output-latex"
    )
    assert len(shown.select("math")) == 2 and shown.text.startswith("The loss")


def test_json_is_written_in_lines_and_folds() -> None:
    shown = one(
        page_of(code(display({"application/json": {"a": list(range(50)), "b": "<i>"}}))),
        ".output-json",
    )
    text = "\n".join(p.text for p in shown.select("pre"))
    assert json.loads(text) == {"a": list(range(50)), "b": "<i>"} and shown.details


def test_sound_and_film_are_files_with_controls() -> None:
    data = base64.b64encode(b"RIFF....WAVE").decode()
    sound = f'<audio controls><source src="data:audio/wav;base64,{data}" type="audio/wav"/></audio>'
    player = one(page_of(code(html(sound))), "audio[controls]")
    assert player["src"] == "/notebooks/f_files/media_0_0.wav"
    assert player["aria-label"] == "Sound of code cell 1"
    assert one(page_of(code(html('<video src="https://e.org/x.mp4">'))), ".output-note")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"application/javascript": "alert(1)", "text/plain": "<Javascript object>"},
            "JavaScript of code cell 1",
        ),
        (
            {
                "application/vnd.vegalite.v5+json": {"mark": "bar"},
                "text/plain": "<VegaLite 5 object>",
            },
            "A Vega chart",
        ),
        (
            {"text/html": "<script>1</script>", "text/plain": "<HTML object>"},
            "Interactive output of code cell 1",
        ),
    ],
)
def test_what_needs_scripts_is_said_in_a_sentence(data: dict[str, Any], said: str) -> None:
    page = page_of(code(display(data)))
    assert one(page, ".output-note").text.startswith(said) and "alert" not in page.text


def test_raw_cells_are_shown_in_the_format_they_say() -> None:
    def raw(source: str, kind: str) -> dict[str, Any]:
        return {"cell_type": "raw", "source": source, "metadata": {"raw_mimetype": kind}}

    page = page_of(
        raw("<b>bold</b><script>1</script>", "text/html"),
        raw("*marked*", "text/markdown"),
        raw("\\section{x}", "text/latex"),
        raw("for no one", ""),
    )
    assert one(page, "b").text == "bold" and one(page, "em").text == "marked"
    assert "\\section{x}" in page.text and "for no one" not in page.text and not page.script


def test_code_of_another_program_is_coloured_as_that() -> None:
    page = page_of(code(source="%%bash\nls"), code(source="%%timeit\nx"), code(source="  \n"))
    assert [h["class"][0] for h in page.select(".highlight")] == [
        "language-bash",
        "language-python",
    ]


# All together

PARTS = [
    "<script>alert(1)</script>",
    "</section>",
    "</details>",
    "</div>",
    "<!--",
    "-->",
    "```",
    "~~~",
    "{ onclick=x }",
    "{: .x }",
    "--8<-- 'x'",
    "\n\n",
    "\n",
    "    ",
    "| a |\n|--|",
    "# h",
    "$$",
    "$",
    "[a]: x",
    "*[end]: x",
    "[x](javascript:alert(1))",
    "![x](https://e.org/x)",
    "<img src=//e.org/x>",
    "!!! note",
    "[^1]: x",
    "\x1b[31m",
    "\r",
    "text",
    "<table><tr><td>1",
    "&#106;avascript:",
    "<style>*{}",
    "\t",
    "- [ ] a",
    "<summary>",
    "<figure>",
    "::: x",
    "<iframe src=x>",
    "\u2028",
    "\x02wzxhzdk:0\x03",
    "> ",
    "\\",
    "<pre>",
]
ANY = st.lists(st.sampled_from(PARTS)).map("".join)
KINDS = st.sampled_from(["text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml",
                         "application/json", "application/javascript"])  # fmt: skip
OUTPUT = st.one_of(
    st.builds(stream, ANY, st.sampled_from(["stdout", "stderr"])),
    st.builds(display, st.dictionaries(KINDS, ANY, min_size=1)),
    st.builds(lambda n, v, t: {"output_type": "error", "ename": n, "evalue": v, "traceback": t},
              ANY, ANY, st.lists(ANY, max_size=3)),
)  # fmt: skip
TAGS = st.lists(st.sampled_from(["hide-input", "hide-output", "remove-input"]), max_size=2)


@given(st.lists(OUTPUT, max_size=4), ANY, TAGS, ANY)
def test_no_mixture_of_outputs_runs_a_script_or_reaches_beyond_its_cell(
    outputs: list[dict[str, Any]], source: str, tags: list[str], caption: str
) -> None:
    page = page_of(code(*outputs, source=source, tags=tags, label="a", caption=caption))
    for element in page.find_all(True):
        assert element.name not in ("script", "style", "iframe", "object", "form", "base")
        assert not [a for a in element.attrs if a.startswith("on") or a == "srcdoc"]
        address = str(element.get("src") or element.get("href") or "").lower()
        assert not address.startswith(("javascript:", "data:", "vbscript:"))
        assert element.name != "img" or not address.startswith(("http", "//"))
    last = page.find_all("p")[-1]
    assert last.parent is page, [p.name for p in last.parents]


def test_code_loses_marks_without_a_colour_and_no_letter() -> None:
    page = convert("```python\ndef f(x):\n    return x + 1  # one < two\n```\n")
    small = slim(page)
    assert len(small) < len(page) * 0.8
    assert BeautifulSoup(small, "html.parser").text == BeautifulSoup(page, "html.parser").text
