"""A file in posts/ becomes a post, whatever its author wrote; see tests/golden/front_matter."""

from __future__ import annotations

import html
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studylog.posts import normal_text, read_post, read_posts
from studylog.posts.normal import MORE

NAME = "posts/2024-05-06-x.md"


def test_a_post_without_any_date_is_said_and_the_others_stay() -> None:
    posts, problems = read_posts(
        [("posts/a.md", b"---\ndate: 2024-01-01\n---\nA"), ("posts/b.md", b"B"), (NAME, b"C")]
    )
    assert [p.path for p in posts] == [NAME, "posts/a.md"]
    assert [(str(p).split(" (")[0], p.level) for p in problems] == [
        ("posts/b.md:1: the post has no date; it is not published", "error")
    ]


@pytest.mark.parametrize(
    ("path", "head", "said"),
    [
        ("posts/2024-02-31-bad.md", "", "there is no 31 February 2024; it is not published"),
        ("posts/2024-13-01-bad.md", "", "there is no month 13; it is not published"),
        ("posts/a.md", "date: 2023-02-29", "'2023-02-29' can't be read, since there is no 29 Feb"),
        (NAME, "date: 2024-06-31", "there is no 31 June 2024; that of the file name is used"),
        ("posts/a.md", "date: [2024]", "the date '[2024]' can't be read; the post is not publis"),
    ],
)
def test_a_date_that_is_none_is_said_with_the_reason(path: str, head: str, said: str) -> None:
    _, (problem,) = read_post(path, f"---\n{head}\n---\nText.\n".encode())
    assert said in str(problem)


def test_the_day_is_that_of_the_written_offset() -> None:
    post, _ = read_post(NAME, b"---\ndate: 2020-04-24 01:03:29 +0200\n---\n")
    assert post
    assert (post.url, post.moment.at) == ("blog/2020/04/24/x/", "2020-04-24T01:03:29+02:00")


def test_a_heading_that_is_the_title_is_not_repeated() -> None:
    post, _ = read_post(NAME, b"\n# The title #\n\nText.\n")
    assert post and (post.title, post.excerpt, post.line) == ("The title", "Text.", 3)
    post, _ = read_post(NAME, b"---\ntitle: Other\n---\n# The title\n\nText.\n")
    assert post and post.title == "Other" and "# The title" in post.excerpt


def test_a_draft_stays_one_however_it_is_written() -> None:
    for head in (
        b"draft: true",
        b"draft: 'True'",
        b"published: false",
        b"title: a: b\ndraft: true",
    ):
        post, _ = read_post(NAME, b"---\n" + head + b"\n---\n")
        assert post and post.draft, head
    post, _ = read_post(NAME, b"---\ndraft: false\npublished: true\n---\n")
    assert post and not post.draft


def test_posts_on_one_address_are_told_apart() -> None:
    files = [(f"posts/{n}/2024-05-06-x.md", b"text") for n in "abc"]
    posts, problems = read_posts(files)
    assert sorted(p.url for p in posts) == [
        "blog/2024/05/06/x-2/", "blog/2024/05/06/x-3/", "blog/2024/05/06/x/",
    ]  # fmt: skip
    assert len(problems) == 2


def test_the_newest_post_comes_first() -> None:
    heads = {"a": "2024-05-06 10:00", "b": "2024-05-07", "c": "2024-05-06 09:00"}
    files = [(f"posts/{n}.md", f"---\ndate: {d}\n---\n".encode()) for n, d in heads.items()]
    assert [p.slug for p in read_posts(files)[0]] == ["b", "a", "c"]


def test_the_written_separator_becomes_the_plugins_own() -> None:
    post, _ = read_post(
        NAME, b"---\ntitle: T\nexcerpt_separator: <!--cut-->\n---\nA\n\n<!--cut-->\n\nB"
    )
    assert post
    assert normal_text(post).split("---\n")[2] == f"\nA\n\n{MORE}\n\nB\n"


