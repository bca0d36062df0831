"""What a row says of its resource, or where its link leads, becomes the type of an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

PAPER, VIDEO, COURSE, BOOK, DOCS, ONLINE, MISC = (
    "article", "video", "course", "book", "manual", "online", "misc",
)  # fmt: skip

_WORDS: Mapping[str, str] = {
    "paper": PAPER, "video": VIDEO, "course": COURSE, "mooc": COURSE, "book": BOOK,
    "textbook": BOOK, "doc": DOCS, "docs": DOCS, "documentation": DOCS, "article": ONLINE,
}  # fmt: skip
_IN_FORMAT: Mapping[str, str] = {
    **_WORDS, "preprint": PAPER, "youtube": VIDEO, "vimeo": VIDEO, "playlist": VIDEO,
    "coursera": COURSE, "edx": COURSE, "udacity": COURSE, "udemy": COURSE, "datacamp": COURSE,
    "linkedin learning": COURSE, "mit ocw": COURSE, "mit opencourseware": COURSE,
    "deeplearning.ai": COURSE, "fast.ai": COURSE, "ebook": BOOK, "manual": DOCS, "blog": ONLINE,
    "blog post": ONLINE, "post": ONLINE, "tutorial": ONLINE,
}  # fmt: skip
#: Hosts, each also with others below it, and where that matters the beginning of the path.
_PLACES: tuple[tuple[str, str, str], ...] = (
    *((host, "", PAPER) for host in (
        "arxiv.org", "openreview.net", "aclanthology.org", "proceedings.neurips.cc",
        "proceedings.mlr.press", "openaccess.thecvf.com",
    )),
    *((host, "", VIDEO) for host in ("youtube.com", "youtu.be", "vimeo.com")),
    *((host, "", COURSE) for host in (
        "coursera.org", "edx.org", "udacity.com", "udemy.com", "datacamp.com", "ocw.mit.edu",
        "deeplearning.ai", "fast.ai",
    )),
    ("linkedin.com", "/learning", COURSE),
    ("oreilly.com", "/library/view", BOOK),
    ("manning.com", "/books", BOOK),
    ("leanpub.com", "", BOOK),
    ("deeplearningbook.org", "", BOOK),
    *((host, "", MISC) for host in ("kaggle.com", "colab.research.google.com", "github.com")),
    ("readthedocs.io", "", DOCS),
)  # fmt: skip
_ARTICLES = {
    "tutorial", "tutorials", "blog", "post", "posts", "article", "articles",
}  # fmt: skip
_PREFIX = re.compile(r"\W*(paper|book|textbook|course|mooc|video|article)\s*:", re.I)
_WORD = re.compile(r"\w+")


def type_of(
    format_word: str, url: str | None, has_doi: bool, named: str, headings: Sequence[str]
) -> str:
    """The type by the first that answers; `named` is the text with its prefix, `headings` are
    the nearest first."""
    return (
        _IN_FORMAT.get(_folded(format_word))
        or (_IN_FORMAT.get(_folded(format_word).removesuffix("s")))
        or _by_address(url, has_doi)
        or _by_prefix(named)
        or next((kind for heading in headings if (kind := _by_heading(heading))), MISC)
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _by_address(url: str | None, has_doi: bool) -> str | None:
    if has_doi:
        return PAPER
    if not url:
        return None
    parts = urlsplit(url)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path
    for place, beginning, kind in _PLACES:
        at_host = host == place or host.endswith("." + place)
        if at_host and (path + "/").startswith(beginning + "/"):
            return kind
    folders = {part.lower() for part in path.split("/")}
    if host.startswith("docs.") or "docs" in folders:
        return DOCS
    return ONLINE if folders & _ARTICLES else None


def _by_prefix(named: str) -> str | None:
    found = _PREFIX.match(named)
    return _WORDS[found[1].lower()] if found else None


def _by_heading(heading: str) -> str | None:
    """The one kind that the heading names; of two it names none."""
    words = {word.casefold() for word in _WORD.findall(heading)}
    kinds = {_WORDS.get(word) or _WORDS.get(word.removesuffix("s")) for word in words} - {None}
    return kinds.pop() if len(kinds) == 1 else None
