"""`studylog check` prints every problem of a log."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import click

from studylog import check as checking
from studylog.cli.frame import Example, print_json, root_of, root_option
from studylog.history import ask_git, first_years
from studylog.phases import pages_without_year
from studylog.problem import Problem
from studylog.runs import Choice
from studylog.settings import read_config
from studylog.sources import CONFIG, Sources, decode, read_sources
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
    runs = _runs(root, sources, text)
    problems = checking.check(sources, text, history, runs)
    if as_json:
        print_json([p.as_dict() for p in problems])
    else:
        for problem in problems:
            click.echo(f"{_level(problem)} {without_controls(str(problem))}")
        click.echo(_sum(problems), err=True)
    context.exit(1 if checking.fails(problems) else 0)


def _runs(root: Path, sources: Sources, config: str) -> Mapping[str, Choice]:
    """What is known of the notebooks' outputs; nothing where what runs them is not installed."""
    if any(find_spec(name) is None for name in ("filelock", "psutil")):
        return {}
    from studylog.execution import Store, asked_by  # noqa: PLC0415 - it needs these
    from studylog.execution.plan import KEPT, plan  # noqa: PLC0415

    settings = read_config(config)[0].settings
    execute, _ = asked_by(os.environ)
    return plan(root, sources, settings, Store(root / KEPT), execute).choices


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
