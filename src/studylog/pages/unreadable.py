"""A file that can't be read becomes a page that says so, and links to it still lead there."""

from __future__ import annotations

import html
from pathlib import PurePosixPath

from studylog.problem import Problem


def render_unreadable(path: str, problem: Problem) -> str:
    """Markdown of the page."""
    name = html.escape(PurePosixPath(path).stem.replace("-", " "))
    return (
        f"# {name}\n\n<p class='unreadable'>This page can't be shown yet: "
        f"<code>{html.escape(str(problem))}</code></p>\n"
    )
