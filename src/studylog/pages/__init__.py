"""The log becomes HTML fragments, JSON and feeds."""

from studylog.pages.atom import Site, standalone
from studylog.pages.charts import render_progress
from studylog.pages.entry import describe, note_body, render_entry
from studylog.pages.experiment_launch import Launch, launch_links
from studylog.pages.experiments import render_experiment_head, render_experiments
from studylog.pages.feed import render_feed
from studylog.pages.home import render_home
from studylog.pages.outline import outline
from studylog.pages.panel import render_panel, render_running
from studylog.pages.papers_feed import render_papers_feed
from studylog.pages.papers_json import render_papers_json
from studylog.pages.progress import render_rollup, render_tasks
from studylog.pages.progress_json import progress_facts, render_progress_json
from studylog.pages.reading_list import render_reading_list
from studylog.pages.timeline import render_all_timelines
from studylog.pages.unreadable import render_unreadable
from studylog.pages.urls import Citing, entry_url
from studylog.pages.weeks import (
    WeeksOfPost,
    render_week_links,
    render_weeks_of_post,
    weeks_of_posts,
)

__all__ = [
    "Citing",
    "Launch",
    "Site",
    "WeeksOfPost",
    "describe",
    "entry_url",
    "launch_links",
    "note_body",
    "outline",
    "progress_facts",
    "render_all_timelines",
    "render_entry",
    "render_experiment_head",
    "render_experiments",
    "render_feed",
    "render_home",
    "render_panel",
    "render_papers_feed",
    "render_papers_json",
    "render_progress",
    "render_progress_json",
    "render_reading_list",
    "render_rollup",
    "render_running",
    "render_tasks",
    "render_unreadable",
    "render_week_links",
    "render_weeks_of_post",
    "standalone",
    "weeks_of_posts",
]
