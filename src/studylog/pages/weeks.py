"""The links between weeks and posts become the lines that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from studylog.log import StudyLog
from studylog.page import Page
from studylog.pages.anchors import anchors_of
from studylog.pages.render import render
from studylog.pages.titles import page_title
from studylog.pages.urls import page_url
from studylog.phases import PostOfWeek, WeekOfPost, iso_week


@dataclass(frozen=True, slots=True)
class WeeksOfPost:
    """The year and number of the ISO week of a post's date, and `links`, the address and text of
    each heading that it is for."""

    iso: tuple[int, int]
    links: tuple[tuple[str, str], ...] = ()


def render_week_links(posts: Sequence[PostOfWeek], page: str) -> str:
    """The line below the heading of a week: `Week 3's post: TITLE, 18 May 2025`; empty without
    posts. `page` is the address of the page that it stands on."""
    by_week: dict[int, list[PostOfWeek]] = {}
    for of_week in posts:
        by_week.setdefault(of_week.week, []).append(of_week)
    weeks = dict(sorted(by_week.items()))
    return render("week_links.html", page, weeks=weeks) if weeks else ""


def weeks_of_posts(log: StudyLog) -> dict[str, WeeksOfPost]:
    """What each post's page says of its weeks, by the post's path."""
    pages = {page.path: page for page in log.pages}
    places = {place.path for found in log.weeks.weeks.values() for place in found}
    anchors = {path: anchors_of(log.documents[path]) for path in places}
    return {
        post.path: WeeksOfPost(
            iso_week(post.moment.day),
            tuple(
                _link(place, pages[place.path], anchors[place.path])
                for place in log.weeks.weeks.get(post.path, ())
            ),
        )
        for post in log.posts
    }


def render_weeks_of_post(weeks: WeeksOfPost, page: str) -> str:
    """A link to each heading that a post is for, and its ISO week, at the address `page`."""
    return render("weeks_of_post.html", page, weeks=weeks)


def _link(place: WeekOfPost, own: Page, anchors: Mapping[int, str]) -> tuple[str, str]:
    """Address and text of the link to a heading."""
    return f"{page_url(own)}#{anchors[place.line]}", _named(place, own)


def _named(place: WeekOfPost, page: Page) -> str:
    """The heading with its page's title, unless that stands in it."""
    title = page_title(page)
    named = title.casefold() in place.heading.casefold()
    return place.heading if named else f"{title}: {place.heading}"
