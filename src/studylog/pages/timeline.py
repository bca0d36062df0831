"""The phases of a page become a timeline: a list with their dates, and a bar for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studylog.charts.timeline import Bar, bars_of, month_lines, scale_of
from studylog.log import StudyLog
from studylog.page import Page
from studylog.pages.anchors import anchors_of
from studylog.pages.list_options import Fault
from studylog.pages.render import render
from studylog.pages.timeline_options import find_page, no_page
from studylog.pages.titles import page_title
from studylog.pages.urls import page_url
from studylog.phases import Phase, Phases, Unread
from studylog.tasks import Counts


@dataclass(frozen=True, slots=True)
class Row:
    """A phase with the address of its heading, its bars, and its counts where it has tasks."""

    phase: Phase
    url: str
    bars: tuple[Bar, ...]
    counts: Counts | None

    @property
    def length(self) -> str:
        """The length as typed, unless the dates say it in the same words."""
        days = [span.days for span in self.phase.spans]
        said = f"{days[0]} day{'' if days[0] == 1 else 's'}"
        return "" if len(days) == 1 and self.phase.length == said else self.phase.length

    @property
    def spans(self) -> str:
        """The days as the browser reads them: `2025-05-20/2025-06-01 2025-06-11/2025-06-20`."""
        return " ".join(f"{span.first}/{span.last}" for span in self.phase.dated)


@dataclass(frozen=True, slots=True)
class Subject:
    """The page that the phases are of: its title and address, and by the line of a heading its
    anchor and the counts of its tasks."""

    title: str
    url: str = ""
    anchors: Mapping[int, str] = field(default_factory=dict)
    counts: Mapping[int, Counts] = field(default_factory=dict)

    def url_of(self, heading: Phase | Unread) -> str:
        anchor = self.anchors.get(heading.line)
        return f"{self.url}#{anchor}" if anchor else self.url


def render_timeline(phases: Phases, subject: Subject, page: str) -> str:
    """The timeline as it stands at the address `page`.

    Today is not in it: the browser draws its line and says what is over, or overdue.
    """
    scale = scale_of(phases.phases)
    rows = [
        Row(
            phase,
            subject.url_of(phase),
            bars_of(phase.spans, scale) if scale else (),
            subject.counts.get(phase.line),
        )
        for phase in phases.phases
    ]
    return render(
        "timeline.html",
        page,
        title=subject.title,
        rows=rows,
        scale=scale,
        labels=month_lines(scale) if scale else (),
        year=phases.year,
        undated=any(not span.first for phase in phases.phases for span in phase.spans),
        unread=_linked(phases, subject),
    )


def _linked(phases: Phases, subject: Subject) -> list[tuple[Unread, str]]:
    """The headings with dates that can't be read, and their addresses."""
    return [(heading, subject.url_of(heading)) for heading in phases.unread]


def subject_of(log: StudyLog, own: Page) -> Subject:
    """A page of the log, whose tasks are counted by heading."""
    rollups = log.rollups.get(own.path, ())
    return Subject(
        page_title(own),
        page_url(own),
        anchors_of(log.documents[own.path]),
        {rollup.line: rollup.counts for rollup in rollups if rollup.heading is not None},
    )


def render_timeline_block(
    log: StudyLog, file: str, page: str, source: str
) -> tuple[str, tuple[Fault, ...]]:
    """What a `timeline` block on the page at `source` becomes, and what is wrong with it."""
    pages = [p for p in log.pages if not p.draft or p.uri == source]
    own = find_page(file, source, pages)
    read = log.phases.get(own.path, Phases()) if own else Phases()
    if own and read.phases:
        return render_timeline(read, subject_of(log, own), page), ()
    if own is None and file:
        fault = no_page(file, [p for p in pages if _has_phases(log, p)] or pages)
    elif own is None:
        fault = Fault("this page is no place for phases", "name one, as in 'file: roadmap.md'")
    elif read.unread:
        fault = Fault(f"the dates of no heading of '{own.uri}' can be read", read.unread[0].hint)
    else:
        said = f"no heading of '{own.uri}' has a range of dates"
        fault = Fault(said, "write one such as '## Foundations: 20 May to 1 June 2025'")
    # A page that is only checked is not known, and may well be one with phases.
    faults = (fault,) if file or source else ()
    unread = _linked(read, subject_of(log, own)) if own and read.unread else []
    return render("timeline_none.html", page, said=fault.said, unread=unread), faults


def _has_phases(log: StudyLog, own: Page) -> bool:
    return own.path in log.phases and bool(log.phases[own.path].phases)


def render_all_timelines(log: StudyLog, page: str) -> str:
    """The timelines of all pages with phases, each below a link to its page."""
    subjects = [
        (log.phases[own.path], subject_of(log, own))
        for own in log.pages
        if _has_phases(log, own) and not own.draft
    ]
    timelines = [(subject, render_timeline(own, subject, page)) for own, subject in subjects]
    return render("timelines.html", page, timelines=timelines) if timelines else ""
