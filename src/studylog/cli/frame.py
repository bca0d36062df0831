"""What the subcommands share: the log's folder, help with an example, and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from studylog.sources import CONFIG, find_root
from studylog.words import without_controls


class Example(click.Command):
    """A command whose help ends with an example, kept as it is typed."""

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        kwargs["epilog"] = f"\b\nExample:\n  {example}"
        super().__init__(*args, **kwargs)


class NoLog(click.ClickException):
    """Said in one sentence, without the usage lines: nothing was typed wrongly."""

    exit_code = 2


def root_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--root DIR`, before the subcommand's name or after it."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="The log's folder. [default: the nearest one upwards with mkdocs.yml]",
    )


def root_of(context: click.Context, root: Path | None, here: Path) -> Path:
    """The folder given with --root, else the nearest log from `here` upwards; else exit code 2."""
    given = root or context.obj
    if isinstance(given, Path):
        return given
    found = find_root(here)
    if found is None:
        raise NoLog(
            f"there is no {CONFIG} in this folder or above it: go into the folder of a log, "
            "or name it with --root DIR"
        )
    return found


def say(text: str, *, err: bool = False) -> None:
    """Prints text that may come from any file: what a terminal would obey is left out."""
    click.echo(without_controls(text), err=err)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
