"""What GitHub's own parser sees in a text is what is read in it and shown of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from markdown import Markdown

from studylog.dialect import Code, Item, List, Table, plain_text, read_document, walk
from studylog.dialect.lookalikes import lookalikes
from tests.dialect.judge import judged, structure
from tests.dialect.typed import HEADINGS, ITEMS, NEARLY, RULES, TABLES, TEXTS, pages
from tests.extension.converter import configured, convert
from tests.samples import samples

#: What reads otherwise in Python-Markdown and is not what this is about.
_BOX = re.compile(r"\[[ xX]\] |~")

OWN = {
    "after a paragraph": "Tasks:\n- a\n- b\n\nand\n1. c\n2. d",
    "no interruption by another number": "In\n1986. it was\n2. so",
    "two, three and four columns": "- a\n  - b\n     - c\n         - d\n   - e\n- f",
    "mixed markers": "- a\n* b\n1. c\n1) d",
    "counted on": "3. a\n1. b\n7. c",
    "lazy": "- a\nlazy\n> quote\nlazy\n\n- b",
    "a rule below a table": "|a|b|\n|-|-|\n|1|2|\n---\ntext",
    "a table below text": "text\n|a|b|\n|-|-|\n|1|\ntext\n# end",
    "items beside a heading": "- a\n## b\n- c",
    "code in an item": "- a\n\n      code\n\n- b",
    "loose": "- a\n\n- b\n\n  more\n- c",
    "a comment between items": "- a\n<!-- - no -->\n- b",
    "underlined": "two\nlines\n---\n#tag\n\n***\n===",
    "raw HTML around a list": "<details>\n<summary>s</summary>\n\n- a\n  - b\n\n</details>",
    "a heading in an item": "- # a\n- ## b",
    "in a quotation": "> Tasks:\n> - a\n>   - b\n> - c",
    "nearly code": "- a\n\n    text\n\n        code",
    "empty items": "-\n- a\n-\n  b\n*",
    "far in": "  1. a\n\n     - b\n    -   c\n    - d",
}


def shown(markdown: str) -> tuple[object, ...]:
    return structure(convert(markdown))


@pytest.mark.parametrize("name", OWN)
def test_a_page_has_the_structure_that_github_shows(name: str) -> None:
    assert shown(OWN[name]) == judged(OWN[name])


@settings(max_examples=400, deadline=None)
@given(pages(ITEMS, ITEMS, ITEMS, TEXTS))
def test_lists_of_any_indents_and_markers_have_the_structure_that_github_shows(page: str) -> None:
    assert shown(page) == judged(page)


@settings(max_examples=300, deadline=None)
@given(pages(ITEMS, TEXTS, HEADINGS, RULES, TABLES))
def test_lists_among_headings_rules_and_tables_do_too(page: str) -> None:
    assert shown(page) == judged(page)


@settings(max_examples=300, deadline=None)
@given(pages(ITEMS, TEXTS, HEADINGS, RULES, TABLES, NEARLY))
def test_where_python_markdown_sees_the_same_its_bytes_stay(page: str) -> None:
    """Apart from the levels of headings, the lines of their own, and the states of tasks."""
    html = stock().convert(page)
    ours = convert(page)
    assume(structure(html) == judged(page) and not lookalikes(page, in_item=True))
    assume("task-state" not in ours)
    assert without_levels(ours) == without_levels(html)


def stock() -> Markdown:
    """The site's converter without this extension."""
    options = {name: given for name, given in configured().items() if name != "studylog"}
    return Markdown(extensions=list(options), extension_configs=options)


def without_levels(html: str) -> str:
    return re.sub(r"<(/?)h[1-6]\b", r"<\1h", html)


def logs() -> list[Path]:
    return sorted([*(samples() / "seeds").iterdir(), *(samples() / "corpus" / "logs").iterdir()])


def test_the_real_logs_have_the_structure_that_github_shows() -> None:
    for path in logs():
        text = path.read_text(encoding="utf-8")
        assert plain(shown(text)) == plain(judged(text)), path.name


def test_the_reader_and_the_page_agree_on_the_real_logs() -> None:
    for path in logs():
        text = path.read_text(encoding="utf-8")
        blocks = list(walk(read_document(text)))
        html = convert(text)
        assert html.count("<li") == sum(isinstance(b, Item) for b in blocks), path.name
        assert html.count("<table>") == sum(isinstance(b, Table) for b in blocks), path.name


def plain(value: object) -> object:
    """Without typed boxes, which the page shows as what they stand for, and tildes."""
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    return _BOX.sub("", str(value))


@settings(max_examples=300, deadline=None)
@given(pages(ITEMS, TEXTS, HEADINGS, TABLES))
def test_every_word_of_an_item_is_in_its_value(page: str) -> None:
    for block in walk(read_document(page)):
        if isinstance(block, Item):
            assert block.text == block.text.strip()
            assert block.line <= block.end
        if isinstance(block, List):
            assert block.items
        if isinstance(block, Code):
            assert block.line < block.end
    assert isinstance(plain_text(page), str)
