"""The YAML of a `progress` block becomes the roll-ups it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from studylog.dialect import Heading, plain_text, walk
from studylog.log import StudyLog
from studylog.markdown.blocks import Place
from studylog.page import Page
from studylog.pages.block_options import Fault, no_option, read_block
from studylog.pages.progress import Line, heading_lines, page_line, page_lines, render_lines
from studylog.pages.timeline_options import find_page, no_page
from studylog.phases import heading_text
from studylog.problem import did_you_mean
from studylog.tasks.marks import read_end_mark

_NAMES = ("file", "heading")
_NO_FILE = (Fault("the block names no file", "write one, such as 'file: roadmap.md'"),)


def render_progress_block(log: StudyLog, text: str, place: Place) -> tuple[str, tuple[Fault, ...]]:
    """The block as it stands at that place, and what of it was not understood.

    Without options it has a line for each page with tasks; `file` names one page, `heading` one
    of its headings. A heading alone is one of the page that the block stands on.
    """
    given, faults = _read(text)
    if faults or not given:
        return render_lines(page_lines(log), place.page, rule=True), faults
    lines, faults = _lines(log, given, place.source)
    return render_lines(lines, place.page), faults


def _lines(
    log: StudyLog, given: Mapping[str, str], source: str
) -> tuple[list[Line], tuple[Fault, ...]]:
    """The line that the options ask for, or what is wrong with them."""
    file = given.get("file", "")
    page = find_page(file, source, log.pages)
    if page is None:  # without a source the log is only checked, and the block's page unknown
        return [], (no_page(file, log.pages),) if file else _NO_FILE if source else ()
    if "heading" not in given:
        line = page_line(log, page, rule=True)
        return [line] if line else [], ()
    heading = _heading(log, page, given["heading"])
    if isinstance(heading, Fault):
        return [], (heading,)
    line = heading_lines(log, page, rule=True).get(heading.line)
    return [line] if line else [], ()


def _read(text: str) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The options that are named and filled, and what is wrong with the others."""
    given, unread = read_block(text, like="file: roadmap.md")
    known = {name: value for name, value in given.items() if name in _NAMES}
    faults = [*unread, *(no_option(name, _NAMES) for name in given if name not in _NAMES)]
    faults += [
        Fault(f"'{name}' is no text", "write one in a line")
        for name, value in known.items()
        if not isinstance(value, str)
    ]
    texts = {name: _line(value) for name, value in known.items() if isinstance(value, str)}
    return {name: value for name, value in texts.items() if value}, tuple(faults)


def _heading(log: StudyLog, page: Page, wanted: str) -> Heading | Fault:
    """The first heading with this text, with or without the mark at its end; else the only one
    that begins with it, as `Practical work: 20 June to 20 July` does."""
    document = log.documents[page.path]
    headings = [b for b in walk(document, quotes=False) if isinstance(b, Heading)]
    names = [heading_text(heading, document.references) for heading in headings]
    folded = _line(plain_text(wanted)).casefold()
    for heading, name in zip(headings, names, strict=True):
        mark = read_end_mark(heading.text)
        if folded in (name.casefold(), mark.name.casefold() if mark else None):
            return heading
    begun = [
        heading
        for heading, name in zip(headings, names, strict=True)
        if name.casefold().startswith(folded) and not name[len(folded) :][:1].isalnum()
    ]
    if len(begun) == 1:
        return begun[0]
    said = f"{page.path} has no heading '{wanted}'"
    return Fault(said, did_you_mean(wanted, names) or "write it as it stands there")


def _line(text: str) -> str:
    return " ".join(text.split())
