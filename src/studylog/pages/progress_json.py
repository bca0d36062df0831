"""The counts of tasks become JSON for other programs to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from studylog.log import StudyLog
from studylog.tasks import STATES, Rollup


def render_progress_json(log: StudyLog) -> str:
    """A list in the order of the pages: the page's row, then its headings with tasks."""
    return json.dumps(list(progress_facts(log.rollups)), ensure_ascii=False, indent=1) + "\n"


def progress_facts(
    rollups: Mapping[str, Sequence[Rollup]],
) -> Iterator[dict[str, str | int | None]]:
    """The facts of each roll-up, by the path of its page."""
    for path, rows in rollups.items():
        page = path.encode("utf-8", "replace").decode()
        for row in rows:
            counts: dict[str, int] = {state: getattr(row.counts, state) for state in STATES}
            place = {"page": page, "heading": row.heading, "level": row.level, "line": row.line}
            yield {**place, **counts}
