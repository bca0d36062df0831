"""The checkboxes that `pymdownx.tasklist` makes get a name that a screen reader can say."""

from __future__ import annotations

import re

from markdown.postprocessors import Postprocessor

_BOX = re.compile(r'(?P<box><input type="checkbox" disabled(?P<done> checked)?)\s*/?>')


class TaskPostprocessor(Postprocessor):
    """Says the state in a word, since a box without a label has no name (WCAG 2.2, 4.1.2)."""

    def run(self, text: str) -> str:
        return _BOX.sub(_named, text) if "task-list-control" in text else text


def _named(found: re.Match[str]) -> str:
    return f'{found["box"]} aria-label="{"done" if found["done"] else "open"}">'
