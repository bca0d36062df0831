"""Files that people keep their logs in become entries for papers.bib and posts, with an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from studylog import front_matter
from studylog.dialect import read_document
from studylog.importing.account import Row
from studylog.importing.bib_files import read_bib_file
from studylog.importing.bibtex import appended
from studylog.importing.known import Known, read_known
from studylog.importing.posts import is_post, place_post
from studylog.importing.resources import find_rows
from studylog.importing.shelf import Shelf
from studylog.importing.statuses import unread_statuses
from studylog.problem import Problem, not_utf8
from studylog.sources import BIB, decode
from studylog.tasks import states_of
from studylog.writing import Splice, splice


@dataclass(frozen=True, slots=True)
class Import:
    """`bib` is papers.bib as it is to be, `posts` maps the path of each new post to its bytes.

    `rows` tell what became of every row, in order; with an error among the `problems` something
    could not be imported.
    """

    bib: bytes
    posts: Mapping[str, bytes]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def import_files(
    files: Iterable[tuple[str, bytes]],
    bib: bytes = b"",
    posts: Mapping[str, bytes] | None = None,
) -> Import:
    """What the files add to a log with this papers.bib and these posts.

    `files` are names, as the account is to say them, with their bytes; a name that ends in `.bib`
    is BibTeX, a post is known by its name or front matter, all else is a study log in Markdown.
    """
    shelf = Shelf(bib)
    rows: list[Row] = []
    problems: list[Problem] = []
    there = dict(posts or {})
    new: dict[str, bytes] = {}
    for path, content in files:
        if path.lower().endswith(".bib"):
            rows += _entries(path, content, shelf)
        elif is_post(path, content):
            placed = place_post(path, content, there)
            rows.append(placed.row)
            problems += [placed.problem] if placed.problem else []
            if placed.name:
                new[placed.name] = there[placed.name] = content
        else:
            rows += _rows(path, content, shelf, problems)
    after = splice(bib, [Splice(len(bib), len(bib), appended(bib, shelf.texts, shelf.manner))])
    if fault := _misread(after, shelf):
        return Import(bib, {}, (), (*problems, fault))
    return Import(after, new, tuple(rows), tuple(problems))


def _rows(path: str, content: bytes, shelf: Shelf, problems: list[Problem]) -> Iterator[Row]:
    text, bad_byte = decode(content)
    if bad_byte is not None:
        problems.append(not_utf8(path, bad_byte))
    head = front_matter.split(text, path)
    document = read_document(head.body, path, head.body_line)
    states = states_of(document, path)
    problems += unread_statuses(document, states, path)
    for found in find_rows(document, states):
        yield shelf.put(found, path)


def _entries(path: str, content: bytes, shelf: Shelf) -> Iterator[Row]:
    file = read_bib_file(content, shelf.manner.newline)
    for typed in file.entries:
        yield shelf.put_typed(typed, file, path)


def _misread(after: bytes, shelf: Shelf) -> Problem | None:
    """What is wrong if the file with the new entries does not read as it should.

    An entry at its end that is not closed would take the new ones into itself.
    """
    last = shelf.before[-1] if shelf.before else None
    if not shelf.added:
        return None
    if last and last.block and last.block.guessed:
        said = f"entry '{last.key}' at the end of the file is damaged; nothing was written"
        return Problem(BIB, last.line, said, "close its braces and quotes, then try again", "error")
    known = (*shelf.before, *shelf.added)
    if [_facts(k) for k in read_known(after)] == [_facts(k) for k in known]:
        return None
    said = "entries that are appended to the file could not be read again; nothing was written"
    hint = "studylog check tells what is wrong in the file: mend that, save it as UTF-8, try again"
    return Problem(BIB, None, said, hint, "error")


def _facts(entry: Known) -> tuple[str | None, ...]:
    return (entry.key, entry.type, entry.title, entry.status, entry.url, entry.arxiv, entry.doi)
