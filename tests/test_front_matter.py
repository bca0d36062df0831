"""Front matter and body are told apart without losing a line; its shapes are golden files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.front_matter import split, text_of

YAML = st.lists(
    st.sampled_from(
        [
            "---",
            "...",
            "\n",
            "\n",
            "title: ",
            "a: b",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "|",
            ">",
            "&a",
            "*a",
            "<<: *a",
            "!!int",
            "!!timestamp x",
            "!!set",
            "? ",
            "# ",
            "@",
            "%",
            "\t",
            "x",
            "1.10",
            "\\ud800",
            "\0",
            "2020-01-01",
            "0x1F",
            "~",
            "=",
            "ü",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.text() | YAML | YAML.map(lambda t: f"---\n{t}\n---\nbody"))
def test_head_and_body_cover_the_text(text: str) -> None:
    found = split(text, "p.md")
    lines = text.split("\n")
    head, body = lines[: found.body_line - 1], "\n".join(lines[found.body_line - 1 :])
    assert found.body == body
    assert not head or (head[0].rstrip() == "---" and head[-1].rstrip() in ("---", "..."))
    assert all(p.line is None or 1 <= p.line <= len(lines) + 1 for p in found.problems)


@given(YAML)
def test_whatever_is_read_can_be_written_in_a_file(text: str) -> None:
    str(dict(split(f"---\n{text}\n---\n", "p.md").meta)).encode()


def test_aliases_are_few_so_that_no_value_grows_beyond_measure() -> None:
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    merges = "m0: &m0 {k: v}\n" + "".join(
        f"m{n}: &m{n} {{<<: [{','.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
    )
    for text in (bomb, merges):
        found = split(f"---\n{text}title: T\n---\nbody", "p.md")
        assert len(str(found.meta)) < 10_000
        assert found.problems
        assert (found.meta["title"], found.body) == ("T", "body")


@pytest.mark.parametrize(
    "part", ["[", "{", "- ", "? ", "a: ", "&a ", "!!", "'", "\n", "\\", "a:\n "]
)
def test_a_long_hostile_head_is_read_to_its_end(part: str) -> None:
    found = split(f"---\n{part * 1000}\ntitle: T\n---\nbody", "p.md")
    assert (found.meta["title"], found.body) == ("T", "body")


@pytest.mark.parametrize("opened", ["[", "{"])
def test_brackets_in_one_another_without_end_cost_their_own_line(opened: str) -> None:
    found = split(f"---\ntitle: T\nbad: {opened * 1000}\ntags: [a, [b]]\n---\nbody", "p.md")
    assert (found.meta["title"], found.meta["tags"]) == ("T", ["a", ["b"]])
    assert [p.line for p in found.problems] == [3]
    assert "too many brackets in one another" in found.problems[0].message


def test_a_head_longer_than_any_is_text() -> None:
    text = "---\nkey: " + "word " * 20_000 + "\n---\nbody"
    found = split(text, "p.md")
    assert found.body == text
    assert str(found.problems[0]).startswith("p.md:1: what looks like front matter has more than")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("a\n b", "a b"), (3, "3"), (True, "True"), ([1], ""), ({}, ""), ("", "")],
)
def test_only_a_single_value_is_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_key_has_its_line() -> None:
    head = split("---\ntitle: A\ntext: |\n  date: x\n'date' : 2\nmy-key: x\n---\nyear: 1\n", "p.md")
    assert [head.line_of(k) for k in ("title", "date", "my-key", "year")] == [2, 5, 6, 1]
    assert split("---\na: 1\na: 2\n---\n", "p.md").line_of("a") == 3
