"""`studylog list` prints the entries of a log, or of any .bib file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import click

from studylog.bib import STATUSES, Entry, read_bibliography
from studylog.bib.names import short
from studylog.bib.status import read_status
from studylog.check import fails
from studylog.cli.frame import Example, print_json, root_of, root_option, say
from studylog.log import read_log
from studylog.pages.papers_json import entry_facts
from studylog.pages.reading_list import sections
from studylog.problem import did_you_mean
from studylog.settings import read_config
from studylog.sources import BIB, CONFIG, read_sources
from studylog.topics import read_coverage, same_topics
from studylog.words import folded, without_controls


@click.command("list", cls=Example, example="studylog list --status reading --topic attention")
@click.option(
    "--bib",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Any .bib file, instead of the log's.",
)
@click.option("--status", metavar="S", help="Only this status, in any spelling; `none` for none.")
@click.option("--topic", metavar="T", help="Only entries with this keyword, by any of its names.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of lines.")
@root_option()
@click.pass_context
def list_entries(
    context: click.Context,
    root: Path | None,
    bib: Path | None,
    status: str | None,
    topic: str | None,
    as_json: bool,
) -> None:
    """Print the entries by status. Exit code 1 if the file has an error."""
    folder = None if bib else root_of(context, root, Path.cwd())
    path = bib or (folder or Path()) / BIB
    content = path.read_bytes() if path.is_file() else b""
    bibliography = read_bibliography(content, path.name)
    wanted = _status(status, {e.status for e in bibliography.entries if e.status})
    names = _names_of(topic, folder) if topic else ()
    entries = _chosen(bibliography.entries, wanted, names)
    if as_json:
        print_json([entry_facts(e) for e in entries])
    else:
        _print(entries)
    for problem in bibliography.problems:
        if problem.level != "note":
            say(f"{problem.level}: {problem}", err=True)
    context.exit(1 if fails(bibliography.problems) else 0)


def _status(given: str | None, written: Collection[str]) -> str | None:
    """The status meant, one of the five or an unknown one as `written`; '' for none."""
    if given is None:
        return None
    if given.strip().lower() == "none":
        return ""
    status = read_status(given)
    if status not in STATUSES and status not in written:
        hint = did_you_mean(given, STATUSES) or "known are " + ", ".join(STATUSES)
        raise click.BadParameter(f"there is no status '{given}' ({hint})", param_hint="--status")
    return status


def _names_of(topic: str, root: Path | None) -> tuple[str, ...]:
    """The topic, and the other keywords that the log's tree of topics knows it by."""
    if root is None:
        return (topic,)
    text = (root / CONFIG).read_text("utf-8", "replace") if (root / CONFIG).is_file() else ""
    settings = read_config(text)[0].settings
    _, coverage = read_coverage(read_log(read_sources(root), settings), settings)
    return same_topics(coverage, (topic,))


def _chosen(entries: Iterable[Entry], status: str | None, topics: Collection[str]) -> list[Entry]:
    wanted = {folded(topic) for topic in topics}
    return [
        e
        for e in entries
        if (status is None or (e.status or "") == status)
        and (not wanted or wanted & {folded(t) for t in e.topics})
    ]


def _print(entries: Sequence[Entry]) -> None:
    """A heading per status, a line per entry; nothing but a sentence where there is none."""
    if not entries:
        click.echo("No entries.")
    for section in sections(entries):
        if not section.entries:
            continue
        click.echo(
            click.style(without_controls(f"{section.title} ({len(section.entries)})"), bold=True)
        )
        for entry in section.entries:
            who = ", ".join(p for p in (short(entry.authors), entry.year) if p)
            say(f"  {entry.key}  {entry.title or '(no title)'}" + (f"  ({who})" if who else ""))
