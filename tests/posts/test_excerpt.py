"""The excerpt and the rest hold every line; where they part is in golden files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.posts.excerpt import split_excerpt

LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "text",
            "<!--more-->",
            "<!-- MORE -->",
            "```",
            "~~~",
            "# h",
            "- a",
            "    code",
            "--cut--",
            "\u2028x",
            "a\x0cb",
        ]
    )
)


@given(LINES | st.lists(st.text(st.characters(exclude_characters="\n\r"))))
def test_every_line_but_the_marker_stays(lines: list[str]) -> None:
    excerpt, rest = split_excerpt("\n".join(lines), "--cut--")
    kept = [line for line in [*excerpt.split("\n"), *rest.split("\n")] if line]
    given_lines = [line for line in lines if line]
    missing = len(given_lines) - len(kept)
    assert missing in (0, 1)
    if missing:
        at = next((n for n, line in enumerate(kept) if line != given_lines[n]), len(kept))
        marker = given_lines.pop(at).strip().lower().replace(" ", "")
        assert marker in ("<!--more-->", "--cut--")
    assert kept == given_lines


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (" ", "other"),
        ("#", "other"),
        ("`", "open"),
        ("<!--", "open"),
        ("- ", "other"),
        ("x", "text"),
    ],
)
def test_a_long_line_stays_whole(part: str, kind: str) -> None:
    line = part * 10_000
    assert split_excerpt(line) == ((line, "") if kind == "text" else ("", line))
    if kind != "open":
        assert split_excerpt(f"{line}\n\n<!--more-->\n\nend") == (line, "end")
