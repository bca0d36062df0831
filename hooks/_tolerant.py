"""The search plugin's parser of pages, without the exception that ends a build."""

from __future__ import annotations

from contextlib import suppress

from material.plugins.search import plugin  # type: ignore[import-untyped]


class Tolerant(plugin.Parser):  # type: ignore[misc]  # it has no types
    """The plugin's own raises where two headings stand in one item of a list and a third below
    them, and has done all but take note of a closing tag by then."""

    def handle_endtag(self, tag: str) -> None:
        with suppress(ValueError):
            super().handle_endtag(tag)


def use_tolerant() -> None:
    plugin.Parser = Tolerant
