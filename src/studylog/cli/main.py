"""The frame that every subcommand joins: `studylog [--root DIR] COMMAND`."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from studylog import __version__
from studylog.cli.check import check
from studylog.cli.frame import root_option
from studylog.cli.import_ import import_command
from studylog.cli.list import list_entries
from studylog.cli.progress import progress
from studylog.cli.run import run_command
from studylog.cli.undo import undo_command


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 problems found, 2 used wrongly.",
)
@click.version_option(__version__, prog_name="studylog")
@root_option()
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Look after a study log: posts, paper notes, notebooks and papers.bib."""
    for reader in ("bibtexparser", "traitlets"):  # what they complain of are our problems
        logging.getLogger(reader).setLevel(logging.CRITICAL)
    context.obj = root


main.add_command(check)
main.add_command(list_entries)
main.add_command(import_command)
main.add_command(progress)
main.add_command(run_command)
main.add_command(undo_command)
