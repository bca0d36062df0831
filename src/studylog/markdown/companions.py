"""What GitHub and our own readers see as blocks is shown as such, whatever the site switches on."""

from __future__ import annotations

from markdown import Markdown

#: Extensions by the name under which they register what opens their blocks.
_BLOCKS = {
    "admonition": "admonition",
    "details": "pymdownx.details",
    "tabbed": "pymdownx.tabbed",
    "footnote": "footnotes",
    "deflist": "def_list",
    "markdown_block": "md_in_html",
}


def register_companions(md: Markdown) -> None:
    """Fences, admonitions, details, tabs, footnotes, definitions and elements of Markdown, unless
    the site has its own."""
    if "fenced_code_block" not in md.preprocessors:
        md.registerExtensions(["pymdownx.superfences"], {})
    for name, extension in _BLOCKS.items():
        if name not in md.parser.blockprocessors:
            md.registerExtensions([extension], {})
