"""Texts and what they were made of become the lines of the file that a problem is told with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studylog.problem import Problem


@dataclass(frozen=True, slots=True)
class Plain:
    """The Markdown; `lines` has for each of its lines the number, from 0, of the one that it was
    made of."""

    text: str
    lines: Sequence[int]
    problems: tuple[Problem, ...] = ()


def unmoved(text: str) -> Plain:
    """The text as it is."""
    return Plain(text, range(text.count("\n") + 1))


def lines_of_parts(parts: Iterable[tuple[str, str]]) -> list[int]:
    """The lines of what pieces of a text were made to, of pairs of the two.

    >>> lines_of_parts([("a\\n", "a\\n"), ("$$x$$", "\\n$$x$$\\n"), ("\\nb", "\\nb")])
    [0, 1, 1, 1, 2]
    """
    lines, at = [0], 0
    for source, made in parts:
        many = source.count("\n")
        lines += (at + min(n, many) for n in range(1, made.count("\n") + 1))
        at += many
    return lines


def then(first: Plain, second: Plain, at: int = 1) -> Plain:
    """What a second step made of a first one's text; `at` is the line that the first began on."""
    last = len(first.lines) - 1
    lines = [first.lines[min(n, last)] for n in second.lines]
    problems = (*first.problems, *moved(second.problems, first.lines, at))
    return Plain(second.text, lines, problems)


def moved(problems: Iterable[Problem], lines: Sequence[int], at: int) -> tuple[Problem, ...]:
    """Problems of a text that begins on line `at`, told with the lines that it was made of."""
    last = len(lines) - 1
    return tuple(
        problem
        if problem.line is None or problem.line < at
        else replace(problem, line=at + lines[min(problem.line - at, last)])
        for problem in problems
    )
