"""A file that an entry names is linked where the log has it, and is not even named elsewhere."""

from __future__ import annotations

from studylog.bib import public_bib, read_bibliography, with_files
from studylog.bib.entry import Link

BIB = b"@misc{a, title={A}, pdf={paper one.pdf}, slides={talks/s.pdf}, video={https://v.org/x}}"


def links(*paths: str) -> list[Link]:
    (entry,) = with_files(read_bibliography(BIB).entries, paths)
    return list(entry.links)


def test_a_file_below_docs_is_linked_wherever_it_lies() -> None:
    found = links("docs/assets/pdf/paper one.pdf", "docs/talks/s.pdf", "posts/s.pdf")
    assert Link("PDF", "assets/pdf/paper%20one.pdf", on_site=True) in found
    assert Link("Slides", "talks/s.pdf", on_site=True) in found


def test_of_two_files_of_a_name_the_one_with_the_shorter_path_is_meant() -> None:
    found = links("docs/a/deep/paper one.pdf", "docs/b/paper one.pdf")
    assert Link("PDF", "b/paper%20one.pdf", on_site=True) in found


def test_a_file_that_is_not_there_is_left_out() -> None:
    assert [link.label for link in links("notebooks/paper one.pdf", "docs/xpaper one.pdf")] == [
        "Video"
    ]


def test_a_row_is_another_when_a_file_came() -> None:
    read = read_bibliography(BIB).entries
    assert with_files(read, ["docs/talks/s.pdf"])[0].digest != read[0].digest


def test_what_is_published_names_only_files_that_are_there() -> None:
    assert "s.pdf" not in public_bib(BIB) and "paper one.pdf" not in public_bib(BIB)
    published = public_bib(BIB, paths=["docs/talks/s.pdf"])
    assert "slides={talks/s.pdf}" in published and "https://v.org/x" in published
    assert "paper one.pdf" not in published
    for name in ("{secret.pdf}", "../private/deck.pdf", ".x.pdf", "folder/"):
        assert public_bib(b"@misc{a, title={A}, pdf={%s}}" % name.encode()) == (
            "@misc{a, title={A}}\n"
        )
