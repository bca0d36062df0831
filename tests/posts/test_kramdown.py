"""kramdown becomes the Markdown of this site; see tests/golden/kramdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.posts import read_post
from studylog.posts.kramdown import without_kramdown
from studylog.posts.line_map import unmoved

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
def test_any_text_is_read_and_each_line_has_one_that_it_was_made_of(text: str) -> None:
    made = without_kramdown(text)
    assert len(made.lines) == made.text.count("\n") + 1
    assert set(made.lines) <= set(range(text.count("\n") + 1))


@given(PARTS)
def test_every_word_is_told_with_its_line(text: str) -> None:
    parts = [part for part in text.split("text") if "$$" not in part]  # TeX loses its blank lines
    given = "".join(f"{part}w{n}w" for n, part in enumerate(parts))
    was = {word: n for n, line in enumerate(given.split("\n")) for word in _WORD.findall(line)}
    made = without_kramdown(given)
    for line, number in zip(made.text.split("\n"), made.lines, strict=True):
        assert [was[word] for word in _WORD.findall(line)] == [number] * len(_WORD.findall(line))


_WORD = re.compile("w[0-9]+w")


def test_attributes_on_the_last_line_have_it() -> None:
    made = without_kramdown("- a\n{: .x}")
    assert (made.text, list(made.lines)) == ("- a\n\n{:^ .x }", [0, 1, 1])


@pytest.mark.parametrize(
    "above",
    [
        "| a |\n|--|\n| 1 |\n{: .t}\n",
        "> q\n{: .y}\n",
        "- a\n{: .x}\n",
        "text\n$$y$$\nmore\n",
        "text\n$$\ny\n$$\nmore\n",
        "a\n<pre>\nx\n\ny\n</pre>\n",
        "{: .x}\ntwo\nlines\n",
        "<pre>\n\n</pre>\ntext\n$$y$$\nmore\n{: .x}\n\n- a\n{: .x}\n",
    ],
)
def test_what_is_said_of_a_text_names_the_line_of_the_file(above: str) -> None:
    text = f"---\ndate: 2025-01-01\n---\n{above}\nEND {{::comment}}\n"
    _, (problem,) = read_post("posts/a.md", text.encode())
    assert problem.line == 5 + above.count("\n")
    made = without_kramdown(f"{above}\nEND\n")
    assert made.lines[made.text.split("\n").index("END")] == 1 + above.count("\n")


def test_a_comment_in_html_that_is_never_closed_names_the_line_of_the_file() -> None:
    above = "{% highlight py %}x{% endhighlight %}\n\n- a\n{: .x}\n\ntext\n$$y$$\nmore\n"
    text = f"---\ndate: 2025-01-01\n---\n{above}\n<!-- never\n"
    _, (problem,) = read_post("posts/a.md", text.encode())
    assert problem.line == 5 + above.count("\n") and "comment" in problem.message


@given(PARTS | st.text())
def test_text_without_kramdown_comes_back_as_it_was(text: str) -> None:
    plain = text.replace("{:", "").replace("$$", "").replace("{:", "").replace("<pre", "")
    if "{:" not in plain and "$$" not in plain:
        assert without_kramdown(plain) == unmoved(plain)


@given(PARTS)
def test_nothing_is_left_to_do_the_second_time(text: str) -> None:
    if "comment" not in text and "`" not in text and "<!--" not in text:
        once = without_kramdown(text).text
        assert "{::" not in once or "$$" in once or "    " in once


@pytest.mark.parametrize(
    "part",
    [
        "{:", "{: .x}\n", "\n{: .x}", "\n\n{: .x}\nx", "{::x", "$$", "$$x", "$$x$$ ",
        "\n$$x$$\n", "x\n{: .x}\n", "- {: .x} ", "*a*{: .x}",
        "{:a: .x}\n", "# h\n{: .x}\n", "{: a=", "{: .",
        "|a|\n", "{:/}", "{: \"",
    ],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(part: str) -> None:
    text = "Start\n\n{: .x}" + part * 1000 + "\n\nEnd"
    made = without_kramdown(text)
    assert made.text.startswith("Start\n") and made.text.endswith("\n\nEnd")
    assert (made.lines[0], made.lines[-1]) == (0, text.count("\n"))
    assert made.problems == ()


def test_a_comment_that_is_never_closed_hides_the_rest_and_is_said() -> None:
    made = without_kramdown("a\n\nb {::comment} c\n\nd", "posts/x.md", 5)
    assert made.text.split() == ["a", "b"]
    assert [(p.line, p.level) for p in made.problems] == [(7, "error")]
