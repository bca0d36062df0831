"""No front matter ends a build: what a theme can't use is left out, and named."""

from __future__ import annotations

from typing import Any

import pytest

from studylog.page_meta import fit

THEME = {"main.html", "404.html", ".icons/material/book.svg"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hide", ["toc"]),
        ("hide", []),
        ("search", {"exclude": True}),
        ("icon", "material/book"),
        ("template", "main.html"),
        ("anything", object),
    ],
)
def test_what_the_theme_can_use_stays(name: str, value: Any) -> None:
    assert fit({name: value, "title": "T"}, THEME.__contains__) == ({name: value, "title": "T"}, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hide", 5),
        ("hide", "toc"),
        ("hide", [1]),
        ("search", True),
        ("icon", "nope/nope"),
        ("icon", {"a": "b"}),
        ("template", "nope.html"),
        ("template", "404.html"),
        ("template", "../main.html"),
        ("template", [1]),
    ],
)
def test_what_would_end_the_build_is_left_out_and_named(name: str, value: Any) -> None:
    kept, faults = fit({"title": "T", name: value}, THEME.__contains__)
    assert kept == {"title": "T"}
    assert [fault[0] for fault in faults] == [name]
