"""`studylog progress` prints how much of a log, or of any Markdown file, is done."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from pathlib import Path

import click

from studylog.check import fails
from studylog.cli.frame import Example, print_json, root_of, root_option, say
from studylog.log import read_log
from studylog.page import read_page
from studylog.page_tasks import read_page_tasks
from studylog.pages import progress_facts
from studylog.pages.progress import RULE
from studylog.problem import Problem
from studylog.sources import read_sources
from studylog.tasks import STATES, Counts, Rollup
from studylog.words import without_controls

_BAR = 20
_NARROWEST, _WIDEST = 24, 72
_PARTS = {"done": ("█", "green"), "partly": ("▓", "yellow"), "maybe": ("░", "blue"),
          "open": ("·", None)}  # fmt: skip


@click.command(cls=Example, example="studylog progress ~/learning/README.md")
@click.argument(
    "files",
    nargs=-1,
    metavar="[FILE..]",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of a table.")
@root_option()
@click.pass_context
def progress(
    context: click.Context, root: Path | None, files: tuple[Path, ...], as_json: bool
) -> None:
    """Print what is done, partly done, perhaps and open, by page and heading.

    FILE may be any Markdown file; without one it is every page of the log. Exit code 1 if one of
    them has an error.
    """
    rollups, problems = _of_files(files) if files else _of_log(context, root)
    if as_json:
        print_json(list(progress_facts(rollups)))
    else:
        _print(rollups)
    for problem in problems:
        say(f"{problem.level}: {problem}", err=True)
    context.exit(1 if fails(tuple(problems)) else 0)


_Found = tuple[Mapping[str, tuple[Rollup, ...]], list[Problem]]


def _of_files(files: Iterable[Path]) -> _Found:
    """The roll-ups of the files by their paths as typed; front matter is none of the text."""
    rollups, found = {}, []
    for file in files:
        page, problems = read_page(str(file), file.read_bytes())
        tasks = read_page_tasks(page)
        rollups[str(file)] = tasks.rollups
        found += [*problems, *tasks.problems]
    return rollups, found


def _of_log(context: click.Context, root: Path | None) -> _Found:
    """The roll-ups of the log's pages, and what is wrong with these."""
    log = read_log(read_sources(root_of(context, root, Path.cwd())))
    pages = {page.path for page in log.pages}
    return log.rollups, [problem for problem in log.problems if problem.path in pages]


def _print(rollups: Mapping[str, tuple[Rollup, ...]]) -> None:
    """A line per roll-up, the counts below each other, and the rule they follow."""
    rows = [(_title(path, row), row) for path, found in rollups.items() for row in found]
    if not rows:
        click.echo("No tasks.")
        return
    width = min(max(_NARROWEST, *(len(title) for title, _ in rows)), _WIDEST)
    drawn = sys.stdout.isatty() and sys.stdout.encoding.lower().startswith("utf")
    for title, row in rows:
        bar = _bar(row.counts) + "  " if drawn else ""
        remark = f"; {row.remark}" if row.remark else ""
        line = f"{_cut(title, width)}  {bar}{row.counts}{remark}"
        click.echo(click.style(line, bold=True) if drawn and row.heading is None else line)
    click.echo(RULE)


def _title(path: str, row: Rollup) -> str:
    """The path of a page; below it its headings, further in by their level."""
    if row.heading is None:
        return without_controls(path)
    return "  " * row.level + without_controls(row.heading)


def _cut(title: str, width: int) -> str:
    return title.ljust(width) if len(title) <= width else title[: width - 1] + "…"


def _bar(counts: Counts) -> str:
    """The four parts by their share; each that is not empty has at least one character."""
    shares: list[int] = [getattr(counts, state) for state in STATES]
    ends = [0, *(round(_BAR * reached / counts.total) for reached in accumulate(shares))]
    sizes = [
        max(last - first, 1) if n else 0
        for n, (first, last) in zip(shares, pairwise(ends), strict=True)
    ]
    while sum(sizes) > _BAR:
        sizes[sizes.index(max(sizes))] -= 1
    return "".join(
        click.style(_PARTS[state][0] * size, fg=_PARTS[state][1])
        for state, size in zip(STATES, sizes, strict=True)
        if size
    )
