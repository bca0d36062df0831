"""Liquid never reaches a page, nothing of it is evaluated; see tests/golden/liquid."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.dates import read_moment
from studylog.posts import read_post, read_posts
from studylog.posts.line_map import unmoved
from studylog.posts.liquid import without_liquid
from studylog.posts.outputs import Here
from studylog.posts.pieces import pieces

HERE = Here("posts/2020-04-24-x.md", "T", read_moment("2020-04-24 01:03:29 +0200"), "blog/x/")
PARTS = st.lists(
    st.sampled_from(
        [
            "{%", "%}", "{{", "}}", "{% raw %}", "{% endraw %}", "{% comment %}",
            "{% endcomment %}", "{% highlight python linenos %}", "{% endhighlight %}",
            "{% include figure.html path='/a.png' %}", "{% post_url 2020-04-24-x %}",
            "{% link a.md %}", "{{ site.baseurl }}",
            "{{ page.title }}", "{{ '/x' | relative_url }}",
            "```\n", "~~~\n", "`", "``", "\n", "\n\n", "    ", "- ", "> ", "1. ", "\t", "$", "$$",
            "<!--", "-->", "<!--more-->", "<pre>", "</pre>", "](", ")", "[", '="', '"', "<a href",
            ">", "text", "\\", "{:", "}", "{", "%", "-", "\0", "|", ":", " ",
        ]
    )
).map("".join)  # fmt: skip


@given(PARTS | st.text())
def test_any_text_is_read_and_no_tag_is_left_outside_code(text: str) -> None:
    made = without_liquid(text, HERE, {"2020-04-24-x": ("posts/2020-04-24-x.md",)})
    if "raw" in text or re.search(r"\{\{[^}]*['\"]", text):
        return  # whose content stays as typed
    left = [p.source for p in pieces(made.text) if p.kind in ("tag", "output", "broken")]
    assert left == []


@given(PARTS | st.text())
def test_text_without_liquid_comes_back_as_it_was(text: str) -> None:
    plain = text.replace("{%", "").replace("{{", "").replace("{%", "").replace("{{", "")
    if "{%" not in plain and "{{" not in plain:
        assert without_liquid(plain, HERE) == unmoved(plain)


@given(PARTS)
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(p.source for p in pieces(text)) == text
    assert "".join(p.source for p in pieces(text, liquid=False)) == text


@pytest.mark.parametrize(
    "part",
    [
        "{%", "{{", "{% raw %}", "{% highlight x %}", "{% endraw %}", "`", "``a`",
        "$", "$$", "$a ", "<!--", "<pre", "<pre>",
        "[", "](", "](a", '="', "{% include a", "\n\n    x",
        "{{ site.baseurl }}", "- ", "> ", "1. ",
        "{% link x %}", "[a]({% post_url x %})", "{%-", "{% a=",
        "\n```\n", "\n~~~", " ", "\n", "{{{", "}}", "%}", "{% highlight x %}`", "a=\"b\" ", "\\",
    ],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(part: str) -> None:
    made = without_liquid("Start {% x %}" + part * 1000 + "\n\nEnd", HERE)
    assert made.text.startswith("Start ") and made.text.endswith("\n\nEnd")
    assert "'{% x %}'" in made.problems[0].message


def test_a_thousand_comments_that_are_never_closed_hide_the_rest_and_are_said_once() -> None:
    made = without_liquid("Start\n\n" + "{% comment %}" * 1000 + "\n\nEnd", HERE)
    assert made.text.split() == ["Start"]
    assert len(made.problems) == 1


def test_a_problem_names_the_line_of_the_file() -> None:
    post = (
        b"---\ntitle: T\ndate: 2020-04-24\n---\n\nA {% foo %}\n\n{% include\n bar %}{{ site.x }}\n"
    )
    _, problems = read_post("posts/a.md", post)
    assert [(p.line, p.level, p.message) for p in problems] == [
        (6, "note", "the Liquid tag '{% foo %}' means nothing here and is left out"),
        (8, "note", "the Liquid tag '{% include bar %}' means nothing here and is left out"),
        (9, "note", "'{{ site.x }}' has no value here and is left out"),
    ]


def test_lines_below_stay_on_their_lines() -> None:
    text = "{% include figure\n  image_path='/a.png' %}\n{% comment %}\nx\n{% endcomment %}\n"
    text += "{% highlight python %}\nx\n{% endhighlight %}\n{% raw %}\n{{ a }}\n{% endraw %}\nEND"
    made = without_liquid(text, HERE)
    assert made.text.split("\n").index("END") == text.split("\n").index("END")


@given(PARTS)
def test_each_line_has_one_that_it_was_made_of(text: str) -> None:
    made = without_liquid(text, HERE)
    assert len(made.lines) == made.text.count("\n") + 1
    assert list(made.lines) == sorted(made.lines)
    assert made.lines[0] >= 0 and made.lines[-1] <= text.count("\n")


def test_lines_below_a_highlight_in_one_line_are_known() -> None:
    text = "a\n\n{% highlight py %}x{% endhighlight %}\n\n{% highlight py %}x = 1\n"
    text += "{% endhighlight %} b\nEND"
    made = without_liquid(text, HERE)
    found = made.text.split("\n").index("END")
    assert made.lines[found] == text.split("\n").index("END") != found


def test_posts_in_folders_link_each_other_by_name() -> None:
    text = b"[b]({% post_url 2020-4-5-two %}) {% link _posts/x.md %}"
    files = [
        ("posts/a/_posts/2020-04-24-one.md", text),
        ("posts/posts/2020-4-5-two.md", b"[a]({% link _posts/2020-04-24-one.md %}#x)"),
    ]
    posts, problems = read_posts(files)
    assert [p.excerpt for p in posts] == [
        "[b](../../posts/2020-4-5-two.md) X",
        "[a](../a/_posts/2020-04-24-one.md#x)",
    ]
    assert [(p.path, p.line, p.level) for p in problems] == [(files[0][0], 1, "warning")]


def test_a_readme_is_no_post_and_says_so_in_a_note() -> None:
    for name in ("README.md", "sub/readme.markdown", "index.md"):
        post, problems = read_post(f"posts/{name}", b"# About\n")
        assert post is None
        assert [p.level for p in problems] == ["note"]
    assert read_post("posts/README.md", b"---\ndate: 2020-01-01\n---\n# A\n")[0]


def test_a_post_may_say_that_it_has_no_liquid() -> None:
    post, problems = read_post(
        "posts/2020-01-01-x.md", b"---\nrender_with_liquid: false\n---\nA {{ b }} {% c %}"
    )
    assert post and post.excerpt == "A {{ b }} {% c %}"
    assert problems == ()
