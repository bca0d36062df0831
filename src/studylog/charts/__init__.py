"""Entries, posts and notebooks become the counts that the site's charts show."""

from studylog.charts.activity import Activity, Day, activity_by_day
from studylog.charts.finished import PARTS, Finished, Month, finished_by_month
from studylog.charts.options import KINDS, ChartOptions, read_chart_options
from studylog.charts.period import Period
from studylog.charts.queue import Queue, Waiting, queue_over_time
from studylog.charts.topics import Topic, Topics, count_topics

__all__ = [
    "KINDS",
    "PARTS",
    "Activity",
    "ChartOptions",
    "Day",
    "Finished",
    "Month",
    "Period",
    "Queue",
    "Topic",
    "Topics",
    "Waiting",
    "activity_by_day",
    "count_topics",
    "finished_by_month",
    "queue_over_time",
    "read_chart_options",
]
