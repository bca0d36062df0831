"""A chart is complete as it stands: a sentence, a picture with a name, notes, and a table."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from studylog.bib import Entry
from studylog.charts import KINDS, ChartOptions, read_chart_options
from studylog.pages.charts import CHARTS, render_chart, render_progress
from tests.charts.makers import entry, notebook, post
from tests.pages.logs import EVIL, unsafe

ENTRIES = [
    entry("read", added="2026-04-01", started="2026-05-01", finished="2026-05-09", topics=("GPU",)),
    entry("skimmed", added="2026-04", started="2026-05-30", finished="2026-06", topics=("gpu",)),
    entry("dropped", finished="2026-06-02", topics=("Maths",)),
    entry("to-read", added="2026-06-03", topics=("Maths", "GPU")),
    entry("read", finished="2025"),
    entry("read"),
]
POSTS = [post("2026-06-02"), post("2025-01-06")]
NOTEBOOKS = [notebook("2026-06-02"), notebook("2026-06"), notebook(None)]


def draw(kind: str, entries: list[Entry] = ENTRIES) -> BeautifulSoup:
    html = render_chart(ChartOptions(kind), entries, POSTS, NOTEBOOKS, "c1")
    return BeautifulSoup(html, "html.parser")


def many(number: int) -> list[Entry]:
    """Entries whose dates go over 28 years."""
    days = [date(1999, 1, 1) + timedelta(n * 10_220 // number) for n in range(number)]
    return [
        entry("read", added=str(d)[:7], started=str(d), finished=str(d + timedelta(40)))
        for d in days
    ]


def numbers(soup: BeautifulSoup) -> list[list[str]]:
    rows = soup.select("table tr")
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows]


def test_there_is_a_chart_of_each_kind() -> None:
    assert tuple(CHARTS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_names_its_picture_and_its_table(kind: str) -> None:
    soup = draw(kind)
    ids = [e["id"] for e in soup.select("[id]")]
    assert len(set(ids)) == len(ids) and all(i.startswith("c1-") for i in ids)
    picture = soup.select_one('figure.chart svg[role="img"]')
    assert set(picture["aria-labelledby"].split()) == {"c1-title", "c1-desc"} <= set(ids)
    assert soup.select_one("figure > figcaption").get_text().endswith(".")
    assert soup.select_one("details > summary").get_text().startswith("The numbers")
    assert all(th["scope"] in ("col", "row") for th in soup.select("table th"))
    assert set(re.findall(r"url\(#([^)]+)\)", str(soup))) <= set(ids)


def test_the_table_of_what_was_finished_has_every_month_and_status() -> None:
    assert numbers(draw("finished")) == [
        ["Month", "Read", "Skimmed", "Dropped", "All"],
        ["May 2026", "1", "0", "0", "1"],
        ["June 2026", "0", "1", "1", "2"],
    ]


def test_the_other_tables_hold_what_is_drawn() -> None:
    assert numbers(draw("topics"))[1:] == [["GPU", "2", "1"], ["Maths", "1", "1"]]
    assert numbers(draw("queue"))[1:] == [
        ["April 2026", "2", "0", "2"],
        ["May 2026", "0", "2", "0"],
        ["June 2026", "1", "0", "1"],
    ]
    assert numbers(draw("activity"))[1] == ["2 June 2026", "1", "1", "0", "1"]


def test_each_active_day_says_what_was_done() -> None:
    days = {t.get_text() for t in draw("activity").select("rect > title")}
    assert "2 June 2026: 1 post, 1 run, 1 entry finished" in days
    assert len(days) == 5


def test_what_has_no_date_is_counted_and_said() -> None:
    notes = [p.get_text() for p in draw("finished").select(".chart-note")]
    assert notes == [
        "1 of 5 read, skimmed or dropped entries have no finished date.",
        "1 entry has a year only and stands in no month.",
    ]
    said = " ".join(p.get_text() for p in draw("queue").select(".chart-note"))
    assert "3 entries have no added date and stand nowhere here." in said
    said = " ".join(p.get_text() for p in draw("activity").select(".chart-note"))
    assert "3 dates are a month or a year only and stand on no day." in said
    assert "1 notebook has no date." in said


@pytest.mark.parametrize(
    ("kind", "field"),
    [("finished", "finished"), ("topics", "keywords"), ("queue", "added"), ("activity", "started")],
)
def test_without_a_date_the_chart_is_a_sentence_that_names_the_field(kind: str, field: str) -> None:
    for entries in ([], [entry("read")], [entry("to-read"), entry("read"), entry("read")]):
        html = render_chart(ChartOptions(kind), entries, [], [], "c1")
        (sentence,) = BeautifulSoup(html, "html.parser").find_all(True, recursive=False)
        assert sentence.name == "p" and "empty" in sentence["class"]
        assert f"{field} = {{" in sentence.get_text()


def test_a_chart_of_a_topic_and_a_period_shows_only_these() -> None:
    options, _ = read_chart_options("kind: finished\ntopic: gpu\nfrom: 2026-06")
    html = render_chart(options, ENTRIES, POSTS, NOTEBOOKS, "c1")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.figcaption.get_text() == "1 entry on gpu finished in June 2026."
    assert numbers(soup)[1:] == [["June 2026", "1", "1"]]


def test_a_queue_in_which_nothing_ever_waited_has_no_picture() -> None:
    soup = draw("queue", ENTRIES[:1] + ENTRIES[4:])
    assert soup.select("svg") != []
    soup = draw("queue", [entry("read", added="2026-01", finished="2026-01")])
    assert soup.select("svg") == [] and soup.select("table") != []


@pytest.mark.parametrize("entries", [ENTRIES, many(40), many(2000)], ids=["few", "40", "2000"])
def test_the_page_is_well_formed_and_has_each_id_once(entries: list[Entry]) -> None:
    html = render_progress(entries, POSTS, NOTEBOOKS, "progress/")
    page = ElementTree.fromstring(f"<div>{html}</div>")
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(set(ids)) == len(ids)
    assert [h.get("id") for h in page.iter("h2")] == list(KINDS)
    assert html == render_progress(entries, POSTS, NOTEBOOKS, "progress/")
    assert not re.search(r'="[^"<>]*\d\.\d{3}', html)


def test_336_months_have_a_bar_each_and_can_be_scrolled() -> None:
    soup = draw("finished", many(2000))
    months = len(numbers(soup)) - 1
    assert months == 336 == len(soup.select("figure svg[role=img] > g"))
    region = soup.select_one('[role="region"][tabindex="0"]')
    assert region["aria-label"] == "Entries finished per month"


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_topic_is_text(kind: str) -> None:
    evil = entry("read", added="2026-01", finished="2026-02-01", topics=(EVIL, "a\x00\x0bb"))
    html = render_chart(ChartOptions(kind, EVIL), [evil], POSTS, [], "c1")
    page = ElementTree.fromstring(html)
    assert EVIL in "".join(page.itertext())
    assert set(unsafe(html)) <= {"title"}  # which is a tooltip in SVG
