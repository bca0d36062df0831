"""Runs the notebooks that a build waits for, and shows meanwhile how far they are."""

from __future__ import annotations

import io
import logging
import sys
from contextlib import closing

from mkdocs.plugins import get_plugin_logger

from studylog.cli.run_lines import Lines
from studylog.execution import Store, limits_of, run_missing, workers
from studylog.execution.plan import Plan
from studylog.settings import Settings

_LOG = get_plugin_logger("studylog")


def run_and_wait(planned: Plan, store: Store, settings: Settings) -> None:
    """Returns when all that has to run did; a build that is to be quiet says nothing of it."""
    out = sys.stderr if _LOG.isEnabledFor(logging.INFO) else io.StringIO()
    lines = Lines(out, {path: choice.why for path, choice in planned.choices.items()})
    runs = run_missing(planned.jobs, store, limits_of(settings), workers(), lines.tell)
    with lines, closing(runs):  # type: ignore[type-var]  # a generator, as of `run_all`
        for job, run in runs:
            lines.finish(job, run)
