"""An entry becomes the head and the foot of its page; the note stands between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from studylog.bib import STATUSES, Entry
from studylog.bib.names import short
from studylog.lines import read_heading
from studylog.pages.render import render
from studylog.pages.rows import NO_PAGES
from studylog.pages.urls import Citing


def render_entry(  # noqa: PLR0913 - all that the page is made from
    entry: Entry,
    cited_in: Sequence[Citing],
    page: str,
    *,
    note: str = "",
    bibtex: str = "",
    topics: Mapping[str, str] = NO_PAGES,
) -> str:
    """The whole page around `note`, which is HTML; the only h1 is the entry's title.

    `bibtex` is what of the entry's source may be published, for readers to copy; `topics` are the
    addresses of topics' pages by keyword.
    """
    dates = [(word, day) for word in ("added", "started", "finished")
             if (day := getattr(entry, word))]  # fmt: skip
    if entry.status == "dropped":
        dates = [("laid aside" if word == "finished" else word, day) for word, day in dates]
    return render(
        "entry.html",
        page,
        entry=entry,
        status_name=STATUSES.get(entry.status or "", entry.status or "No status"),
        dates=dates,
        cited_in=cited_in,
        bibtex=bibtex,
        topics=topics,
        note=Markup(note),  # noqa: S704 - rendered from the author's own Markdown
    )


def note_body(markdown: str, entry: Entry) -> str:
    """The note without a first heading that repeats the entry's title or key.

    Another first heading stays, one level lower: the page's own is the entry's title.
    """
    first, newline, rest = markdown.lstrip().partition("\n")
    heading = read_heading(first)
    if heading is None or heading.level > 1:
        return markdown
    if _letters(heading.text) in (_letters(str(entry.title)), _letters(entry.key)):
        return rest
    return f"#{first}{newline}{rest}"


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def describe(entry: Entry) -> str:
    """One sentence for search engines and link previews."""
    who = short(entry.authors)
    parts = [who, str(entry.venue), entry.year or ""]
    facts = ", ".join(p for p in parts if p)
    status = STATUSES.get(entry.status or "", "")
    return f"{entry.title or entry.key}. {facts}" + (
        f". Status: {status.lower()}." if status else "."
    )
