"""The reading list shows every entry once, under its status."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from studylog.bib import STATUSES, Entry, read_bibliography
from studylog.bib.names import Name
from studylog.bib.text import Text
from studylog.pages import entry_url, render_reading_list
from studylog.pages.list_options import COLUMNS, SORTABLE, Options, read_list_options
from studylog.pages.list_order import in_order
from studylog.pages.reading_list import render_list_block
from tests.pages.logs import unsafe

BIB = b"""
@misc{r1, title={Read}, status={read}}
@misc{n1, title={None}}
@misc{g1, title={Reading 1}, status={reading}, started={2024-01-01}}
@misc{u1, title={Unknown}, status={Replication!}}
@misc{t1, title={To read 1}, status={unread}, priority={2}}
@misc{t2, title={To read 2}, status={to_read}, priority={1}, url={https://e.org}}
@misc{g2, title={Reading 2}, status={in progress}}
"""


def page(bib: bytes = BIB, *, without: tuple[str, ...] = ()) -> BeautifulSoup:
    """The list, in which every entry has a page but those `without` one."""
    entries = read_bibliography(bib).entries
    addresses = {e.slug: entry_url(e) for e in entries if e.slug not in without}
    return BeautifulSoup(render_reading_list(entries, "papers/", addresses), "html.parser")


def headings(soup: BeautifulSoup) -> list[tuple[str, str]]:
    return [(h["id"], h.get_text(" ", strip=True)) for h in soup.find_all("h2")]


def test_the_five_sections_come_first_then_unknown_then_none() -> None:
    assert headings(page()) == [
        ("reading", "Reading 2"),
        ("to-read", "To read 2"),
        ("skimmed", "Skimmed 0"),
        ("read", "Read 1"),
        ("dropped", "Dropped 0"),
        ("status-replication", "Replication! 1"),
        ("no-status", "No status 1"),
    ]


def test_unknown_statuses_that_look_alike_have_anchors_of_their_own() -> None:
    found = headings(page(b"@misc{a, status={odd!}}\n@misc{b, status={Odd?}}"))[5:]
    assert found == [("status-odd", "Odd? 1"), ("status-odd-2", "odd! 1")]


def test_an_empty_list_has_the_five_sections_and_says_how_to_begin() -> None:
    soup = page(b"")
    assert [i for i, _ in headings(soup)] == ["reading", "to-read", "skimmed", "read", "dropped"]
    assert soup.find("table") is None
    assert "papers.bib" in soup.find_all("p")[-1].get_text()


def test_each_entry_is_one_row_with_its_key_and_status() -> None:
    rows = page().select("table.reading-list tbody tr")
    assert {(r["data-key"], r["data-status"]) for r in rows} == {
        ("r1", "read"), ("n1", ""), ("g1", "reading"), ("g2", "reading"), ("u1", "Replication!"),
        ("t1", "to-read"), ("t2", "to-read"),
    }  # fmt: skip
    assert len(rows) == 7


def test_what_is_urgent_comes_first_of_what_is_to_read() -> None:
    rows = page().select("#to-read ~ table")[0].select("tr[data-key]")
    assert [r["data-key"] for r in rows] == ["t2", "t1"]


def test_titles_lead_to_the_entries_pages_if_there_are_any() -> None:
    assert page().select_one('tr[data-key="r1"] a')["href"] == "r1/"
    mixed = page(without=("r1",))
    assert mixed.select_one('tr#entry-r1[data-key="r1"] a') is None
    assert mixed.select_one('tr[data-key="g1"] a')["href"] == "g1/"


def test_every_anchor_of_the_list_leads_to_a_heading() -> None:
    soup = page()
    ids = {e["id"] for e in soup.select("[id]")}
    assert {a["href"][1:] for a in soup.select("nav a")} <= ids
    assert len(ids) == len(soup.select("[id]"))


def keys(soup: BeautifulSoup) -> list[str]:
    return [str(r["data-key"]) for r in soup.select("tr[data-key]")]


def test_entries_without_the_day_follow_by_year_then_in_the_order_of_the_file() -> None:
    bib = b"""
@misc{a, title={A}, status={read}, year={2001}}
@misc{b, title={B}, status={read}, year={2003}, finished={2020-01-01}}
@misc{c, title={C}, status={read}, year={2003}}
@misc{d, title={D}, status={read}, year={2003}, finished={2021}}
@misc{e, title={E}, status={read}, year={2003}}
"""
    assert keys(page(bib)) == ["d", "b", "c", "e", "a"]


def test_what_is_no_paper_shows_its_type() -> None:
    soup = page(b"@course{c, title={C}}\n@inproceedings{p, title={P}}\n@book{b, title={B}}")
    assert [t.text for t in soup.select("tr .type")] == ["Course", "Book"]


def test_authors_beyond_the_third_are_counted_and_named_in_a_title() -> None:
    cell = page(b"@misc{a, author={A and B and C and D and E}}").select_one("td.cell-authors")
    assert cell.text == "A, B, C and 2 more"
    assert cell.span["title"] == "D, E"


def test_the_rows_of_a_long_section_stand_in_several_groups() -> None:
    soup = page(b"".join(b"@misc{k%d, status={read}}\n" % n for n in range(60)))
    groups = soup.select("#read ~ table tbody")
    assert [len(group.select("tr")) for group in groups] == [25, 25, 10]
    assert keys(soup) == [f"k{n}" for n in range(60)]


def test_the_filter_is_hidden_until_a_script_shows_it_and_names_what_there_is() -> None:
    soup = page(
        b"@misc{a, status={read}, keywords={Deep-Learning, x}, year=2020}\n"
        b"@misc{b, keywords={deep learning}, year=2021}"
    )
    assert soup.select_one("search")["hidden"] is not None
    chosen = {
        s["name"]: [o.text for o in s.select("option")][1:] for s in soup.select("search select")
    }
    assert chosen["status"] == ["Read (1)", "No status (1)"]
    assert chosen["topic"] == ["Deep-Learning (2)", "x (1)"]
    assert chosen["year"] == ["2021 (1)", "2020 (1)"]


def block(text: str, bib: bytes = BIB, at: str = "notes/deep/") -> BeautifulSoup:
    """The block on the page at `at`; only `r1` has a page of its own."""
    entries = read_bibliography(bib).entries
    options, faults = read_list_options(text)
    assert not faults
    html = render_list_block(entries, options, at, {"r1": "papers/r1/"})
    return BeautifulSoup(html, "html.parser")


def columns(soup: BeautifulSoup) -> list[str]:
    return [th.text for th in soup.select("thead th")]


def test_a_block_without_options_is_the_whole_list_in_one_table() -> None:
    soup = block("")
    assert keys(soup) == ["g1", "g2", "t2", "t1", "r1", "u1", "n1"]
    assert columns(soup) == ["Title", "Status", "Authors", "Year", "Topics", "Links"]
    assert len(soup.select("table")) == 1
    assert not soup.select("search, nav, h2")


def test_a_block_names_statuses_and_of_one_alone_shows_no_column() -> None:
    assert keys(block("status: to-read, none")) == ["t2", "t1", "n1"]
    assert "Status" not in columns(block("status: reading"))


def test_a_block_shows_entries_with_any_of_its_topics_however_they_are_spelt() -> None:
    bib = b"""
@misc{a, keywords={Deep-Learning}}
@misc{b, keywords={graphs, x}}
@misc{c, keywords={learning}}
"""
    assert keys(block("topic: deep learning, Graphs", bib)) == ["a", "b"]


def test_a_block_has_the_columns_order_and_number_that_it_asks_for() -> None:
    soup = block("columns: key, title, rating, type\nsort: -title\nlimit: 2")
    assert columns(soup) == ["Key", "Title", "Rating", "Type"]
    assert keys(soup) == ["u1", "t2"]
    assert not soup.select(".day")


def test_a_block_in_which_nothing_fits_says_so() -> None:
    soup = block("topic: nothing")
    assert soup.find("table") is None
    assert soup.p.text == "No entry of the reading list fits here."


def test_links_of_a_block_lead_on_from_its_page() -> None:
    soup = block("", BIB + b"@misc{k, title={K}, keywords={a & b}}")
    assert soup.select_one("tr[data-key=r1] a")["href"] == "../../papers/r1/"
    assert soup.select_one("tr[data-key=g1] a")["href"] == "../../papers/#entry-g1"
    assert soup.select_one("tr[data-key=k] td a")["href"] == "../../papers/?topic=a%20%26%20b"
    assert not soup.select("[id]")


_ENTRIES = st.lists(
    st.builds(
        Entry,
        key=st.text(min_size=1),
        slug=st.just("x"),
        type=st.sampled_from(("article", "book", "odd")),
        line=st.integers(1, 99),
        year=st.none() | st.sampled_from(("1999", "2020")),
        status=st.none() | st.sampled_from((*STATUSES, "Odd")),
        topics=st.lists(st.sampled_from("ab"), unique=True).map(tuple),
        finished=st.none() | st.sampled_from(("2020", "2020-01", "2020-01-02")),
        rating=st.none() | st.integers(1, 5),
    ),
    max_size=9,
)


@given(_ENTRIES, st.sampled_from(SORTABLE))
def test_any_order_keeps_all_entries_puts_missing_values_last_and_ties_as_they_were(
    entries: list[Entry], column: str
) -> None:
    up, down = in_order(entries, column), in_order(entries, f"-{column}")
    assert sorted(map(id, up)) == sorted(map(id, down)) == sorted(map(id, entries))
    lacking = [e for e in entries if column != "title" and not getattr(e, column)]
    rest = len(entries) - len(lacking)
    assert up[rest:] == down[rest:] == lacking
    for ordered in (up, down):
        for value in {repr(getattr(e, column)) for e in entries}:
            tied = [e for e in ordered if repr(getattr(e, column)) == value]
            if column != "title":
                assert tied == [e for e in entries if repr(getattr(e, column)) == value]
    assert in_order(up, column) == up


@pytest.mark.parametrize(
    "title",
    [
        "</td><script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "{{7*7}} {% raw %}",
        "a | b `c` | <!-- --> ]]>",
        "'\"><img src=x onerror=alert(1)>",
    ],
)
def test_hostile_text_is_text_in_every_cell(title: str) -> None:
    entry = Entry(
        key=title, slug="a", type=title, line=1, title=Text((title,)), year=title, status=title,
        authors=(Name(title),) * 5, venue=Text((title,)), topics=(title,),
    )  # fmt: skip
    whole = render_reading_list([entry], "papers/", {})
    part = render_list_block([entry], Options(columns=COLUMNS), "x/", {})
    for html in (whole, part):
        soup = BeautifulSoup(html, "html.parser")
        assert unsafe(html) == []
        row = soup.select_one("tr[data-key]")
        assert row["data-key"] == row["data-status"] == title
        assert row.select_one(".cell-title a, .cell-title").text.startswith(title)
        assert row.select_one(".cell-authors span")["title"] == f"{title}, {title}"
        assert row.select_one(".cell-topics").text == title
        assert len(row.find_all(["th", "td"])) == len(soup.select("thead th"))
