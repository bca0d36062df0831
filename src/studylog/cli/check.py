"""`studylog check` prints every problem of a log."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from studylog import check as checking
from studylog.cli.frame import Example, print_json, root_of, root_option
from studylog.history import ask_git, first_years
from studylog.phases import pages_without_year
from studylog.problem import Problem
from studylog.sources import CONFIG, decode, read_sources
from studylog.words import without_controls


@click.command(cls=Example, example="studylog --root ~/my-log check")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
@root_option()
@click.pass_context
def check(context: click.Context, root: Path | None, as_json: bool) -> None:
    """Print all problems: place, fact, cure. Exit code 1 if one is an error."""
    root = root_of(context, root, Path.cwd())
    config = root / CONFIG
    text, _ = decode(config.read_bytes()) if config.is_file() else ("site_name: Study log\n", None)
    sources = read_sources(root)
    paths = pages_without_year(sources)
    history = first_years(ask_git(root), paths) if paths else None
    problems = checking.check(sources, text, history)
    if as_json:
        print_json([p.as_dict() for p in problems])
    else:
        for problem in problems:
            click.echo(f"{_level(problem)} {without_controls(str(problem))}")
        click.echo(_sum(problems), err=True)
    context.exit(1 if checking.fails(problems) else 0)


def _level(problem: Problem) -> str:
    colour = {"error": "red", "warning": "yellow", "note": "cyan"}[problem.level]
    return click.style(f"{problem.level:7}", fg=colour)


def _sum(problems: tuple[Problem, ...]) -> str:
    """`2 errors, 1 note.`, or that all is well."""
    counts = Counter(p.level for p in problems)
    parts = [
        f"{counts[level]} {level}{'s' if counts[level] > 1 else ''}"
        for level in ("error", "warning", "note")
        if counts[level]
    ]
    return ", ".join(parts) + "." if parts else "No problems."
