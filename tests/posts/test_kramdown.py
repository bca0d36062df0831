"""kramdown becomes the Markdown of this site; see tests/golden/kramdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.posts.kramdown import without_kramdown

PARTS = st.lists(
    st.sampled_from(
        [
            "{:", "{: .x}", "{:toc}", "{:.no_toc}", "{::options /}", "{::comment}", "{:/comment}",
            "{::nomarkdown}", "{:/}", "{:name: .y}", "{: name}", "$$",
            "$$x$$", "$", "}", "\n", "\n\n",
            "# h", "===", "- ", "| a |", "> ", "```\n",
            "    ", "text", "*a*", "`", "<!--", "-->", "\\",
        ]
    )
).map("".join)  # fmt: skip


@given(PARTS | st.text())
def test_any_text_is_read(text: str) -> None:
    without_kramdown(text)


@given(PARTS | st.text())
def test_text_without_kramdown_comes_back_as_it_was(text: str) -> None:
    plain = text.replace("{:", "").replace("$$", "").replace("{:", "").replace("<pre", "")
    if "{:" not in plain and "$$" not in plain:
        assert without_kramdown(plain) == (plain, ())


@given(PARTS)
def test_nothing_is_left_to_do_the_second_time(text: str) -> None:
    if "comment" not in text and "`" not in text and "<!--" not in text:
        once, _ = without_kramdown(text)
        assert "{::" not in once or "$$" in once or "    " in once


@pytest.mark.parametrize(
    "part",
    [
        "{:", "{: .x}\n", "\n{: .x}", "\n\n{: .x}\nx", "{::comment}", "{::x", "$$", "$$x", "$$x$$ ",
        "\n$$x$$\n", "x\n{: .x}\n", "- {: .x} ", "*a*{: .x}",
        "{:a: .x}\n", "# h\n{: .x}\n", "{: a=", "{: .",
        "|a|\n", "{:/}", "{: \"",
    ],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion_to_its_length(part: str) -> None:
    started = time.perf_counter()
    without_kramdown("{: .x}" + part * (100_000 // len(part)))
    assert time.perf_counter() - started < 4


def test_a_comment_that_is_never_closed_hides_the_rest_and_is_said() -> None:
    made, problems = without_kramdown("a\n\nb {::comment} c\n\nd", "posts/x.md", 5)
    assert made.split() == ["a", "b"]
    assert [(p.line, p.level) for p in problems] == [(7, "error")]
