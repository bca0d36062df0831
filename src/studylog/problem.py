"""A fault in a source, said as place, fact and cure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

Level = Literal["error", "warning", "note"]
#: What a terminal would obey instead of showing it.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARK = "\ufffd"
#: The length of a message, and how much of one that is longer stands at its end.
_LONGEST, _END = 600, 120


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `path` from the log's root, 1-based `line` where known, and the cure in `hint`.

    An `error` cannot be read, a `warning` is read but hardly meant, a `note` never fails a build.
    As a text it is one line without what a terminal would obey, and of what its author wrote at
    length it has the beginning and the end.
    """

    path: str
    line: int | None
    message: str
    hint: str = ""
    level: Level = "warning"

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        hint = f" ({_line(self.hint)})" if self.hint else ""
        return f"{_CONTROLS.sub(_MARK, place)}: {_line(self.message)}{hint}"

    def as_dict(self) -> dict[str, str | int | None]:
        return {
            "path": self.path,
            "line": self.line,
            "level": self.level,
            "message": self.message,
            "hint": self.hint,
        }


def _line(text: str) -> str:
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - _END]} … {text[-_END:]}"
    return _CONTROLS.sub(lambda sign: " " if sign[0] in "\t\r\n" else _MARK, short)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by place, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line or 0, p.message)))


def not_utf8(path: str, offset: int, *, was_read: bool = True) -> Problem:
    """The first byte that is not UTF-8; `was_read` says that the file was read nevertheless."""
    said = f"the byte at offset {offset} is not UTF-8"
    if was_read:
        return Problem(path, None, f"{said}; the file was read as Latin-1", _SAVE)
    return Problem(path, None, said, _SAVE, "error")


_SAVE = "save the file as UTF-8"


def no_text(path: str) -> Problem:
    """A file that has the name of a text, and bytes that no text has."""
    return Problem(path, None, "the file is no text; it is not published", _SAVE, "error")


def not_readable(path: str) -> Problem:
    """A file that is listed and can't be opened."""
    shown = path.encode("utf-8", "replace").decode()
    return Problem(shown, None, "the file can't be read", "is it a broken link?", "error")


def same_address(path: str, first: str) -> Problem:
    """Of two files that differ in their ending only, the site can show one."""
    said = f"the file has the address of {first} and is not published"
    return Problem(path, None, said, "rename one of the two", "error")


def nearest(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that `word` may have been meant for, in the order given; empty if none is near.

    Near is a Damerau-Levenshtein distance of at most 2, or being the only name that begins with
    `word` (three letters and more). A word of up to three letters may differ by one.
    """
    names = tuple(dict.fromkeys(names))
    most = 1 if len(word) <= 3 else 2
    folded = word.casefold()
    scored = [
        (DamerauLevenshtein.distance(folded, n.casefold(), score_cutoff=most), n) for n in names
    ]
    best = min((d for d, _ in scored), default=most + 1)
    if best <= most:
        return tuple(n for d, n in scored if d == best)
    begins = tuple(n for n in names if len(word) >= 3 and n.casefold().startswith(folded))
    return begins if len(begins) == 1 else ()


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A hint naming the nearest names, or an empty string."""
    return did_you_mean_one_of(nearest(word, names))


def did_you_mean_one_of(names: Iterable[str]) -> str:
    found = tuple(names)
    return f"did you mean {' or '.join(repr(n) for n in found[:3])}?" if found else ""
