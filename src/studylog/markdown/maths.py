"""Formulas that `pymdownx.arithmatex` found become MathML."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from studylog.maths import typeset


class MathsTreeprocessor(Treeprocessor):
    """Replaces the content of `.arithmatex` elements (option `generic: true`)."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text and not len(element):
                tex, display = _unwrapped(element.text)
                if element.tag == "div":  # arithmatex escapes what stands between `$$` twice
                    tex = html.unescape(tex)
                element.set("class", "maths")
                element.text = self.md.htmlStash.store(typeset(tex, display=display).html)


def _unwrapped(text: str) -> tuple[str, bool]:
    r"""The TeX between `\(` and `\)` or `\[` and `\]`, and whether it stands on its own."""
    stripped = text.strip()
    display = stripped.startswith(r"\[")
    return stripped[2:-2].strip(), display
