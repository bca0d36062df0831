"""The one template environment: everything a template prints is escaped unless it is markup."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from studylog.bib import Entry
from studylog.bib.names import short
from studylog.bib.status import STATUSES
from studylog.dates import in_words
from studylog.pages.urls import relative


def render(template: str, page: str, **values: Any) -> str:
    """The fragment; `page` is the address, from the site's root, of the page it stands on."""
    return (
        _environment().get_template(template).render(href=lambda url: relative(url, page), **values)
    )


@lru_cache(maxsize=64)
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, for what is rendered thousands of times."""
    found: Callable[..., Markup] = getattr(_environment().get_template(template).module, name)
    return found


def type_word(entry: Entry) -> str:
    """What a reader calls an entry of its type; what arXiv hands out as `@misc` is a paper."""
    on_arxiv = entry.arxiv and entry.type in ("misc", "online")
    return "Paper" if on_arxiv else _TYPES.get(entry.type, "Other")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("studylog.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(in_words=in_words, short=short)
    environment.globals.update(status_words=STATUSES, empty_words=_EMPTY, type_word=type_word)
    return environment


#: What a reader calls the types of BibTeX and BibLaTeX; an unknown one is "Other".
_TYPES = {
    **dict.fromkeys(
        ("article", "inproceedings", "conference", "incollection", "unpublished"), "Paper"
    ),
    **dict.fromkeys(("book", "inbook", "booklet", "proceedings", "collection"), "Book"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "Thesis"),
    **dict.fromkeys(("techreport", "report"), "Report"),
    "course": "Course",
    "video": "Video",
    "online": "Web page",
    "manual": "Docs",
}
_EMPTY = {
    "reading": "Nothing is being read at the moment.",
    "to-read": "Nothing is waiting to be read.",
    "skimmed": "Nothing has been skimmed.",
    "read": "Nothing has been read to the end yet.",
    "dropped": "Nothing has been dropped.",
}
