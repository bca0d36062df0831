"""The pages in docs/papers/ become the notes of entries."""

from __future__ import annotations

from collections.abc import Iterable

from studylog.bib import Bibliography
from studylog.page import Page
from studylog.problem import Problem, did_you_mean
from studylog.sources import BIB


def notes_of(
    pages: Iterable[Page], bibliography: Bibliography
) -> tuple[dict[str, Page], list[Problem]]:
    """The note of each entry, and a problem for each page in docs/papers/ that is nobody's.

    An entry whose note is a draft keeps the page that is made for it."""
    notes: dict[str, Page] = {}
    strays = []
    for page in pages:
        folder, _, name = page.uri.rpartition("/")
        if folder != "papers" or name in ("index.md", "README.md") or page.draft:
            continue
        key = _key_of(page, bibliography)
        if key is None:
            strays.append(_no_entry(page, bibliography))
        elif key in notes:
            said = f"the note is for entry '{key}', which has its note in {notes[key].path}"
            strays.append(Problem(page.path, None, said, "join the two files"))
        else:
            notes[key] = page
    return notes, strays


def _key_of(page: Page, bibliography: Bibliography) -> str | None:
    """The key a note is named for: by the letter, else by the slug that stands in its address."""
    name = page.uri.removeprefix("papers/").rsplit(".", 1)[0]
    if name in bibliography.by_key:
        return name
    return next((e.key for e in bibliography.entries if e.slug == name.casefold()), None)


def _no_entry(page: Page, bibliography: Bibliography) -> Problem:
    name = page.uri.removeprefix("papers/").rsplit(".", 1)[0]
    hint = did_you_mean(name, bibliography.by_key) or "add the entry, or move the page elsewhere"
    return Problem(page.path, None, f"the note's name '{name}' is no key in {BIB}", hint)
