"""`studylog undo` takes back the last change that a command made."""

from __future__ import annotations

from pathlib import Path

import click

from studylog.cli.frame import Example, root_of, root_option, say
from studylog.problem import Problem
from studylog.writing import undo


@click.command("undo", cls=Example, example="studylog undo")
@root_option()
@click.pass_context
def undo_command(context: click.Context, root: Path | None) -> None:
    """Take back the last change this command made: one step, all its files.

    A file that was changed since is left as it is, and exit code 1 says so.
    """
    done = undo(root_of(context, root, Path.cwd()))
    if isinstance(done, Problem):
        say(f"{done.level}: {done}", err=True)
        context.exit(1)
    for path in done.paths:
        say(f"{path} is as it was before `{done.by}`.")
