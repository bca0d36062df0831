"""The site as its feeds name it, which keeps the HTML of their items between builds."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from _between import BetweenBuilds
from studylog.pages import Site, standalone

_kept = BetweenBuilds[str]()


def site_of(config: MkDocsConfig) -> Site:
    return Site(config.site_name, config.site_url or "", _convert)


def _convert(html: str, url: str) -> str:
    return _kept.get((html, url), lambda: standalone(html, url))
