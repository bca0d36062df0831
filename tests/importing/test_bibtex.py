"""New entries are typed as their neighbours are, and read back as they were meant."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studylog.bib import read_bibliography
from studylog.bib.text import plain
from studylog.importing import import_files
from studylog.importing.bibtex import escaped
from studylog.importing.known import read_known
from tests.importing.account import TABLE, imported

ROW = f"# ML Papers\n\n{TABLE}|[A & B](https://arxiv.org/abs/1706.03762)|✅|50% of it|\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
@example("100% & _more_ #1 $x$ \\alpha {unbalanced} }{ ~95^2 \"quotes\" ``a'' -- --- '''")
@example("\\(x\\) \\textbf{b} \\'e $1 $2 \\ @misc{a, b = {c}}")
@example("Read_Status: Read")
def test_a_text_reads_back_to_the_letter(text: str) -> None:
    assert plain(escaped(text)) == re.sub("  +", " ", text).strip(" ")


MANNERS = {
    "ours": (
        b"@misc{x,\n  title = {X},\n  url = {https://x.org},\n}\n",
        b"\n@article{abc,\n  title = {A \\& B},\n  url = {https://arxiv.org/abs/1706.03762},\n"
        b"  eprint = {1706.03762},\n  archiveprefix = {arXiv},\n  keywords = {ML Papers},\n"
        b"  note = {50\\% of it},\n  status = {read},\n}\n",
    ),
    "quotes, a tab, no last comma, no blank line, CRLF, no line end behind": (
        b'@misc{w,\r\n\ttitle="W"\r\n}\r\n@misc{x,\r\n\ttitle="X",\r\n\tnote="n"\r\n}',
        b'\r\n@article{abc,\r\n\ttitle="A \\& B",\r\n\turl="https://arxiv.org/abs/1706.03762",\r\n'
        b'\teprint="1706.03762",\r\n\tarchiveprefix="arXiv",\r\n\tkeywords="ML Papers",\r\n'
        b'\tnote="50\\% of it",\r\n\tstatus="read"\r\n}\r\n',
    ),
    "one column of `=`, two blank lines": (
        b"@misc{w,\n    title    = {W},\n}\n\n\n"
        b"@misc{x,\n    title    = {X},\n    note     = {n},\n}\n",
        b"\n\n@article{abc,\n    title    = {A \\& B},\n    url      = {https://arxiv.org/abs/1706.0",
    ),
    "one line for an entry": (
        b"@misc{x, title={X}, note={n}}\n",
        b"\n@article{abc,\n  title = {A \\& B},\n",
    ),
    "a mark at the beginning": (
        codecs.BOM_UTF8 + b"@misc{x,\n title = {X}\n}\n",
        b"\n@article{abc,\n title = {A \\& B},\n",
    ),
    "blank lines at the end": (b"@misc{x,\n title = {X}\n}\n\n\n\n", b"@article{abc,\n title = {A"),
    "comments only": (b"% my list\n", b"\n@article{abc,\n  title = {A"),
}


@pytest.mark.parametrize("name", MANNERS)
def test_the_manner_of_the_file_is_kept(name: str) -> None:
    before, wanted = MANNERS[name]
    found = imported(ROW, before)
    assert found.bib.startswith(before)
    new = found.bib.removeprefix(before).replace(b"{b,", b"{abc,")
    assert new.startswith(wanted), new
    assert found.problems == ()


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_encoding_of_the_file_is_kept(codec: str) -> None:
    before = "@misc{x,\n title = {Größe},\n}\n".encode(codec)
    found = imported(f"{TABLE}|Hladun und Bühler|✅||\n", before)
    assert found.bib.startswith(before)
    titles = ["Größe", "Hladun und Bühler"]
    assert [str(e.title) for e in read_bibliography(found.bib).entries] == titles
    assert found.bib.decode(codec)


@pytest.mark.parametrize(
    "end", [b"@misc{x,\n title = {X\n", b"@misc{x,\n title = {X}\n", b'@misc{x, note = "n\n}\n']
)
def test_nothing_is_appended_to_an_entry_that_would_swallow_it(end: bytes) -> None:
    before = b"@misc{w,\n title = {W}\n}\n\n" + end
    found = imported(ROW, before)
    assert [str(p) for p in found.problems] == [
        "papers.bib:5: entry 'x' at the end of the file is damaged; nothing was written "
        "(close its braces and quotes, then try again)"
    ]
    assert (found.bib, found.rows) == (before, ())
    assert imported("", before).problems == ()


def test_a_title_that_no_page_shows_is_known_all_the_same() -> None:
    text = f"{TABLE}|/home/me/paper.pdf|✅||\n|Read_Status: Read|⬜||\n"
    found = imported(text)
    assert [k.title for k in read_known(found.bib)] == ["/home/me/paper.pdf", "Read_Status: Read"]
    assert imported(text, found.bib).bib == found.bib


CELL = st.text(
    st.one_of(
        st.sampled_from("aZ0 %&_#$\\{}[]()<>*`~^\"'@-–|!?.,;:=/é✅⬜\u00a0"),
        st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]),
    ),
    max_size=30,
).map(lambda text: text.replace("|", "\\|"))
LINK = st.sampled_from([
    "https://arxiv.org/abs/1706.03762", "https://arxiv.org/pdf/1706.03762v2", "https://x.org/a",
    "http://www.x.org/a/?utm_source=b", "https://doi.org/10.1000/1_a", "https://x.org/%20(b)_~c",
])  # fmt: skip
RESOURCE = st.one_of(CELL, st.builds("[{}](<{}>) {}".format, CELL, LINK, CELL))
ROWS = st.lists(st.tuples(RESOURCE, st.sampled_from(["✅", "⬜", "", "Ch. 2"]), CELL), max_size=6)


@given(rows=ROWS, heading=CELL)
def test_any_table_reads_back_with_its_titles_and_addresses(
    rows: list[tuple[str, str, str]], heading: str
) -> None:
    text = f"# {heading}\n\n{TABLE}" + "".join(f"|{'|'.join(row)}|\n" for row in rows)
    found = imported(text)
    assert {p.level for p in found.problems} <= {"note"}
    new = [row for row in found.rows if row.outcome == "imported"]
    known = read_known(found.bib)
    assert [(k.key, k.type, k.title, k.status) for k in known] == [
        (row.key, row.type, row.title, row.status) for row in new
    ]
    bibliography = read_bibliography(found.bib)
    assert not [p for p in bibliography.problems if p.level == "error"]
    again = imported(text, found.bib)
    assert again.bib == found.bib
    assert "imported" not in {row.outcome for row in again.rows}


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_whatever_the_files_hold_nothing_is_lost(bib: bytes, log: bytes) -> None:
    for name in ("log.md", "other.bib"):
        found = import_files([(name, log)], bib)
        assert found.bib.startswith(bib)
