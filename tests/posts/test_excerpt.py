"""The excerpt and the rest hold every line; where they part is in golden files."""

from __future__ import annotations

import time

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


def test_a_long_line_takes_time_in_proportion_to_its_length() -> None:
    started = time.perf_counter()
    for part in (" ", "#", "`", "<!--", "- ", "x"):
        split_excerpt(part * 1_000_000)
    assert time.perf_counter() - started < 3
