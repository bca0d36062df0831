"""The fields of an entry that a reader may see, and paths of a computer, which no one sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib.published import PUBLISHED, is_local_path, is_published, public_fields


@pytest.mark.parametrize(
    "name", ["title", "Title", "ABSTRACT", "keywords", "status", "pdf", "abbr"]
)
def test_the_fields_of_the_list_are_published_in_any_case(name: str) -> None:
    assert is_published(name)


@pytest.mark.parametrize(
    "name",
    [
        *("file", "bdsk-file-1", "bdsk-url-1", "local-url", "owner", "groups", "mendeley-groups"),
        *("annote", "annotation", "comment", "comments", "review", "extra", "username"),
        *("timestamp", "OPTabstract", "alttitle", "unheard-of", ""),
    ],
)
def test_a_field_that_is_not_in_the_list_is_private(name: str) -> None:
    assert not is_published(name)


def test_the_author_opens_further_fields_by_their_whole_names() -> None:
    assert is_published("Annote", ["annote"])
    assert is_published("annote", {" ANNOTE "})
    assert not is_published("optannote", ["annote"])
    assert is_published("optannote", ["optannote"])


def test_a_path_sealed_in_base64_can_not_be_opened() -> None:
    assert not is_published("bdsk-file-1", ["bdsk-file-1"])


@pytest.mark.parametrize(
    "value",
    [
        "/home/jo/x.pdf",
        "/Users/jo/x.pdf",
        "/data/papers/x.pdf",
        r"C:\Users\jo\x.pdf",
        r"C\:\\Users\\jo\\x.pdf",
        r"C:{\textbackslash}Users{\textbackslash}jo",
        r":C\:\\Users\\jo\\x.pdf:PDF",
        "C:/Users/jo/x.pdf",
        "c:\\docs\\x.pdf",
        "~/x.pdf",
        r"\~{}/x.pdf",
        r"{\textasciitilde}/x.pdf",
        "file:///home/x",
        "file:x.pdf",
        ":papers/x.pdf:PDF",
        "Full Text PDF:files/12/x.pdf:application/pdf",
        r"\\server\share",
        r"\\\\server\\share",
        r"see \\nas\papers\x.pdf",
        "(see /home/jo/x.pdf)",
        r"see C:\Users\jo\x.pdf and more",
        "https://x.org/a;/home/jo/x.pdf",
        r"\url{file:///home/jo/x.pdf}",
    ],
)
def test_a_path_of_a_computer_is_known_wherever_it_stands(value: str) -> None:
    assert is_local_path(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "https://x.org/home/user",
        "https://x.org/~user/x.pdf",
        r"https://x.org/{\textasciitilde}jo/x.pdf",
        r"\url{https://x.org/home/jo}",
        "10.1000/home/x",
        "TCP/IP and/or I/O at the /home/ folder",
        r"maps $f:\mathcal{X}\to\mathcal{Y}$ and \(g:\mathbb{R}\to S\)",
        r"f:\mathcal{X} \to \mathcal{Y}",
        r"first \\ second\\third",
        r"Part A:\textbf{x}",
        r"G{\"o}del: {\'E}cole/b",
        "the file: x.pdf, a file:line pair",
        "2016-12-07T20:27:41",
        "aaai20_damd.pdf",
        "pdfs/x.pdf",
        "word~/ word",
        r"Republished in ~\cite{KR}.",
    ],
)
def test_prose_addresses_and_maths_are_no_paths(value: str) -> None:
    assert not is_local_path(value)


def test_a_field_with_a_path_is_left_out_and_named() -> None:
    fields = {"title": "A", "note": "see /home/jo/x.pdf", "file": "/home/jo/y.pdf", "x": "1"}
    assert public_fields(fields) == ({"title": "A"}, ("note",))
    assert public_fields(fields, ["file", "x"]) == ({"title": "A", "x": "1"}, ("note", "file"))


@given(st.dictionaries(st.sampled_from([*sorted(PUBLISHED)[:3], "file"]), st.text()))
def test_a_published_field_is_shown_or_named(fields: dict[str, str]) -> None:
    shown, local = public_fields(fields)
    assert {*shown, *local} == set(fields) - {"file"}


@pytest.mark.parametrize("part", ["/", "\\", ":", "/home/", ":a.b", "\\\\a", "a.", "C:\\a ", "$"])
@pytest.mark.parametrize("first", ["", ":", "$", "\\("])
def test_a_path_behind_a_long_hostile_run_is_known(first: str, part: str) -> None:
    run = first + part * 1000
    assert is_local_path(f"{run} see /home/jo/x.pdf")
    assert is_local_path(run) == (not first and part in ("\\\\a", "C:\\a "))
