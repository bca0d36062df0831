"""A file that is a blog's post becomes the name it has in posts/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from studylog import front_matter
from studylog.importing.account import Row
from studylog.posts import read_post
from studylog.problem import Problem
from studylog.sources import decode

_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.+")
_MARKDOWN = (".md", ".markdown")


def is_post(path: str, content: bytes) -> bool:
    """Whether the file is a post: by its folder, a dated name or its layout."""
    place = PurePath(path)
    if place.suffix.lower() == ".bib":
        return False
    if _DATED.fullmatch(place.stem) or "_posts" in place.parts or "_drafts" in place.parts:
        return True
    meta = front_matter.split(decode(content)[0], path).meta
    return front_matter.text_of(meta.get("layout")) == "post"


def place_post(
    path: str, content: bytes, there: Mapping[str, bytes], zone: str
) -> tuple[Row, str | None] | Problem:
    """What becomes of the post, and the path in the log to write it to, None if it is there.

    `there` are the posts of the log by path. A Problem where another file has that path.
    """
    post, _ = read_post(path, content, zone)
    if post is None:
        return Row(path, 1, "not a resource", type="post", remarks=("post without a date",)), None
    name = f"posts/{_name(PurePath(path), post.moment.day)}"
    same = next((p for p, other in there.items() if other == content), None)
    if same:
        return Row(path, 1, "already there", same, "post", title=post.title), None
    if any(other.casefold() == name.casefold() for other in there):
        said = f"{name} is there already with another text; the post was not imported"
        return Problem(path, None, said, "give one of the two another name", "error")
    return Row(path, 1, "imported", name, "post", title=post.title), name


def _name(place: PurePath, day: str) -> str:
    """The file's own name, with a date before it and an ending of Markdown if it has none."""
    ending = place.suffix if place.suffix.lower() in _MARKDOWN else ".md"
    stem = place.stem if place.suffix.lower() in (*_MARKDOWN, ".txt") else place.name
    return f"{stem if _DATED.fullmatch(stem) else f'{day}-{stem}'}{ending}"
