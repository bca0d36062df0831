"""What a comment holds is in neither part of a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.posts import read_post
from studylog.posts.hidden import without_long_comments

HEAD = "---\ntitle: T\ndate: 2026-01-02\n---\n"


@pytest.mark.parametrize(
    "body",
    [
        "Text.\n\n<!-- secret\n\n# secret\n-->\n\nEnd.\n",
        "Text. <!-- secret\n\nsecret --> End.\n",
        "Text.\n\n- a <!-- secret\n\n  secret -->\n\nEnd.\n",
        "Text.\n\nEnd.\n\n<!-- secret\n",
        "Text.\n\nEnd. <!-- secret\n\nsecret\n\nsecret",
    ],
)
def test_a_comment_of_several_blocks_is_in_neither_excerpt_nor_rest(body: str) -> None:
    post, _ = read_post("posts/a.md", (HEAD + body).encode())
    assert post
    assert "secret" not in post.excerpt.partition("<!--")[0]
    assert "secret" not in post.rest.partition("<!--")[0]
    assert "Text." in post.excerpt and "End." in post.excerpt + post.rest


def test_a_comment_that_never_ends_is_an_error_at_its_line() -> None:
    _, problems = read_post("posts/a.md", f"{HEAD}Text.\n\n<!-- secret\n".encode())
    assert [(p.line, p.level) for p in problems] == [(7, "error")]


def test_the_marker_and_code_stay() -> None:
    body = "a\n<!-- more -->\n\n```\n<!-- x\n\n-->\n```\n\n    <!-- y\n\n    -->\n"
    assert without_long_comments(body, "", 1) == (body, ())


@given(st.text(alphabet="<!->\n\t a`", max_size=40))
def test_a_body_keeps_its_number_of_lines(body: str) -> None:
    text, _ = without_long_comments(body, "", 1)
    assert text.count("\n") == body.count("\n")
