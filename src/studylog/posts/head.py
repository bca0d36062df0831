"""A post's front matter, the start of its body and its file's name become its date and title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from studylog import front_matter
from studylog.dates import Moment, read_moment
from studylog.lines import read_heading
from studylog.problem import Problem
from studylog.words import words_of

#: Names of files that tell of the folder they lie in.
_ABOUT = ("readme", "index")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^{}]*\}$")


def moment_of(
    meta: Mapping[str, Any], name: re.Match[str] | None, path: str, zone: str
) -> tuple[Moment | None, list[Problem]]:
    """The date of the front matter, else that of the file name."""
    from_name = read_moment(name["date"], zone) if name else None
    given = meta.get("date")
    if isinstance(given, dict):
        given = given.get("created")
    written = front_matter.text_of(given)[:80]
    if not written and not given:
        if from_name:
            return from_name, []
        if PurePosixPath(path).stem.lower() in _ABOUT:
            said = "the file tells of the folder and is no post; it is not published"
            return None, [Problem(path, None, said, "move it to docs/ to publish it", "note")]
        said = "the post has no date; it is not published"
        hint = "add date: YYYY-MM-DD to the front matter, or name the file YYYY-MM-DD-slug.md"
        return None, [Problem(path, 1, said, hint, "error")]
    if moment := read_moment(written, zone):
        return moment, []
    hint = "write the date as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS +0200"
    if from_name:
        said = f"the date '{written}' can't be read; that of the file name is used"
        return from_name, [Problem(path, 2, said, hint)]
    said = f"the date '{written}' can't be read; the post is not published"
    return None, [Problem(path, 2, said, hint, "error")]


def title_of(meta: Mapping[str, Any], body: str, name: str) -> tuple[str, str, int]:
    """Title, the body without a heading that repeats it, and how many lines that took."""
    first, _, rest = body.lstrip().partition("\n")
    heading = read_heading(first)
    given = front_matter.text_of(meta.get("title"))
    text = _ATTRIBUTES.sub("", heading.text) if heading else ""
    if heading and heading.level == 1 and given in ("", text):
        return text, rest, body.count("\n") - rest.count("\n")
    if given:
        return given, body, 0
    return words_of(name) or "Untitled", body, 0
