"""The links between weeks and posts become the lines that show them."""

from __future__ import annotations

from collections.abc import Sequence

from studylog.log import StudyLog
from studylog.page import Page
from studylog.pages.anchors import anchors_of
from studylog.pages.render import render
from studylog.pages.titles import page_title
from studylog.pages.urls import page_url
from studylog.phases import PostOfWeek, WeekOfPost, iso_week


def render_week_links(posts: Sequence[PostOfWeek], page: str) -> str:
    """The line below the heading of a week: `Week 3's post: TITLE, 18 May 2025`; empty without
    posts. `page` is the address of the page that it stands on."""
    by_week: dict[int, list[PostOfWeek]] = {}
    for of_week in posts:
        by_week.setdefault(of_week.week, []).append(of_week)
    weeks = dict(sorted(by_week.items()))
    return render("week_links.html", page, weeks=weeks) if weeks else ""


def render_weeks_of_post(log: StudyLog, path: str, page: str) -> str:
    """What the page of the post at `path` says of its weeks: a link to each heading that it is for,
    and the ISO week of its date. `page` is its address."""
    post = next((p for p in log.posts if p.path == path), None)
    links = [_link(place, log) for place in log.weeks.weeks.get(path, ())]
    iso = iso_week(post.moment.day) if post else None
    return render("weeks_of_post.html", page, links=links, iso=iso)


def _link(place: WeekOfPost, log: StudyLog) -> tuple[str, str]:
    """Address and text of the link to a heading."""
    own = next(page for page in log.pages if page.path == place.path)
    anchors = anchors_of(log.documents[place.path])
    return f"{page_url(own)}#{anchors[place.line]}", _named(place, own)


def _named(place: WeekOfPost, page: Page) -> str:
    """The heading with its page's title, unless that stands in it."""
    title = page_title(page)
    named = title.casefold() in place.heading.casefold()
    return place.heading if named else f"{title}: {place.heading}"
