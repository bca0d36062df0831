"""What is there already is not added again, and what only looks like it is flagged."""

from __future__ import annotations

import pytest

from studylog.importing import as_dict, import_files, sums
from tests.importing.account import TABLE, entries, imported, lines

BIB = b"""@article{vaswani, title = {Attention Is All You Need}, author = {Vaswani, A.},
  eprint = {1706.03762}, archiveprefix = {arXiv}, status = {read}}
@inproceedings{he, title = {Deep {Residual} Learning}, doi = {10.1109/CVPR.2016.90}}
@course{linear, title = {Linear Algebra}, url = {https://www.coursera.org/learn/linear/}}
@book{plain, title = {A Book}, author = {Doe, Jane}}
"""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("[Other title](https://arxiv.org/pdf/1706.03762v5)", "already there vaswani article read"),
        ("[attention is all you need]( https://x.org/a)", "already there vaswani article read"),
        ("[Deep residual learning](https://doi.org/10.1109/cvpr.2016.90)",
         "already there he inproceedings"),
        ("[Deep residual learning](https://arxiv.org/abs/1512.03385)",
         "already there he inproceedings"),
        ("[linear algebra](http://coursera.org/learn/linear?utm_source=x)",
         "already there linear course"),
        ("linear algebra", "already there linear course"),
        ("[A book](https://x.org/book)", "already there plain book"),
    ],
)  # fmt: skip
def test_the_same(row: str, said: str) -> None:
    text = f"# Papers\n\n|Resource|Notes|\n|-|-|\n|{row}||\n|[x](https://z.org)||\n"
    assert lines(text, BIB)[0] == f"log.md:5 {said}"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("[Attention is all you need](https://arxiv.org/abs/2001.00001)", "vaswani"),
        ("[Linear Algebra](https://ocw.mit.edu/courses/18-06)", "linear"),
        ("[Another](https://www.coursera.org/learn/linear)", "linear"),
    ],
)
def test_alike(row: str, key: str) -> None:
    (said,) = lines(f"|Resource|\n|-|\n|{row}|\n", BIB)
    assert " imported " in said
    assert said.endswith(f": looks like {key}")


def test_works_of_one_title_by_others_are_others() -> None:
    head = "|Title|Author|Progress|\n|-|-|-|\n"
    (said,) = lines(f"{head}|A Book|John Roe|✅|\n", BIB)
    assert said == "log.md:3 imported book misc read: looks like plain"


def test_another_status_is_said_and_not_written() -> None:
    text = f"{TABLE}|[Attention](https://arxiv.org/abs/1706.03762)|⬜||\n"
    found = imported(text, BIB)
    assert [str(row) for row in found.rows] == [
        "log.md:3 already there vaswani article read: its status is 'to-read' here and 'read' there"
    ]
    assert found.bib == BIB


def test_one_paper_in_two_tables_is_one_entry() -> None:
    row = "|[A](https://arxiv.org/abs/1706.03762)|✅||\n"
    found = imported(f"{TABLE}{row}\ntext\n\n{TABLE}{row}")
    assert [row.outcome for row in found.rows] == ["imported", "already there"]
    assert len(entries(found)) == 1


def test_taken_keys_are_not_given_again() -> None:
    bib = b"@misc{DeepLearning, title = {Other}}\n"
    text = f"{TABLE}|[Deep Learning](https://x.org/1)|||\n|[Deep Learning!](https://x.org/2)|||\n"
    assert [row.key for row in imported(text, bib).rows] == ["deeplearningb", "deeplearningc"]


def test_many_entries_of_one_title_and_one_address_take_no_square_of_time() -> None:
    rows = "".join(f"|[T](https://x.org/{n})|✅||\n" for n in range(1500))
    rows += "".join(f"|[T{n}](https://x.org/)|✅||\n" for n in range(1500))
    found = imported(TABLE + rows)
    assert len(entries(found)) == 3000
    assert imported(TABLE + rows, found.bib).bib == found.bib


def test_the_account_for_programs_says_the_same() -> None:
    found = imported(f"{TABLE}|[A](https://x.org/a)|✅|n|\n\n- text\n")
    assert as_dict(found.rows) == {
        "rows": [
            {
                "file": "log.md", "line": 3, "outcome": "imported", "key": "a", "type": "misc",
                "status": "read", "title": "A", "remarks": [],
            },
            {
                "file": "log.md", "line": 5, "outcome": "not a resource", "key": None,
                "type": None, "status": None, "title": None, "remarks": ["no link"],
            },
        ],
        "sums": {"imported": 1, "already there": 0, "not a resource": 1},
        "statuses": {"read": 1},
    }  # fmt: skip
    assert sums(found.rows) == "2 rows: 1 imported (1 read), 1 not a resource (1 no link)."


