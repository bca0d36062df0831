"""Puts right what Material's markup keeps from screen readers and validators."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

# With `navigation.indexes` the label that names a section's navigation holds nothing but an icon.
_UNNAMED = re.compile(
    r'aria-labelledby="__nav_[\d_]+_label"(?P<rest>[^>]*>\s*<label class="md-nav__title"[^>]*>'
    r"\s*<span[^>]*></span>\s*(?P<name>[^<]+?)\s*<)"
)
# No autocompletion is defined for a checkbox: https://html.spec.whatwg.org/#the-input-element
_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')

# A dialog and a landmark have names: https://www.w3.org/TR/wai-aria-1.2/#dialog
_NAMES = {
    'data-md-component="search" role="dialog"': 'data-md-component="search" role="dialog" '
    'aria-label="Search"',
    '<nav class="md-pagination">': '<nav class="md-pagination" aria-label="Further pages">',
}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _mended(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    return _mended(output) if template_name.endswith(".html") else output


def _mended(output: str) -> str:
    output = _UNNAMED.sub(r'aria-label="\g<name>"\g<rest>', output)
    output = _CHECKBOX.sub(r"\1", output).replace(' tabindex=""', "")
    if 'id="__toc"' not in output:  # a page that hides its contents still has their label
        output = output.replace(' for="__toc"', "")
    for bare, named in _NAMES.items():
        output = output.replace(bare, named)
    return output
