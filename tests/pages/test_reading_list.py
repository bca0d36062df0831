"""The reading list shows every entry once, under its status."""

from __future__ import annotations

from bs4 import BeautifulSoup

from studylog.bib import read_bibliography
from studylog.pages import entry_url, render_reading_list

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