@pytest.mark.parametrize(
    ("path", "content", "name"),
    [
        ("_posts/2020-04-24-a.md", b"text", "posts/2020-04-24-a.md"),
        ("x/2017-2-5-a.markdown", b"", "posts/2017-2-5-a.markdown"),
        ("a.md", b"---\nlayout: post\ndate: 2020-04-24 01:03:29 +0200\n---\n", "2020-04-24-a.md"),
        ("a.txt", b"---\r\nlayout: post\r\ndate: 2020-04-24\r\n---\r\n", "2020-04-24-a.md"),
        ("_posts/a.html", b"---\ndate: 2020-04-24\n---\n", "2020-04-24-a.html.md"),
    ],
)
def test_a_post_is_copied_under_its_name_with_its_date(
    path: str, content: bytes, name: str
) -> None:
    found = import_files([(path, content)])
    name = f"posts/{name.removeprefix('posts/')}"
    assert dict(found.posts) == {name: content}
    assert [str(row) for row in found.rows] == [f"{path}:1 imported {name} post"]
    again = import_files([(path, content)], b"", found.posts)
    assert (dict(again.posts), again.rows[0].outcome) == ({}, "already there")
    other = import_files([(path, content + b"more")], b"", found.posts)
    assert dict(other.posts) == {}
    assert [str(row) for row in other.rows] == [
        f"{path}:1 already there {name} post: another text, so it was not imported"
    ]
    assert "is there already with another text" in other.problems[0].message


def test_a_post_without_a_date_is_not_taken() -> None:
    found = import_files([("_posts/a.md", b"---\nlayout: post\n---\n")])
    assert [str(row) for row in found.rows] == [
        "_posts/a.md:1 not a resource post: post without a date"
    ]


def test_a_page_with_front_matter_is_no_post() -> None:
    found = import_files(
        [("a.md", b"---\ntitle: My list\ndate: 2020-04-24\n---\n- [A](https://x.org)\n")]
    )
    assert [row.outcome for row in found.rows] == ["imported"]
    assert not found.posts


OTHER = b"""@string{nips = "NeurIPS"}
@string{unused = "U"}
@string{long = nips # " 2017"}
@comment{jabref-meta: x}

@ARTICLE{vaswani,
   Author = "Doe, J.", title="New", journal = long,
   }
text between
@article{other, title={Attention is all you need}, eprint={1706.03762}}
"""


def test_entries_of_a_bib_file_are_appended_as_they_were_typed() -> None:
    found = import_files([("o.bib", OTHER)], BIB)
    assert found.bib == BIB + (
        b'@string{nips = "NeurIPS"}\n@string{long = nips # " 2017"}\n'
        b'@ARTICLE{vaswanib,\n   Author = "Doe, J.", title="New", journal = long,\n   }\n'
    )
    assert [str(row) for row in found.rows] == [
        "o.bib:6 imported vaswanib article: its key 'vaswani' is taken",
        "o.bib:10 already there vaswani article read",
    ]
    assert str(entries(found)[-1].venue) == "NeurIPS 2017"
    assert import_files([("o.bib", OTHER)], found.bib).bib == found.bib


def test_a_macro_that_means_something_else_here_keeps_its_entry_out() -> None:
    found = import_files([("o.bib", OTHER)], b'@string{nips = "NIPS"}\n')
    assert str(found.rows[0]) == (
        "o.bib:6 not a resource vaswani article: its @string 'nips' says something else here"
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (b"@misc{, title={T}}", "an entry without a key"),
        (b"@misc{a, title={T\n\n@misc{b, title={B}}", "an entry with a fault"),
    ],
)
def test_damaged_entries_are_left_out(typed: bytes, why: str) -> None:
    found = import_files([("o.bib", typed)])
    assert why in str(found.rows[0])
    assert found.rows[0].outcome == "not a resource"


def test_line_ends_and_encoding_become_those_of_the_list() -> None:
    typed = "@misc{b,\n  title = {Größe}\n}\n".encode("utf-16")
    found = import_files([("o.bib", typed)], b"@misc{a,\r\n  title = {A}\r\n}\r\n")
    assert found.bib.decode() == (
        "@misc{a,\r\n  title = {A}\r\n}\r\n\r\n@misc{b,\r\n  title = {Größe}\r\n}\r\n"
    )
