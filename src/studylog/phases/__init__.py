"""The headings of a page become its phases and weeks, with the dates that their authors typed."""

from studylog.phases.headings import Titled, heading_id, heading_text, headings_of
from studylog.phases.links import PostOfWeek, WeekLinks, WeekOfPost, iso_week, link_weeks
from studylog.phases.plan import Plan, read_plan
from studylog.phases.ranges import Range, Ranges, read_ranges
from studylog.phases.read import Phase, Phases, Span, Unread, Year, lacks_year, read_phases
from studylog.phases.settings import read_start, read_year
from studylog.phases.undated import pages_without_year
from studylog.phases.weeks import Week, read_weeks, week_numbers

__all__ = [
    "Phase",
    "Phases",
    "Plan",
    "PostOfWeek",
    "Range",
    "Ranges",
    "Span",
    "Titled",
    "Unread",
    "Week",
    "WeekLinks",
    "WeekOfPost",
    "Year",
    "heading_id",
    "heading_text",
    "headings_of",
    "iso_week",
    "lacks_year",
    "link_weeks",
    "pages_without_year",
    "read_phases",
    "read_plan",
    "read_ranges",
    "read_start",
    "read_weeks",
    "read_year",
    "week_numbers",
]
