"""An entry's page says all that is known of it, and nothing that is not."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from studylog.bib import Entry, read_bibliography
from studylog.pages import Citing, describe, note_body, render_entry

BIB = rb"""
@article{k, title={A {\"O} $x$}, author={Doe, Jane and Roe, R.}, year={2020}, journal={J},
  status={dropped},  finished={2024-02-02}, rating={2}, keywords={a, b}, url={https://e.org},
  abstract={About & about}}
@misc{bare}
"""
FULL, BARE = read_bibliography(BIB).entries


def page(entry: Entry, *cited_in: Citing, note: str = "") -> BeautifulSoup:
    return BeautifulSoup(render_entry(entry, cited_in, "papers/k/", note=note), "html.parser")


def test_there_is_one_h1_with_the_title_or_else_the_key() -> None:
    assert [h.get_text() for h in page(BARE).find_all("h1")] == ["bare"]
    (heading,) = page(FULL).find_all("h1")
    assert heading.get_text().startswith("A Ö ") and heading.find("math")


def test_facts_are_shown_where_they_are_known() -> None:
    text = page(FULL).get_text(" ", strip=True)
    for said in (
        "Jane Doe, R. Roe",
        "2020",
        "Dropped",
        "laid aside 2 February 2024",
        "Rating: 2 of 5",
        "About & about",
    ):
        assert said in text, said
    bare = page(BARE)
    assert bare.select_one("header")["data-status"] == ""
    assert "No status" in bare.get_text()
    assert (
        bare.select(".entry-authors, .entry-venue, .entry-links, .topics, details, .entry-note")
        == []
    )


def test_pages_that_cite_it_are_linked_from_where_it_stands() -> None:
    (link,) = page(FULL, Citing("blog/2024/x/", "A <post>")).select(".entry-cited a")
    assert (link["href"], link.get_text()) == ("../../blog/2024/x/", "A <post>")
    assert "[@bare]" in page(BARE).select_one(".entry-cited").get_text()


def test_the_note_stands_as_it_was_rendered() -> None:
    assert page(BARE, note="<p><b>Mine</b></p>").select_one(".entry-note b").get_text() == "Mine"


def test_the_description_is_one_line() -> None:
    assert describe(FULL) == "A Ö $x$. Doe & Roe, J, 2020. Status: dropped."
    assert "\n" not in describe(BARE)


@pytest.mark.parametrize(
    ("note", "body"),
    [
        ("# Deep Learning\n\nText.\n", "\nText.\n"),
        ("# he2016deep\nText.", "Text."),
        ("# Deep learning!", ""),
        ("# Why I care\n\nText.", "## Why I care\n\nText."),
        ("## What it says\n", "## What it says\n"),
        ("Text.\n\n# Deep Learning\n", "Text.\n\n# Deep Learning\n"),
    ],
)
def test_a_note_loses_only_a_heading_that_repeats_its_entry(note: str, body: str) -> None:
    entry = read_bibliography(b"@misc{he2016deep, title={Deep {L}earning}}").entries[0]
    assert note_body(note, entry) == body
