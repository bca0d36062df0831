"""`studylog import` takes resources, posts and entries from files, and accounts for every row."""

from __future__ import annotations

from pathlib import Path

import click

from studylog.check import fails
from studylog.cli.frame import Example, print_json, root_of, root_option, say
from studylog.importing import Import, as_dict, import_files, sums
from studylog.sources import BIB, MARKDOWN, read_sources
from studylog.writing import Change, write


@click.command("import", cls=Example, example="studylog import ~/learning/README.md --dry-run")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE..",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)
@click.option("--dry-run", is_flag=True, help="Print the same account, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@root_option()
@click.pass_context
def import_command(
    context: click.Context, root: Path | None, files: tuple[Path, ...], dry_run: bool, as_json: bool
) -> None:
    """Add the resources in study logs, posts and .bib files to papers.bib and posts/.

    Tables and lists with links become entries, each with a status, topic and note; what is there
    already is not added again. The files themselves stay as they are.
    """
    root = root_of(context, root, Path.cwd())
    before = _read(root / BIB)
    posts = dict(read_sources(root).under("posts", *MARKDOWN))
    given = [(str(path), path.read_bytes()) for path in files]
    found = import_files(given, before or b"", posts)
    changes = _changes(found, before)
    refused = None if dry_run else write(root, changes, "studylog import")
    if refused:
        found = Import(before or b"", {}, (), (*found.problems, refused))
    written = [] if dry_run or refused else [change.path for change in changes]
    if as_json:
        _print_json(found, written)
    else:
        _print(found, written, dry_run)
    context.exit(1 if fails(found.problems) else 0)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _changes(found: Import, before: bytes | None) -> list[Change]:
    """papers.bib, if it gets a new entry, and each new post."""
    bib = [Change(BIB, before, found.bib)] if found.bib != (before or b"") else []
    return [*bib, *(Change(path, None, content) for path, content in found.posts.items())]


def _print_json(found: Import, written: list[str]) -> None:
    problems = [problem.as_dict() for problem in found.problems]
    print_json({**as_dict(found.rows), "written": written, "problems": problems})


def _print(found: Import, written: list[str], dry_run: bool) -> None:
    """A line for each row, the sums, and what was written; of a refused change only why."""
    for problem in found.problems:
        say(f"{problem.level}: {problem}", err=True)
    for row in found.rows:
        say(str(row))
    if found.rows or not fails(found.problems):
        say(sums(found.rows))
    if written:
        say(f"Written: {', '.join(written)}. `studylog undo` takes it back.", err=True)
    elif dry_run:
        say("Nothing was written: this was a dry run.", err=True)
