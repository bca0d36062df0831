"""A file is read anew only when its content is new, and nothing is kept of files that are gone."""

from __future__ import annotations

import pytest

from studylog.kept import Kept


@pytest.fixture
def calls() -> list[tuple[str, bytes]]:
    return []


@pytest.fixture
def kept(calls: list[tuple[str, bytes]]) -> Kept[str]:
    def read(path: str, content: bytes) -> str:
        calls.append((path, content))
        return f"{path}: {content.decode()}"

    return Kept(read)


def test_a_file_is_read_once_for_its_content(
    kept: Kept[str], calls: list[tuple[str, bytes]]
) -> None:
    first = kept.read_all([("b", b"1"), ("a", b"2")])
    again = kept.read_all([("b", b"1"), ("a", b"2")])
    assert list(first.items()) == list(again.items()) == [("b", "b: 1"), ("a", "a: 2")]
    assert calls == [("b", b"1"), ("a", b"2")]


def test_new_content_is_read_and_the_old_forgotten(
    kept: Kept[str], calls: list[tuple[str, bytes]]
) -> None:
    for content in (b"1", b"2", b"1"):
        assert kept.read_all([("a", content)]) == {"a": f"a: {content.decode()}"}
    assert calls == [("a", b"1"), ("a", b"2"), ("a", b"1")]


def test_a_file_that_was_gone_is_read_anew(kept: Kept[str], calls: list[tuple[str, bytes]]) -> None:
    for files in ([("a", b"1")], [], [("a", b"1")]):
        kept.read_all(files)
    assert len(calls) == 2
