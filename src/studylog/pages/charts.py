"""The counts of a log become charts: a figure of SVG, what it shows in words, and a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from studylog.bib import STATUSES, Entry
from studylog.charts import (
    ChartOptions,
    activity_by_day,
    count_topics,
    finished_by_month,
    queue_over_time,
)
from studylog.charts.activity import Activity, say_activity, say_done
from studylog.charts.calendar import LEVELS, lay_out
from studylog.charts.drawing import bars, outline, rows
from studylog.charts.finished import PARTS, Finished, say_finished
from studylog.charts.options import notebooks_on, on_topic, posts_on
from studylog.charts.period import counted
from studylog.charts.queue import Queue, say_queue
from studylog.charts.scale import GROUND, LONG, MOST_NAMED, month_labels, slots, ticks
from studylog.charts.topics import Topics, say_topics
from studylog.notebooks import Notebook
from studylog.pages.render import render
from studylog.posts import Post

_Draw = Callable[[ChartOptions, Sequence[Entry], Sequence[Post], Sequence[Notebook], str], str]
#: Above this number of months a bar has no number of its own, and the chart has lines instead.
_MOST_NUMBERED = 18
_EVERY = ChartOptions()


def render_finished(finished: Finished, id: str, options: ChartOptions = _EVERY) -> str:
    """The figure; `id` begins the ids of its parts, `options` are what it was narrowed to."""
    months = finished.months
    numbered = len(months) <= _MOST_NUMBERED and finished.most < 100
    return render(
        "chart_finished.html" if months else "chart_none.html",
        "",
        **_common(id, "finished", options),
        caption=say_finished(finished, options.about) if months else "",
        finished=finished,
        bars=bars(finished),
        ticks=() if numbered else ticks(finished.most),
        labels=month_labels(tuple(m.month for m in months)),
        textured=len(months) <= MOST_NAMED,
        long=len(months) > LONG,
        part_words={**STATUSES, "other": "Other"},
        all_parts=PARTS,
    )


def render_topics(topics: Topics, id: str, options: ChartOptions = _EVERY) -> str:
    """The figure; `id` begins the ids of its parts, `options` are what it was narrowed to."""
    return render(
        "chart_topics.html" if topics.topics else "chart_none.html",
        "",
        **_common(id, "topics", options),
        caption=say_topics(topics, options.about) if topics.topics else "",
        topics=topics,
        rows=rows(topics),
    )


def render_queue(queue: Queue, id: str, options: ChartOptions = _EVERY) -> str:
    """The figure; `id` begins the ids of its parts, `options` are what it was narrowed to."""
    months = queue.months
    return render(
        "chart_queue.html" if months else "chart_none.html",
        "",
        **_common(id, "queue", options),
        caption=say_queue(queue, options.about) if months else "",
        queue=queue,
        outline=outline(queue),
        ticks=ticks(queue.most),
        labels=month_labels(tuple(m.month for m in months)),
        slots=slots(len(months)),
        years_alone=len(months) > MOST_NAMED,
        long=len(months) > LONG,
    )


def render_activity(activity: Activity, id: str, options: ChartOptions = _EVERY) -> str:
    """The figure; `id` begins the ids of its parts, `options` are what it was narrowed to."""
    calendar = lay_out(activity)
    return render(
        "chart_activity.html" if activity.days else "chart_none.html",
        "",
        **_common(id, "activity", options),
        caption=say_activity(activity, options.about) if activity.days else "",
        activity=activity,
        calendar=calendar,
        earlier=say_done(calendar.earlier) if calendar.earlier else "",
        levels=LEVELS,
    )


def _common(id: str, kind: str, options: ChartOptions) -> dict[str, object]:
    return {
        "id": id,
        "kind": kind,
        "narrowed": options.within,
        "counted": counted,
        "ground": GROUND,
        "example": _EXAMPLE_DAY,
    }


#: Stands for a date that the reader is asked to add.
_EXAMPLE_DAY = "2026-01-31"

#: Each kind of chart; all take the same, and use what they need.
CHARTS: Mapping[str, _Draw] = {
    "finished": lambda o, entries, posts, notebooks, id: render_finished(
        finished_by_month(on_topic(entries, o.topic), o.period), id, o
    ),
    "topics": lambda o, entries, posts, notebooks, id: render_topics(
        count_topics(on_topic(entries, o.topic), o.period), id, o
    ),
    "queue": lambda o, entries, posts, notebooks, id: render_queue(
        queue_over_time(on_topic(entries, o.topic), o.period), id, o
    ),
    "activity": lambda o, entries, posts, notebooks, id: render_activity(
        activity_by_day(
            on_topic(entries, o.topic),
            posts_on(posts, o.topic),
            notebooks_on(notebooks, o.topic),
            o.period,
        ),
        id,
        o,
    ),
}


def render_chart(
    options: ChartOptions,
    entries: Sequence[Entry],
    posts: Sequence[Post],
    notebooks: Sequence[Notebook],
    id: str,
) -> str:
    """The chart that a `chart` block asks for."""
    return CHARTS[options.kind](options, entries, posts, notebooks, id)


def render_progress(
    entries: Sequence[Entry], posts: Sequence[Post], notebooks: Sequence[Notebook], page: str
) -> str:
    """All charts, each below its heading, as they stand at the address `page`."""
    charts = [
        (kind, title, draw(ChartOptions(kind), entries, posts, notebooks, f"chart-{kind}"))
        for (kind, draw), title in zip(CHARTS.items(), _TITLES, strict=True)
    ]
    return render("chart_page.html", page, charts=charts)


_TITLES = ("Finished by month", "Finished by topic", "The queue", "Activity")