def further(head: str) -> dict[str, Any]:
    """What stands in the text for the blog plugin, beside what every post has."""
    post, _ = read_post(NAME, f"---\n{head}\n---\n".encode())
    assert post
    meta = yaml.safe_load(normal_text(post).split("---\n")[1])
    return {
        k: v for k, v in meta.items() if k not in ("title", "date", "slug", "categories", "tags")
    }


@pytest.mark.parametrize(
    "head",
    [
        "search: {exclude: true}",
        "hide: [toc, navigation]",
        "pin: true",
        "readtime: 5",
        "week: 3",
        "mood: {a: [b, 2.5]}",
        "comments: false",
    ],
)
def test_what_else_the_author_wrote_reaches_the_site(head: str) -> None:
    assert further(head) == yaml.safe_load(head)


@pytest.mark.parametrize(
    "head",
    [
        "authors: [me]",
        "author: me",
        "links: [gone.md]",
        "template: gone.html",
        "layout: post",
        "icon: gone",
        "excerpt_separator: x",
        "search: none",
        "hide: toc",
        "hide: [{a: b}]",
        "pin: 1",
        "readtime: 5 min",
        "readtime: true",
        "mood:",
        "description: [a]",
    ],
)
def test_what_would_stop_the_build_stays_out(head: str) -> None:
    assert further(head) == {}


def test_a_posts_description_is_escaped_as_a_pages_is() -> None:
    assert further('description: a "b" & <c>') == {"description": "a &quot;b&quot; &amp; &lt;c&gt;"}


def test_of_two_files_that_differ_in_their_ending_the_first_that_is_a_post_counts() -> None:
    head = b"---\ndate: 2024-01-01\n---\n"
    posts, problems = read_posts([("posts/a.markdown", head + b"A"), ("posts/a.md", head + b"B")])
    assert [p.path for p in posts] == ["posts/a.markdown"]
    assert [(str(p), p.level) for p in problems] == [
        (
            "posts/a.md: the file has the address of posts/a.markdown and is not published "
            "(rename one of the two)",
            "error",
        )
    ]
    posts, _ = read_posts([("posts/a.markdown", b"undated"), ("posts/a.md", head)])
    assert [p.path for p in posts] == ["posts/a.md"]


BODIES = st.lists(
    st.sampled_from(
        [
            "---\n",
            "date: 2024-05-06\n",
            "title: x\n",
            "tags: ",
            "[a, b]\n",
            "categories:\n",
            "- x\n",
            "{a: b}\n",
            "text\n",
            "\n",
            "<!--more-->\n",
            "```\n",
            "# h\n",
            "\0",
            "\\ud800",
            '"',
            "\ufeff",
        ]
    )
).map("".join)


@given(st.binary() | BODIES.map(str.encode) | BODIES.map(lambda t: f"---\n{t}---\nb".encode()))
def test_no_bytes_raise_and_the_post_can_be_written_and_read_again(content: bytes) -> None:
    post, problems = read_post(NAME, content)
    assert post or problems
    if post:
        text = normal_text(post)
        meta = yaml.safe_load(text.removeprefix("---\n").split("\n---\n")[0])
        assert str(meta["date"]) == post.moment.day
        assert (html.unescape(meta["title"]), tuple(meta["tags"])) == (post.title, post.tags)
        text.encode()


@pytest.mark.parametrize("name", ["posts/a.md", NAME])
def test_a_date_that_can_t_be_read_is_told_with_its_line(name: str) -> None:
    _, (problem,) = read_post(name, b"---\ntitle: A\ntags: [a]\ndate: soon\n---\nText.\n")
    assert problem.line == 4


@pytest.mark.parametrize("content", [b"\xff\xfe\0\1\2", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_bytes_of_another_program_are_an_error_and_no_post(content: bytes) -> None:
    post, (problem,) = read_post(NAME, content)
    assert post is None
    assert (str(problem), problem.level) == (
        f"{NAME}: the file is no text; it is not published (save the file as UTF-8)", "error",
    )  # fmt: skip
