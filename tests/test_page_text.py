"""A page's text is what any site generator reads as its author meant it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from studylog.page import read_page
from studylog.page_text import page_text


def head_of(content: bytes) -> dict[str, Any]:
    page, _ = read_page("docs/a.md", content)
    head = yaml.safe_load(page_text(page).split("---\n")[1])
    assert isinstance(head, dict)
    return head


def test_a_description_is_escaped_for_the_attribute_that_themes_print_it_in() -> None:
    assert head_of(b'---\ndescription: a "b" & <c>\n---\n') == {
        "description": "a &quot;b&quot; &amp; &lt;c&gt;"
    }


@pytest.mark.parametrize("value", [b"[a]", b"{a: b}", b"''"])
def test_a_description_that_is_no_text_is_none(value: bytes) -> None:
    assert head_of(b"---\ntitle: 2\ndescription: " + value + b"\n---\n") == {"title": "2"}
