"""Front matter becomes what a theme can use: a value that would end the build is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: Templates of a theme that are no pages, or need a page of another kind.
_NOT_FOR_PAGES = ("404.html", "blog-post.html", "blog.html", "redirect.html")


def fit(
    meta: Mapping[str, Any], has_file: Callable[[str], bool]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The usable front matter, and for each value left out its name and the cure.

    `has_file` says whether the theme has a template or icon of that path.
    """
    kept = dict(meta)
    faults = []
    for name, cure in _CURES.items():
        if name in kept and not _fits(name, kept[name], has_file):
            del kept[name]
            faults.append((name, cure))
    return kept, faults


_CURES = {
    "hide": "write a list, such as [navigation, toc]",
    "search": "write 'search: {exclude: true}' to keep the page out of the search",
    "icon": "name an icon of the theme, such as material/notebook",
    "template": "leave it out, or name a template of the theme",
}


def _fits(name: str, value: Any, has_file: Callable[[str], bool]) -> bool:
    if name == "hide":
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if name == "search":
        return isinstance(value, Mapping)
    if not isinstance(value, str) or ".." in value:
        return False
    if name == "icon":
        return has_file(f".icons/{value}.svg")
    return value not in _NOT_FOR_PAGES and has_file(value)
