"""A folder becomes the bytes of its files, whatever lies in it."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from studylog.sources import Sources, decode, find_root, is_text, read_sources


def test_a_missing_or_empty_folder_has_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == Sources()
    assert read_sources(tmp_path / "none") == Sources()


def test_texts_are_read_and_all_else_is_listed(tmp_path: Path) -> None:
    for name in (
        "papers.bib",
        "docs/a.md",
        "docs/x/b.MD",
        "posts/c.markdown",
        "notebooks/d.ipynb",
        "docs/e.png",
        "docs/.hidden.md",
        "docs/__pycache__/f.md",
        "other/g.md",
        "h.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    sources = read_sources(tmp_path)
    assert sources.files == {
        name: name.encode()
        for name in (
            "papers.bib",
            "docs/a.md",
            "docs/x/b.MD",
            "posts/c.markdown",
            "notebooks/d.ipynb",
        )
    }
    assert sources.others == ("docs/e.png",)
    assert [p for p, _ in sources.under("docs", ".md")] == ["docs/a.md", "docs/x/b.MD"]


def test_folders_named_like_files_and_files_named_like_folders_are_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "papers.bib").mkdir()
    (tmp_path / "docs" / "x.md" / "y.ipynb").mkdir(parents=True)
    (tmp_path / "posts").write_text("no folder")
    assert read_sources(tmp_path) == Sources()


def test_links_in_circles_to_nowhere_and_to_themselves_end(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("a")
    (docs / "up").symlink_to(docs)
    (docs / "nowhere.md").symlink_to(tmp_path / "gone")
    (docs / "self.md").symlink_to(docs / "self.md")
    (tmp_path / "posts").symlink_to(tmp_path / "posts")
    assert list(read_sources(tmp_path).files) == ["docs/a.md"]


def test_texts_that_can_not_be_opened_are_told(tmp_path: Path) -> None:
    for folder in ("docs", "posts", "notebooks"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "gone.md").symlink_to(tmp_path / "gone")
        (tmp_path / folder / "gone.png").symlink_to(tmp_path / "gone")
        (tmp_path / folder / "self.ipynb").symlink_to(tmp_path / folder / "self.ipynb")
        (tmp_path / folder / ".#gone.md").symlink_to(tmp_path / "gone")
    (tmp_path / "papers.bib").symlink_to("gone")
    sources = read_sources(tmp_path)
    assert (dict(sources.files), sources.others) == ({}, ())
    assert sources.unread == (
        "docs/gone.md", "docs/self.ipynb", "notebooks/gone.md", "notebooks/self.ipynb",
        "papers.bib", "posts/gone.md", "posts/self.ipynb",
    )  # fmt: skip


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs" / "pipe.md")
    (tmp_path / "docs" / "link.md").symlink_to("pipe.md")
    assert read_sources(tmp_path) == Sources(unread=("docs/link.md",))


def test_names_that_are_no_utf_8_are_told_apart_as_no_address_leads_there(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    name = os.fsdecode(b"caf\xe9.md")
    (tmp_path / "docs" / name).write_text("a")
    assert read_sources(tmp_path) == Sources(misnamed=(f"docs/{name}",))


def test_the_root_is_the_nearest_folder_with_mkdocs_yml(tmp_path: Path) -> None:
    inner = tmp_path / "docs" / "x"
    inner.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs" / "mkdocs.yml").mkdir()
    assert find_root(inner) == tmp_path


def test_text_is_decoded_as_it_was_saved() -> None:
    assert decode("ü\r\na\rb".encode()) == ("ü\na\nb", None)
    assert decode("ü".encode("utf-8-sig")) == ("ü", None)
    assert decode("ü\r\n".encode("utf-16")) == ("ü\n", None)
    assert decode("ü".encode("latin-1") + b"!") == ("ü!", 0)
    assert decode(b"a\0b") == ("a\0b", None)
    assert decode(b"\xff\xfe\0\1\2") == ("\u00ff\u00fe\0\1\2", 0)


def test_bytes_of_other_programs_are_no_text() -> None:
    assert not is_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert not is_text(b"\xff\xfe\0\1\2")
    for codec in ("utf-8", "utf-8-sig", "utf-16", "latin-1"):
        assert is_text("ü\n".encode(codec))
    assert is_text(b"")


@given(st.binary())
def test_any_bytes_become_text_that_can_be_saved(content: bytes) -> None:
    text, bad_byte = decode(content)
    text.encode()
    assert "\r" not in text
    assert bad_byte is None or 0 <= bad_byte < len(content)
