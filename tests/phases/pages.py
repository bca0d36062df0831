"""Makes the headings of pages from a few lines."""

from __future__ import annotations

from studylog.dialect import read_document
from studylog.phases import Phases, Titled, Year, headings_of, read_phases
from tests.samples import samples

IN_2025 = Year(2025, "front matter")


def page(*lines: str) -> tuple[Titled, ...]:
    return headings_of(read_document("\n".join(lines) + "\n", "docs/p.md"))


def phases(*headings: str, year: Year | None = IN_2025) -> Phases:
    """What is read of a page with these headings."""
    return read_phases(page(*(f"## {heading}\n" for heading in headings)), "docs/p.md", year)


def spans(*headings: str, year: Year | None = IN_2025) -> list[tuple[str | None, str | None]]:
    """First and last day of every range of these headings."""
    read = phases(*headings, year=year).phases
    return [(span.first, span.last) for phase in read for span in phase.spans]


def said(*headings: str, year: Year | None = IN_2025) -> list[str]:
    return [str(problem) for problem in phases(*headings, year=year).problems]


def seed(number: str) -> tuple[Titled, ...]:
    path = next((samples() / "seeds").glob(f"{number}_*"))
    return headings_of(read_document(path.read_text("utf-8"), path.name))
