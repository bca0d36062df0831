"""An old address of a post becomes a small page that leads on to the post."""

from __future__ import annotations

from urllib.parse import urljoin

from studylog.pages.render import render
from studylog.pages.urls import relative
from studylog.posts.redirects import Redirect


def render_redirect(redirect: Redirect, site_url: str = "") -> str:
    """The page; its links are relative, so the site may lie below any folder."""
    way = relative(redirect.url, redirect.page)
    canonical = urljoin(site_url, redirect.url) if site_url else way
    return render("redirect.html", redirect.page, redirect=redirect, canonical=canonical) + "\n"
