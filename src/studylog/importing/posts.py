"""A file that is a blog's post becomes the name it has in posts/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from studylog import front_matter
from studylog.importing.account import Row
from studylog.posts import read_post
from studylog.posts.post_names import DATED
from studylog.problem import Problem
from studylog.sources import MARKDOWN, decode, is_text


class Placed(NamedTuple):
    """What became of a post: `name` is the path in the log to write it to, None if it is not to be
    written, `problem` says what stands in its way."""

    row: Row
    name: str | None = None
    problem: Problem | None = None


def is_post(path: str, content: bytes) -> bool:
    """Whether the file is a post: by its folder, a dated name or its layout."""
    place = PurePath(path)
    if place.suffix.lower() == ".bib":
        return False
    if DATED.fullmatch(place.stem) or "_posts" in place.parts or "_drafts" in place.parts:
        return True
    meta = front_matter.split(decode(content)[0], path).meta
    return front_matter.text_of(meta.get("layout")) == "post"


def place_post(path: str, content: bytes, there: Mapping[str, bytes]) -> Placed:
    """What becomes of the post; `there` are the posts of the log by path.

    With a problem where another file has the path that it would be written to.
    """
    post, _ = read_post(path, content)
    if post is None:
        why = "post without a date" if is_text(content) else "file that is no text"
        return Placed(Row(path, 1, "not a resource", type="post", remarks=(why,)))
    name = f"posts/{_name(PurePath(path), post.moment.day)}"
    same = next((p for p, other in there.items() if other == content), None)
    if same:
        return Placed(Row(path, 1, "already there", same, "post", title=post.title))
    if taken := next((p for p in there if p.casefold() == name.casefold()), None):
        said = f"{taken} is there already with another text; the post was not imported"
        problem = Problem(path, None, said, "give one of the two another name", "error")
        remarks = ("another text, so it was not imported",)
        row = Row(path, 1, "already there", taken, "post", title=post.title, remarks=remarks)
        return Placed(row, problem=problem)
    return Placed(Row(path, 1, "imported", name, "post", title=post.title), name)


def _name(place: PurePath, day: str) -> str:
    """The file's own name, with a date before it and an ending of Markdown if it has none."""
    ending = place.suffix if place.suffix.lower() in MARKDOWN else ".md"
    stem = place.stem if place.suffix.lower() in (*MARKDOWN, ".txt") else place.name
    return f"{stem if DATED.fullmatch(stem) else f'{day}-{stem}'}{ending}"
