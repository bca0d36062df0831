"""A log in which every text is hostile, for the pages to show."""

from __future__ import annotations

import json

from studylog import StudyLog, read_log
from studylog.sources import Sources

EVIL = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"
_BIB = f"""
@misc{{<b>key&'>, title={{{EVIL}}}, author={{{{{EVIL}}}}}, journal={{{EVIL}}}, year=2020,
  status={{{EVIL}}}, keywords={{{EVIL}}}, abstract={{{EVIL}}}, note={{{EVIL}}},
  url={{https://e.org/?a="><script>}}, pdf={{javascript:x}}}}
@misc{{plain, title={{{EVIL} and $f(x)<y$}}, status={{reading}}, author={{{EVIL} and Doe, J.}},
  url={{https://e.org/ok?a=1&b=2}}}}
"""
_POST = f"---\ntitle: {json.dumps(EVIL)}\ntags: [{json.dumps(EVIL)}]\n---\nText."
_CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": f"# {EVIL}\n\nA summary."},
    {
        "cell_type": "code",
        "metadata": {"tags": ["metrics"]},
        "source": "m",
        "outputs": [
            {
                "output_type": "execute_result",
                "metadata": {},
                "data": {"text/plain": repr({EVIL: EVIL, "n": 1.0})},
            }
        ],
    },
]


def hostile_log() -> StudyLog:
    return read_log(
        Sources(
            {
                "papers.bib": _BIB.encode(),
                "posts/2024-01-02-x.md": _POST.encode(),
                "docs/tasks.md": f"---\ntitle: {json.dumps(EVIL)}\n---\n- [ ] a task\n".encode(),
                "notebooks/n.ipynb": json.dumps(
                    {"nbformat": 4, "metadata": {}, "cells": _CELLS}
                ).encode(),
            }
        )
    )


def unsafe(html: str) -> list[str]:
    """The elements and attributes of the HTML that could run something."""
    from bs4 import BeautifulSoup

    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if element.name in ("script", "title") or (
            element.name == "img" and element.get("src") == "x"
        ):
            found.append(element.name)
        found += [
            name
            for name in element.attrs
            if name.startswith("on") or not name.replace("-", "").isalnum()
        ]
        if str(element.get("href", "")).lower().startswith("javascript:"):
            found.append("href")
    return found
