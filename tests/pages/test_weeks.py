"""Weeks and their posts show each other."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from studylog import StudyLog, read_log
from studylog.dialect import Document
from studylog.pages import render_week_links, render_weeks_of_post, weeks_of_posts
from studylog.sources import Sources
from tests.pages.logs import EVIL, unsafe

POST = "---\ntitle: {}\ndate: 2025-05-18\nweek: {}\n---\nText.\n"


def log(files: dict[str, str]) -> StudyLog:
    return read_log(Sources({name: text.encode() for name, text in files.items()}))


def links(read: StudyLog, line: int = 3) -> BeautifulSoup:
    html = render_week_links(read.weeks.posts["docs/agenda.md", line], "agenda/")
    return BeautifulSoup(html, "html.parser")


def test_a_week_names_its_post_with_title_and_date() -> None:
    read = log(
        {"docs/agenda.md": "# Agenda\n\n## Week 3\n", "posts/a.md": POST.format("Shapes", 3)}
    )
    shown = links(read)
    assert shown.get_text() == "Week 3’s post: Shapes, 18 May 2025\n" or shown.get_text() == (
        "Week 3’s post: Shapes, 18 May 2025"
    )
    assert [a["href"] for a in shown("a")] == ["../blog/2025/05/18/a/"]
    assert [t["datetime"] for t in shown("time")] == ["2025-05-18"]


def test_several_weeks_and_posts_stand_in_their_order() -> None:
    read = log(
        {
            "docs/agenda.md": "# Agenda\n\n## Weeks 3 & 4\n",
            "posts/a.md": POST.format("A", 3),
            "posts/b.md": POST.format("B", 3),
            "posts/c.md": POST.format("C", 4),
        }
    )
    assert links(read).get_text("|", strip=True).replace("|", " ") == (
        "Week 3’s posts: A , 18 May 2025 ; B , 18 May 2025 Week 4’s post: C , 18 May 2025"
    )


def test_a_week_without_posts_shows_nothing() -> None:
    assert render_week_links((), "agenda/") == ""


def test_a_post_links_to_the_heading_of_its_week_on_each_page() -> None:
    read = log(
        {
            "docs/agenda.md": "# Agenda\n\n## Week 3\n\n### Week 3\n\n## Agenda - Week 4 {#w4}\n",
            "docs/other.md": "---\ntitle: Other plan\n---\n# Week 3 & 4\n",
            "posts/a.md": POST.format("A", "[3, 4]"),
        }
    )
    html = render_weeks_of_post(weeks_of_posts(read)["posts/a.md"], "blog/2025/05/18/a/")
    found = [(a.get_text(), a["href"][15:]) for a in BeautifulSoup(html, "html.parser")("a")]
    assert found == [
        ("Agenda: Week 3", "agenda/#week-3"),
        ("Agenda: Week 3", "agenda/#week-3_1"),
        ("Agenda - Week 4", "agenda/#w4"),
        ("Other plan: Week 3 & 4", "other/#week-3-4"),
    ]


def test_d12_a_post_says_its_iso_week() -> None:
    read = log({"posts/a.md": "---\ndate: 2020-04-24 01:03:29 +0200\n---\nText.\n"})
    assert "ISO week 17 of 2020" in render_weeks_of_post(
        weeks_of_posts(read)["posts/a.md"], "blog/x/"
    )


def test_hostile_titles_are_text() -> None:
    read = log(
        {
            "docs/agenda.md": f"# Agenda\n\n## Week 3 `{EVIL}`\n",
            "posts/a.md": POST.format(repr(EVIL).replace("\\'", "''"), 3),
        }
    )
    assert unsafe(str(links(read))) == []
    assert unsafe(render_weeks_of_post(weeks_of_posts(read)["posts/a.md"], "blog/x/")) == []


def test_a_page_of_weeks_is_looked_through_once_for_all_posts() -> None:
    seen: list[str] = []

    class Documents(dict[str, Document]):
        def __getitem__(self, path: str) -> Document:
            seen.append(path)
            return super().__getitem__(path)

    files = {"docs/agenda.md": "# Agenda\n" + "".join(f"\n## Week {n}\n" for n in range(1, 30))}
    files |= {f"posts/p{n}.md": POST.format("P", n) for n in range(1, 30)}
    read = log(files)
    found = weeks_of_posts(replace(read, documents=Documents(read.documents)))
    assert seen == ["docs/agenda.md"]
    assert found["posts/p7.md"].links == (("agenda/#week-7", "Agenda: Week 7"),)
