"""A post's front matter, the start of its body and its file's name become its date and title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from studylog import front_matter
from studylog.dates import Moment, no_such_day, read_moment
from studylog.lines import read_heading
from studylog.problem import Problem
from studylog.titles import heading_text
from studylog.words import words_of

#: Names of files that tell of the folder they lie in.
_ABOUT = ("readme", "index")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^{}]*\}$")


def moment_of(
    head: front_matter.FrontMatter, name: re.Match[str] | None, path: str, zone: str
) -> tuple[Moment | None, list[Problem]]:
    """The date of the front matter, else that of the file name."""
    from_name = read_moment(name["date"], zone) if name else None
    given = head.meta.get("date")
    if isinstance(given, dict):
        given = given.get("created")
    written = (front_matter.text_of(given) or str(given or ""))[:80]
    if not written:
        return (from_name, []) if from_name else (None, [_undated(name, path)])
    if moment := read_moment(written, zone):
        return moment, []
    hint = "write the date as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS +0200"
    why, line = no_such_day(written), head.line_of("date")
    fault = f"the date '{written}' can't be read" + (f", since {why}" if why else "")
    if from_name:
        said = f"{fault}; that of the file name is used"
        return from_name, [Problem(path, line, said, hint)]
    said = f"{fault}; the post is not published"
    return None, [Problem(path, line, said, hint, "error")]


def _undated(name: re.Match[str] | None, path: str) -> Problem:
    """What is wrong with a post that has a date neither in its head nor in its name."""
    if name:
        said = f"the date in the file's name can't be read, since {no_such_day(name['date'])}"
        hint = "correct the name, or add date: YYYY-MM-DD to the front matter"
        return Problem(path, None, f"{said}; it is not published", hint, "error")
    if PurePosixPath(path).stem.lower() in _ABOUT:
        said = "the file tells of the folder and is no post; it is not published"
        return Problem(path, None, said, "move it to docs/ to publish it", "note")
    said = "the post has no date; it is not published"
    hint = "add date: YYYY-MM-DD to the front matter, or name the file YYYY-MM-DD-slug.md"
    return Problem(path, 1, said, hint, "error")


def title_of(meta: Mapping[str, Any], body: str, name: str) -> tuple[str, str, int]:
    """Title, the body without a heading that repeats it, and how many lines that took."""
    first, _, rest = body.lstrip().partition("\n")
    heading = read_heading(first)
    given = front_matter.text_of(meta.get("title"))
    typed = _ATTRIBUTES.sub("", heading.text) if heading else ""
    text = heading_text(typed)
    if heading and heading.level == 1 and given in ("", typed, text):
        return given or text, rest, body.count("\n") - rest.count("\n")
    if given:
        return given, body, 0
    return words_of(name) or "Untitled", body, 0
