"""Makes entries, posts and notebooks from the few facts that charts look at."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from studylog.bib import Entry
from studylog.dates import Moment
from studylog.notebooks import Notebook
from studylog.posts import Post

_LINES = count(1)


def entry(status: str | None = "read", **facts: Any) -> Entry:
    line = next(_LINES)
    return Entry(key=f"k{line}", slug=f"k{line}", type="article", line=line, status=status, **facts)


def post(day: str, **facts: Any) -> Post:
    return Post(path="p.md", title="P", moment=Moment(day, day), slug="p", excerpt="", **facts)


def notebook(date: str | None, **facts: Any) -> Notebook:
    return Notebook(path="notebooks/n.ipynb", title="N", date=date, **facts)


_DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(str)
DATES = st.none() | st.builds(lambda day, size: day[:size], _DAYS, st.sampled_from([10, 7, 4]))
ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(["to-read", "reading", "skimmed", "read", "dropped", None, "redaing"]),
        added=DATES,
        started=DATES,
        finished=DATES,
        topics=st.lists(st.sampled_from(["GPU", "Maths", "<b>"]), unique=True).map(tuple),
    ),
    max_size=12,
)
