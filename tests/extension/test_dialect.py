"""What else a page is written in works with lists inside it, around it and beside it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from tests.extension.converter import CONFIG, convert, converter
from tests.logs import build, make_log


def made(markdown: str, *, alone: bool = False) -> Tag:
    """The page without links to headings; `alone` is without the site's other extensions."""
    html = Markdown(extensions=["studylog"]).convert(markdown) if alone else convert(markdown)
    page = BeautifulSoup(html, "html.parser")
    for link in page.select(".headerlink"):
        link.extract()
    return page


def outline(element: Tag) -> list[object]:
    """The items of the lists right inside, each with the lists in it."""
    found: list[object] = []
    for child in element.find_all(["ul", "ol"], recursive=False):
        for li in child.find_all("li", recursive=False):
            inner, texts = outline(li), li.find_all(string=True)
            own = [t for t in texts if t.find_parent(["li", "summary", "pre", "blockquote"]) is li]
            name = flat("".join(own))
            found += [name, inner] if inner else [name]
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def one(page: Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


#: A list as people type it: right below text, two blanks, another marker.
LIST = "Tasks:\n- a\n  - b\n     - c\n\n1) d"
LISTED = ["a", ["b", ["c"]], "d"]


def indented(markdown: str, columns: int = 4) -> str:
    return "\n".join(" " * columns + line if line else line for line in markdown.split("\n"))


# Blocks that hold others.


@pytest.mark.parametrize(
    ("head", "selector"),
    [
        ("!!! note", ".admonition.note"),
        ('!!! tip "With a title"', ".admonition.tip"),
        ("!!! danger inline end", ".admonition.danger.inline.end"),
        ("??? note", "details.note"),
        ('???+ warning "Open"', "details.warning[open]"),
        ('=== "Tab"', ".tabbed-block"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_in_a_block_of_material_is_read_as_anywhere(
    head: str, selector: str, gap: str
) -> None:
    page = made(f"Before\n\n{head}{gap}{indented(LIST)}\n\nAfter")
    assert outline(one(page, selector)) == LISTED
    assert [flat(p.text) for p in page.find_all("p", recursive=False)] == ["Before", "After"]


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("head", ["!!! note", "??? note", '=== "Tab"'])
def test_a_block_of_material_stands_in_an_item_of_any_indent(columns: int, head: str) -> None:
    marker = {2: "- ", 3: "1. ", 4: "-   "}[columns]
    block = indented(f"{head}\n\n{indented(LIST)}", columns)
    page = made(f"{marker}a\n\n{block}\n{marker}z")
    item = one(page, ".admonition, details, .tabbed-block")
    assert outline(item) == LISTED
    assert item.find_parent("li") and len(page.select("li")) == 6


def test_tabs_stay_one_set_with_lists_in_them() -> None:
    page = made('=== "A"\n    - a\n      - b\n\n=== "B"\n\n    Text\n    1. c\n\nAfter')
    assert len(page.select(".tabbed-set")) == 1
    assert [outline(b) for b in page.select(".tabbed-block")] == [["a", ["b"]], ["c"]]


def test_blocks_of_material_nest() -> None:
    page = made(
        '!!! note\n    ??? tip\n        - a\n          - b\n\n        === "T"\n            - c'
    )
    assert outline(one(page, ".admonition > details.tip")) == ["a", ["b"]]
    assert outline(one(page, "details .tabbed-block")) == ["c"]


def test_a_block_of_material_ends_where_its_indent_does() -> None:
    page = made("- a\n- b\n\n!!! note\n    - c\n- d")
    assert [ul.parent.get("class") for ul in page.select("ul")] == [  # type: ignore[union-attr]
        None, ["admonition", "note"], None,
    ]  # fmt: skip


@pytest.mark.parametrize("marker", ["- ", "1. ", "-   "])
@pytest.mark.parametrize("fence", ["```", "~~~~"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_fence_in_an_item_of_any_indent_is_code(marker: str, fence: str, gap: str) -> None:
    code = f'{fence}python title="t.py" hl_lines="1"\nx = 1\n\n- no item\n{fence}'
    page = made(f"{marker}a{gap}{indented(code, len(marker))}\n{marker}b")
    assert one(page, "li pre code").text == "x = 1\n\n- no item\n"
    assert one(page, "li .filename").text == "t.py" and page.select(".hll")
    assert len(page.select("li")) == 2
    assert page.select("p .highlight, p div") == []


def test_a_fence_stands_between_the_lists_of_an_item() -> None:
    page = made("- a\n  - b\n\n    ```\n    code\n    ```\n    - c\n- d")
    assert outline(page) == ["a", ["b", ["c"]], "d"]
    assert one(page, "li li pre").text == "code\n"


def test_a_footnote_may_hold_a_list_and_text_below_it() -> None:
    page = made("- a[^1]\n- b\n\n[^1]: Foot\n    - x\n      - y\n\n    more")
    assert [flat(li.text) for li in page.select(":root > ul > li, ul:first-child > li")][:2] == [
        "a1", "b",
    ]  # fmt: skip
    note = one(page, ".footnote li[id]")
    assert outline(note) == ["x", ["y"]]
    assert "more" in note.find_all("p", recursive=False)[-1].text


def test_definitions_hold_lists() -> None:
    page = made("Term\n:   Text\n\n    - a\n      - b\n\nOther\n:   - c\n\nAfter")
    assert [dt.text for dt in page.select("dt")] == ["Term", "Other"]
    assert [outline(dd) for dd in page.select("dd")] == [["a", ["b"]], ["c"]]
    assert made("- i\n\n    Term\n    :   Text\n").select("li dl dd")


def test_quotations_hold_lists_and_admonitions() -> None:
    quote = one(made("> Tasks:\n> - a\n>   - b\n>\n> text\n> - c"), "blockquote")
    assert outline(quote) == ["a", ["b"], "c"]
    page = made("> !!! note\n>     - a\n>       - b\n")
    assert outline(one(page, "blockquote .admonition")) == ["a", ["b"]]
    assert outline(one(made("!!! note\n    > - a\n    >   - b\n"), ".admonition blockquote")) == [
        "a", ["b"],
    ]  # fmt: skip
    assert outline(one(made("- a\n  > q\n  > - x\n- b"), "li blockquote")) == ["x"]


# HTML.


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_cards_of_material_are_a_grid_that_ends(gap: str) -> None:
    cards = "-   **One**\n\n    ---\n\n    Text [link](x)\n\n-   Two\n    - a\n      - b"
    page = made(f'<div class="grid cards" markdown>{gap}{cards}{gap}</div>\n\nAfter')
    grid = one(page, "div.grid.cards")
    assert [
        len(ul.find_all("li", recursive=False)) for ul in grid.find_all("ul", recursive=False)
    ] == [2]
    assert grid.select("li > hr") and grid.strong and grid.a
    assert outline(grid)[1:] == ["Two", ["a", ["b"]]]
    (after,) = page.find_all("p", recursive=False)
    assert after.text == "After"
    assert str(page).count("</div>") == 1


def test_a_grid_holds_tabs_and_admonitions() -> None:
    page = made(
        '<div class="grid" markdown>\n\n=== "A"\n    - a\n      - b\n\n'
        "!!! note\n    - c\n\n</div>\nz"
    )
    assert outline(one(page, ".grid .tabbed-block")) == ["a", ["b"]]
    assert outline(one(page, ".grid > .admonition")) == ["c"]
    assert "z" not in one(page, ".grid").text


def test_elements_in_an_element_of_markdown_keep_their_ends() -> None:
    page = made(
        '<div class="o" markdown>\n\n- a\n\n<div class="i" markdown>\n- b\n  - c\n</div>\n\n'
        "- d\n\n</div>\n\n- e"
    )
    assert outline(one(page, "div.o > div.i")) == ["b", ["c"]]
    assert outline(one(page, "div.o")) == ["a", "d"]
    assert outline(page) == ["e"]


@pytest.mark.parametrize("between", ["", "\n"])
def test_raw_details_hold_a_list_as_on_github(between: str) -> None:
    page = made(f"<details>{between}<summary>More</summary>\n\n{LIST}\n\n</details>\n\nAfter\n- z")
    assert outline(one(page, "details")) == LISTED
    assert one(page, "details summary").text == "More"
    assert outline(page) == ["z"]


def test_raw_details_in_an_item_hold_a_list() -> None:
    page = made("- i\n  <details>\n  <summary>S</summary>\n\n  - a\n    - b\n\n  </details>\n- j")
    details = one(page, "li > details")
    assert outline(details) == ["a", ["b"]]
    assert len(page.find_all("ul", recursive=False)[0].find_all("li", recursive=False)) == 2


def test_an_element_of_markdown_in_an_item_holds_a_list_and_ends() -> None:
    html = convert('- i\n\n  <div class="c" markdown>\n\n  - a\n    - b\n\n  </div>\n- j')
    page = BeautifulSoup(html, "html.parser")
    assert outline(one(page, "li > div.c")) == ["a", ["b"]]
    assert len(page.select("ul")[0].find_all("li", recursive=False)) == 2
    assert (html.count("<div"), html.count("</div>"), "markdown" in html) == (1, 1, False)


def test_details_of_markdown_hold_a_list() -> None:
    page = made(
        "<details markdown>\n<summary>S</summary>\n\nTasks:\n- [x] a\n  - b\n</details>\n\nz"
    )
    assert page.select("details li.task[data-state=done] li")
    assert "z" not in one(page, "details").text


# Inside lines.


def test_attributes_reach_items_headings_cells_and_links() -> None:
    page = made(
        "# T {#tid .c}\n\n## H ## {: #hid }\n- a\n- b\n{: .last }\n\n"
        "|x {: .h }|y|\n|-|-|\n|1 {: .d }|2|\n\n"
        '- [x](y){ .md-button }\n- ![i](p.png){ width="300" }\n'
    )
    assert one(page, "h1")["id"] == "tid" and one(page, "h1.c").text == "T"
    assert one(page, "h2#hid").text == "H"
    assert flat(one(page, "li.last").text) == "b"
    assert one(page, "th.h").text == "x" and one(page, "td.d").text == "1"
    assert page.select("li a.md-button") and page.select('li img[width="300"]')


def test_abbreviations_are_explained_in_lists_and_tables() -> None:
    page = made("- HTML is\n- b\n\n|HTML|x|\n|-|-|\n|a|HTML|\n\n*[HTML]: Hyper Text\n")
    assert [a["title"] for a in page.select("abbr")] == ["Hyper Text"] * 3
    assert "*[" not in page.text


def test_formulas_stand_in_and_beside_lists() -> None:
    page = made(
        "- $a_1*b*c$ and $x<y$\n- $$\n  a\n  - b\n  $$\n- \\(p*q*r\\)\n\n$$\n- x\n$$\n- d\n\n"
        "Text $u$:\n- e\n\n|$f$|g|\n|-|-|\n|$h$|1|\n"
    )
    assert len(page.select("math")) == 8
    assert len(page.select("math[display=block]")) == 2
    assert page.select("em") == []
    assert len(page.select("li")) == 5
    assert "$" not in page.text and "\\" not in page.text


@pytest.mark.parametrize(
    "page",
    [
        "- [a][1]\n- b\n\n[1]: http://x.org\n",
        "[1]: http://x.org\n- [a][1]\n",
        "- [a][1]\n\n  [1]: http://x.org\n- b",
        "1. b\n\n   - [a][1]\n\n     [1]: http://x.org\n",
        "> - [a][1]\n>\n> [1]: http://x.org\n",
        "- [1]\n\n  [1]: <http://x.org>\n    'Title'\n",
        "!!! note\n    - [a][1]\n\n    [1]: http://x.org\n",
    ],
)
def test_the_target_of_a_link_may_stand_after_and_inside_a_list(page: str) -> None:
    link = one(made(page), "a")
    assert link["href"] == "http://x.org"
    assert "http" not in made(page).text and "[" not in made(page).text


def test_lines_break_at_two_blanks_and_at_a_backslash() -> None:
    page = made("- a  \n  b\\\n  c\n- d<br>e\n\nf\\\ng\n\n`h\\\ni`\n\nj\\\\\nk\n\nl\\")
    assert [flat(re.sub(r"<br\s*/?>", "|", li.decode_contents())) for li in page("li")] == [
        "a| b| c", "d|e",
    ]  # fmt: skip
    texts = [flat(p.get_text("|")) for p in page.find_all("p", recursive=False)]
    assert texts == ["f| g", "h\\ i", "j\\ k", "l\\"]


def test_the_codes_of_marks_are_signs_but_not_in_code_and_words() -> None:
    page = made("- :white_check_mark: a\n- b :x:\n- `:x:` c\n- 10:x:20\n- :other: d")
    assert [li.get("data-state") for li in page("li")] == ["done", "open", None, None, None]
    texts = [flat(li.text) for li in page("li")]
    assert texts[0].endswith("✅ a") and texts[1].endswith("b ❌")
    assert texts[2:] == [":x: c", "10:x:20", ":other: d"]


def test_a_snippet_holds_a_list(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text(f"{LIST}\n", encoding="utf-8")
    options = {"pymdownx.snippets": {"base_path": [str(tmp_path)]}}
    converter = Markdown(
        extensions=["pymdownx.snippets", "admonition", "studylog"], extension_configs=options
    )
    html = converter.convert('Text\n\n--8<-- "part.md"\n\n!!! note\n    --8<-- "part.md"\n\nAfter')
    page = BeautifulSoup(html, "html.parser")
    assert outline(page) == LISTED
    assert outline(one(page, ".admonition")) == LISTED


# Tables.


def test_d8_a_rule_below_a_table_is_no_row() -> None:
    page = made("|a|b|\n|-|-|\n|1|2|\n---\ntext")
    assert [flat(tr.text) for tr in page("tr")] == ["a b", "1 2"]
    assert page.select("table + hr + p")


@pytest.mark.parametrize("below", ["- x", "# h", "> q", "```\nc\n```", "1. x"])
def test_d8_a_table_ends_where_another_block_starts(below: str) -> None:
    page = made(f"|a|b|\n|-|-|\n|1|2|\n{below}")
    assert len(page("tr")) == 2
    assert len(page.find_all(recursive=False)) == 2


def test_d8_missing_cells_are_filled_and_further_ones_join_the_last() -> None:
    page = made("|a|b|\n|-|-|\n|1|\n|2|3|4|5|\n|6|7||\n")
    assert [[td.text for td in tr("td")] for tr in page.select("tbody tr")] == [
        ["1", ""], ["2", "3 4 5"], ["6", "7"],
    ]  # fmt: skip


def test_d8_a_table_stands_right_below_text_and_in_an_item() -> None:
    assert made("text\n|a|b|\n|-|-|\n|1|2|\n").select("p + table")
    assert made("- i\n  |a|b|\n  |-|-|\n  |1|2|\n- j").select("li table")


def test_d8_cells_keep_their_side_and_pipes_in_code() -> None:
    page = made("|a|b|c|\n|:-|-:|:-:|\n|`x\\|y`|\\||z|\n")
    assert [td["style"] for td in page("td")] == [
        "text-align: left;", "text-align: right;", "text-align: center;",
    ]  # fmt: skip
    assert [td.text for td in page("td")] == ["x|y", "|", "z"]


# Boxes, links, strikes.


def test_d9_a_box_may_stand_in_any_list() -> None:
    page = made("1. [ ] a\n2) [x] b\n\n* [X] c\n+ [ ]  d\n- e\n  - [x] f")
    assert [li.get("data-state") for li in page("li")] == [
        "open", "done", "done", "open", None, "done",
    ]  # fmt: skip
    assert "[" not in page.text
    assert [li.get("data-state") for li in made("- [x](y) a\n- [x]b\n- a [ ]")("li")] == [None] * 3


@pytest.mark.parametrize(
    ("typed", "text", "href"),
    [
        ("http://a.org/x_y_z?a=b&c=d.", "http://a.org/x_y_z?a=b&c=d", "http://a.org/x_y_z?a=b&c=d"),
        ("www.b.org/q", "www.b.org/q", "http://www.b.org/q"),
        ("(https://e.org/a_(b))", "https://e.org/a_(b)", "https://e.org/a_(b)"),
        ("me@d.org", "me@d.org", "mailto:me@d.org"),
        ("<https://e.org>", "https://e.org", "https://e.org"),
    ],
)
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("before", ["", "- ", "1. ", "> ", "# "])
def test_d9_bare_addresses_are_links(
    typed: str, text: str, href: str, before: str, alone: bool
) -> None:
    link = one(made(before + typed, alone=alone), "a")
    assert (link.text, link["href"]) == (text, href)


@pytest.mark.parametrize("alone", [False, True])
def test_d9_two_tildes_strike_and_one_is_text(alone: bool) -> None:
    page = made("- ~~x~~ ~y~ ~ z a~b~c ~5\n\n~~two\nlines~~ `~~code~~`", alone=alone)
    assert [flat(d.text) for d in page("del")] == ["x", "two lines"]
    assert page("sub") == []
    assert flat(page.text) == "x ~y~ ~ z a~b~c ~5 two lines ~~code~~"


# Lines that look like items, headings.


@pytest.mark.parametrize("around", ["", "> ", "!!! note\n    ", "- i\n\n    "])
def test_d10_what_looks_like_an_item_is_text_on_a_line_of_its_own(around: str) -> None:
    head, _, indent = around.rpartition("\n")
    lines = ["Goals:", "    - a", "    - b", "end"]
    page = made("\n".join([head, *((indent + line) for line in lines)]))
    (found,) = [p for p in page("p") if "Goals" in p.text]
    assert [flat(t) for t in found.get_text("|").split("|")] == ["Goals:", "- a", "- b", "end"]
    assert len(found("br")) == 3


def test_d10_in_an_item_and_by_another_number() -> None:
    page = made("- d\n    -Item\n  more\n\nIn\n3. x\n4. y")
    assert [flat(t) for t in one(page, "li").get_text("|").split("|")] == ["d", "-Item", "more"]
    (text,) = page.find_all("p", recursive=False)
    assert [flat(t) for t in text.get_text("|").split("|")] == ["In", "3. x", "4. y"]


@pytest.mark.parametrize(
    ("page", "levels"),
    [
        ("# a\n## b\n### c\n# d", [1, 3, 4, 2]),
        ("### a\n##### b\n### c", [2, 4, 2]),
        ("text\n# a\n# b", [2, 2]),
        ("# a", [1]),
        ("## a\n# b", [3, 2]),
        ("a\n=\n\nb\n-", [1, 2]),
        ("# a\n\n###### b", [1, 2]),
        ("x\n# a\n###### b\n##### c", [2, 6, 6]),
        ("<!-- c -->\n\n# a\n## b", [1, 2]),
        ("- # a\n  ## b\n\n!!! note\n    # c\n\n> # d", [2, 3, 2, 2]),
    ],
)
def test_d11_one_first_level_and_the_others_keep_their_distance(
    page: str, levels: list[int]
) -> None:
    found = made(page).select("h1, h2, h3, h4, h5, h6")
    assert [int(h.name[1]) for h in found] == levels


def test_d11_anchors_are_unique() -> None:
    ids = [h["id"] for h in made("# T\n\n## A\n\n## A\n\n# T\n\n- ## A\n").select("[id]")]
    assert len(ids) == 5 and len(set(ids)) == 5


@pytest.mark.parametrize(
    "page", ["#tag", "text\n#tag", "- #tag", "- a\n  #tag", "####### a", "#5 b"]
)
def test_d11_a_tag_at_the_start_of_a_line_is_text(page: str) -> None:
    assert made(page).select("h1, h2, h3, h4, h5, h6") == []
    assert "#" in made(page).text


# Comments.

COMMENTED = {
    "paragraph": "a <!-- gone --> b",
    "lines of a paragraph": "a <!-- gone\ngone --> b",
    "alone": "a\n\n<!-- gone -->\n\nb",
    "over blank lines": "a\n\n<!-- gone\n\n- gone\n\n# gone -->\n\nb",
    "right below text": "a\n<!-- gone -->\nb",
    "item": "- a <!-- gone -->\n- <!-- gone --> b",
    "between items": "- a\n<!-- - gone -->\n- b",
    "lines between items": "- a\n  <!--\n  - gone\n  -->\n  - b",
    "box": "- [x] a <!-- gone -->\n- [ ] b",
    "cell": "| a <!-- gone --> | b |\n|---|---|\n| 1 | <!-- gone --> |\n",
    "heading": "# a <!-- gone -->\n\n## <!-- gone --> b",
    "quotation": "> a <!-- gone -->\n>\n> <!-- gone -->\n> b",
    "admonition": "!!! note\n    a <!-- gone -->\n\n    <!-- gone -->\n    b",
    "title": '!!! note "a <!-- gone -->"\n    b',
    "tab": '=== "a"\n    <!-- gone -->\n    b',
    "footnote": "a[^1]\n\n[^1]: b <!-- gone -->\n",
    "definition": "a\n: b <!-- gone -->\n",
    "HTML": "<div>\n<!-- gone -->\na</div>\n\nb",
    "details": "<details>\n<summary>a</summary>\n<!-- gone -->\n\n- b <!-- gone -->\n\n</details>",
    "details of Markdown": "<details markdown>\n<!-- gone -->\n- a <!-- gone -->\n- b\n</details>",
    "formula": "a\n\n$$\n<!-- gone -->x\n$$\n\nb",
    "link": "[a<!-- gone -->](b)",
    "never closed": "a b\n\n<!-- gone\n\n- gone",
    "never closed in an item": "- a b\n- <!-- gone\n\ngone",
}  # fmt: skip


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("place", COMMENTED)
def test_d12_a_comment_is_in_no_part_of_a_page(place: str, alone: bool) -> None:
    html = str(made(COMMENTED[place], alone=alone))
    assert "gone" not in html and "--" not in html
    assert "a" in made(COMMENTED[place], alone=alone).text


@pytest.mark.parametrize(
    "page",
    [
        "`<!-- kept -->`",
        "- `<!-- kept -->` b",
        "a\n\n    <!-- kept -->\n",
        "```html\n<!-- kept -->\n```",
        "- a\n\n  ~~~\n  <!-- kept -->\n  ~~~\n",
        "- a\n\n      <!-- kept -->\n",
        "> ```\n> <!-- kept -->\n> ```\n",
        "!!! note\n    ```\n    <!-- kept -->\n    ```\n",
        "|a|\n|-|\n|`<!-- kept -->`|\n",
    ],
)
def test_d12_in_code_it_is_code(page: str) -> None:
    assert one(made(page), "code").text.strip() == "<!-- kept -->"


# States.


def test_states_in_quotations_are_shown() -> None:
    page = made("> - [x] a\n> - b (wip)\n\n- [ ] c")
    assert [li["data-state"] for li in page("li")] == ["done", "partly", "open"]


def test_tasks_false_shows_no_state_and_counts_nothing(tmp_path: Path) -> None:
    plan = "# Plan\n\n- [x] a\n- [ ] b\n- c (done)\n\n> - [x] q\n\n|What|Done|\n|-|-|\n|r|x|\n"
    files: dict[str, str | bytes] = {
        "docs/off.md": f"---\ntasks: false\n---\n{plan}",
        "docs/on.md": plan,
    }
    result = build(make_log(tmp_path, files=files))
    assert result.returncode == 0, result.stdout
    pages = {
        name: BeautifulSoup(
            (tmp_path / f"site/{name}/index.html").read_text("utf-8"), "html.parser"
        )
        for name in ("on", "off")
    }
    assert len(pages["on"].select(".task")) == 5 and pages["on"].select(".progress")
    assert "2 of 4 done" not in pages["on"].text  # the quoted one is not counted, the row is
    first = pages["on"].select_one(".progress")
    assert first and first["data-done"] == "3" and first["data-open"] == "1"
    assert pages["off"].select(".task, .progress, [data-state]") == []
    assert "docs/off.md" not in (tmp_path / "site/progress.json").read_text("utf-8")
    assert [li.text.strip() for li in pages["off"].article.select("li")][2] == "c (done)"  # type: ignore[union-attr]


# Alone, and deep.


def test_alone_it_reads_a_page_as_the_site_does() -> None:
    page = made(
        f"# T\n{LIST}\n\n|a|b|\n|-|-|\n|1|2|\n\n!!! note\n{indented(LIST)}\n\n```python\nx\n```\n\n"
        "- i\n\n  ~~~\n  y\n  ~~~\n\n??? tip\n    *d*\n\nTerm\n: def\n\nx[^1] :x:\n\n[^1]: foot\n",
        alone=True,
    )
    assert outline(page) == [*LISTED, "i"]
    assert outline(one(page, ".admonition")) == LISTED
    assert [code.text.strip() for code in page("code")] == ["x", "y"]
    assert page.select("details em") and page.select("dd") and page.select(".footnote")
    assert "\x02" not in page.text and "slb:" not in page.text


@pytest.mark.parametrize("order", [1, -1])
def test_it_may_stand_before_and_behind_other_extensions(order: int) -> None:
    names = ["admonition", "pymdownx.details", "pymdownx.superfences", "footnotes", "def_list",
             "tables", "studylog"]  # fmt: skip
    page = f"!!! note\n{indented(LIST)}\n\n- a\n\n  ```python\n  x\n  ```\n"
    html = Markdown(extensions=names[::order]).convert(page)
    found = BeautifulSoup(html, "html.parser")
    assert outline(one(found, ".admonition")) == LISTED
    assert one(found, "li code").text.strip() == "x"


def test_a_thousand_levels_are_a_thousand_levels_on_the_page() -> None:
    before = sys.getrecursionlimit()
    html = convert("\n".join("  " * n + f"- item {n}" for n in range(1000)))
    assert sys.getrecursionlimit() == before
    depth = deepest = 0
    for tag in re.findall(r"<(/?)ul>", html):
        depth += -1 if tag else 1
        deepest = max(deepest, depth)
    assert (depth, deepest, html.count("<li>")) == (0, 1000, 1000)
    assert [int(n) for n in re.findall(r"item (\d+)", html)] == list(range(1000))


def test_the_site_s_own_extensions_are_those_tested_here() -> None:
    config = CONFIG.read_text(encoding="utf-8")
    for name in ("admonition", "attr_list", "def_list", "footnotes", "md_in_html",
                 "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"):  # fmt: skip
        assert f"- {name}" in config


@pytest.mark.parametrize(
    "text",
    [
        "> a <!-- SECRET --> b",
        "> a\n> > b <!-- SECRET\n> > SECRET -->",
        "<details>\n<summary>s</summary>\n<!-- a\n\nSECRET\n-->\n</details>",
        "<div><!-- x\n\nSECRET --></div>",
        "<div>a <!-- SECRET</div>\n\nSECRET",
        "1. ```\n   code\n   ```\n\ntext <!-- a\n\nSECRET -->",
        "    ```\n\nx <!-- SECRET\n\nSECRET -->",
        "a <!-- x <b>\n\nSECRET -->",
        "- a <!-- never <b>\n- SECRET",
        "<!--\nSECRET\n>",
        "\\` <!-- SECRET --> `",
        "<div>\n`<!-- SECRET -->`\n</div>",
        "<span title='`'> <!-- SECRET --> ` x",
        "`a`<!-- SECRET -->`b`",
        "[^1]: a <!-- SECRET -->\n\nb[^1]",
    ],
)
def test_d12_no_comment_is_shown_whatever_stands_around_it(text: str) -> None:
    assert "SECRET" not in convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "para\n\n    <!-- KEPT -->\n\ntext <!-- a\n\nb -->",
        "`<!-- KEPT -->` <!-- a\n\nb -->",
        "text \\<!-- KEPT\n\nKEPT",
        "<script>\nvar a='<!-- KEPT';\n</script>\n\nKEPT",
        "```\n<!-- KEPT\n```\n\nKEPT <!-- a\n\nb -->",
    ],
)
def test_d12_code_keeps_its_comments_whatever_stands_around_it(text: str) -> None:
    assert convert(text).count("KEPT") == text.count("KEPT")


@pytest.mark.parametrize(
    "text",
    [
        " <div markdown>\nword\n</div>",
        "   <div markdown>\n\n- word\n\n</div>\nafter",
        "[^1]: c\n\n\n    - word\n\nx[^1]",
        ": a\n    word",
        "[^1]: c\n<details><summary>s</summary>\n\n    word\n\n</details>\n\nx[^1]",
    ],
)
def test_no_word_and_no_mark_is_left_where_another_extension_takes_the_lines(text: str) -> None:
    html = convert(text)
    assert "word" in html and "slb:" not in html


def test_a_heading_keeps_its_anchor_and_its_name_when_its_state_is_shown() -> None:
    own = converter()
    html = own.convert("# T\n\n## Course A (done)\n")
    assert 'id="course-a-done"' in html and "task-state" in html
    assert own.toc_tokens[0]["children"][0]["name"] == "Course A (done)"  # type: ignore[attr-defined]


def test_what_is_no_task_any_more_stays_as_it_was_typed() -> None:
    assert "[-] a" in convert("- [-] a\n- [x] b")
