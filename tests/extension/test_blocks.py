"""A fenced block becomes what it stands for, wherever Markdown lets a fence stand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from studylog.blocks import blocks_of
from studylog.log import read_log
from studylog.markdown.blocks import Block, BlockFault, BlockHtml, Place, block_problems
from studylog.settings import read_config
from studylog.sources import Sources
from tests.extension.converter import CONFIG


def made(text: str, place: Place) -> BlockHtml:
    faults = (("it says bad", "write good"),) if "bad" in text else ()
    return BlockHtml(f"<div class=made>{text.strip()}|{place.name}</div>", faults)


def convert(
    markdown: str,
    blocks: Mapping[str, Block] | None = None,
    found: list[BlockFault] | None = None,
) -> str:
    """As the site converts; the faults of blocks are added to `found`."""
    config, _ = read_config(CONFIG.read_text(encoding="utf-8"))
    options = {name: dict(given) for name, given in config.markdown.items()}
    faults = [] if found is None else found
    options["studylog"] = {
        "blocks": {"made": made} if blocks is None else blocks,
        "report": lambda _, fault: faults.append(fault),
    }
    converter: Markdown = Markdown(extensions=list(options), extension_configs=options)
    return converter.convert(markdown)


def test_a_block_stands_in_the_place_of_its_fence() -> None:
    html = convert("Before\n```made\na: 1\n```\nAfter")
    assert html.index("Before") < html.index("<div class=made>a: 1|made-1</div>")
    assert html.index("</div>") < html.index("After")
    assert "<p><div" not in html


@pytest.mark.parametrize(
    "page",
    [
        "!!! note\n\n    ```made\n    a: 1\n    ```\n",
        "??? note\n    ```made\n    a: 1\n    ```\n",
        '=== "Tab"\n\n    ~~~made\n    a: 1\n    ~~~\n',
        "- item\n\n    ```made\n    a: 1\n    ```\n",
        "1. item\n\n    ````made\n    a: 1\n    ````\n",
    ],
)
def test_a_block_may_stand_in_an_admonition_a_tab_and_a_list(page: str) -> None:
    assert "<div class=made>a: 1|made-1</div>" in convert(page)


@pytest.mark.parametrize(
    "page",
    [
        "````\n```made\na: 1\n```\n````",
        "~~~\n```made\na: 1\n```\n~~~",
        "Text\n\n    ```made\n    a: 1\n    ```\n",
        "```made\nnever closed",
        "```made of wood\na: 1\n```",
        "```python\nmade\n```",
        "`made`",
    ],
)
def test_what_is_code_or_no_block_stays_as_it_is(page: str) -> None:
    assert "class=made" not in convert(page)


def test_each_block_of_a_page_has_a_name_of_its_own() -> None:
    html = convert("```made\n```\n\n```made\n```")
    assert "made-1<" in html and "made-2<" in html


def test_a_fault_is_said_at_the_line_of_its_block() -> None:
    page = "```made\nok\n```\n\nText\n\n~~~made\nbad\n~~~\n"
    found: list[BlockFault] = []
    convert(page, found=found)
    head = "---\ntitle: x\n---\n"
    (problem,) = block_problems(found * 2, "docs/a.md", head + page)
    assert str(problem) == "docs/a.md:10: the block 'made': it says bad (write good)"


BIB = b"""@misc{a, title={One & only}, status={read}, finished={2024-05-06}, keywords={nlp}}
@misc{b, title={Two}, status={to-read}, added={2024-01-02}}"""


def test_a_log_has_a_list_and_charts() -> None:
    log = read_log(Sources({"papers.bib": BIB}))
    blocks = blocks_of(log, {"a": "papers/a/", "b": "papers/b/"})
    html = convert(
        "```reading-list\ntopic: NLP\ncolumns: title, finished\n```\n\n```chart\nkind: queue\n```",
        blocks,
    )
    assert '<a href="papers/a/">One &amp; only</a>' in html
    assert "Two" not in html
    assert "<svg" in html


@given(st.text(alphabet="`~made \n\t-a:", max_size=80))
def test_no_page_raises_and_without_blocks_nothing_changes(page: str) -> None:
    convert(page)
    plain = convert(page, {})
    if "made" not in page:
        assert convert(page) == plain


@pytest.mark.parametrize("name", ["timelin", "{timeline}", "reading-lists"])
def test_a_fence_with_nearly_the_name_of_a_block_is_said(name: str) -> None:
    faults: list[BlockFault] = []
    fences = f"```{name}\n```\n\n```python\nx\n```\n"
    convert(fences, {"timeline": made, "reading-list": made}, faults)
    assert [(f.kind, f.number) for f in faults] == [(name, 0)]
    assert faults[0].hint.startswith("did you mean ")
