"""`studylog run` runs notebooks, and writes their outputs into them where it is asked to."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studylog.check import fails
from studylog.cli.frame import Example, print_json, root_of, root_option, say
from studylog.cli.run_sum import as_dicts, sum_of
from studylog.settings import Settings, read_config
from studylog.sources import CONFIG, decode

if TYPE_CHECKING:
    from studylog.cli.running import Result

_NEEDED = ("filelock", "nbclient", "psutil")
_ADDRESS = re.compile(r"tcp://(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.%]{1,64}\]):[0-9]{1,5}", re.A)


@click.command("run", cls=Example, example="studylog run exp-1 --save")
@click.argument("names", nargs=-1, metavar="[NOTEBOOK..]")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 999),
    metavar="N",
    help="Run so many at a time. [default: one for each core, four at most]",
)
@click.option(
    "--on",
    "address",
    metavar="ADDRESS",
    help="Run them on the Dask cluster whose scheduler is there, such as tcp://10.0.0.1:8786.",
)
@click.option("--save", is_flag=True, help="Write the outputs into the .ipynb files, too.")
@click.option("--always", is_flag=True, help="Run those, too, whose packages changed since.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a sum.")
@root_option()
@click.pass_context
def run_command(
    context: click.Context,
    root: Path | None,
    names: tuple[str, ...],
    jobs: int | None,
    address: str | None,
    save: bool,
    always: bool,
    as_json: bool,
) -> None:
    """Run the notebooks whose outputs are not those of their code and data.

    NOTEBOOK is a path, or a name below notebooks/: then these run, whatever is known of them. The
    next build shows the runs; --save writes them into the files, which `studylog undo` takes back.
    Exit code 1 if a notebook stopped at an error, 130 after Ctrl-C, which keeps what has finished.
    """
    root = root_of(context, root, Path.cwd())
    if any(find_spec(name) is None for name in _NEEDED):
        said = 'what runs notebooks is not installed: pip install "studylog[run]"'
        raise click.ClickException(said)
    if address is not None:
        _check(address, jobs)
    from studylog.cli import running  # noqa: PLC0415 - it needs these

    settings = _settings(root)
    execute = running.wish(os.environ, always, settings)
    if execute == "never":
        say(f"Nothing was run, since {running.SWITCH} is 'never'.", err=True)
        context.exit(0)
    result = running.run_notebooks(root, settings, execute, names, jobs, save, address)
    _print(result, as_json)
    failed = "stopped" in result.outcome.ends.values() or fails(result.problems)
    context.exit(130 if result.outcome.interrupted else 1 if failed else 0)


def _check(address: str, jobs: int | None) -> None:
    """Ends the command unless the runs can be sent there."""
    if find_spec("distributed") is None:
        said = 'what sends runs to a cluster is not installed: pip install "studylog[cluster]"'
        raise click.ClickException(said)
    if not _ADDRESS.fullmatch(address):
        said = f"'{address}' is not such as tcp://10.0.0.1:8786"
        raise click.BadParameter(said, param_hint="--on")
    if jobs is not None:
        said = "how many run at a time on a cluster is said by its workers (leave out --jobs)"
        raise click.UsageError(said)


def _settings(root: Path) -> Settings:
    config = root / CONFIG
    text = decode(config.read_bytes())[0] if config.is_file() else ""
    return read_config(text)[0].settings


def _print(result: Result, as_json: bool) -> None:
    if as_json:
        problems = [p.as_dict() for p in result.problems]
        notebooks = as_dicts(result.outcome)
        print_json({"notebooks": notebooks, "written": result.written, "problems": problems})
        return
    for problem in result.problems:
        say(f"{problem.level}: {problem}", err=True)
    say(sum_of(result.outcome))
    if result.written:
        say(f"Written: {', '.join(result.written)}. `studylog undo` takes it back.", err=True)
    if result.outcome.interrupted:
        say(
            "Ended by Ctrl-C. What has finished is kept; run the command again for the rest.",
            err=True,
        )
